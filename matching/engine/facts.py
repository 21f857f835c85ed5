"""What is known about many documents, as columns: the scorers' input. Unknown is NaN, or a row without True."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.engine.documents import Demand, Document, Mode, Supply, SupplyKind
from matching.engine.index import FloatArray

KINDS = tuple(SupplyKind)
UNKNOWN = float("nan")


@dataclass(frozen=True, slots=True)
class Facts:
    """One row a document; every array has shape (n,) except ``kinds`` (n, kinds) and ``fields`` (n, codes).

    Ages in years, latitude and longitude in degrees, ``remote`` 1 where meeting online is possible, else 0.
    ``kinds`` holds what a demand asks for, or what a supply is.
    """

    age_min: FloatArray
    age_max: FloatArray
    latitude: FloatArray
    longitude: FloatArray
    remote: FloatArray
    capacity_left: FloatArray
    response_rate: FloatArray
    fresh_days: FloatArray
    kinds: NDArray[np.bool_]
    fields: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.age_min)


@dataclass(frozen=True, slots=True)
class Pairs:
    """n pairs: one side has n rows, the other n or 1 (and is broadcast).

    ``text`` holds the relevance by text field, shape (n,), in 0..1, NaN where a field says nothing.
    """

    demands: Facts
    supplies: Facts
    text: Mapping[str, FloatArray]

    def __len__(self) -> int:
        return max(len(self.demands), len(self.supplies))


def facts(documents: Sequence[Document], field_codes: Mapping[str, int]) -> Facts:
    """Columns of the documents; ``field_codes`` numbers the official fields from 0, others are left out."""
    numbers = np.array([_numbers(document) for document in documents], dtype=np.float64).reshape(-1, 8)
    kinds = np.zeros((len(documents), len(KINDS)), dtype=np.bool_)
    fields = np.zeros((len(documents), max(1, len(field_codes))), dtype=np.bool_)
    for row, document in enumerate(documents):
        for kind in _kinds(document):
            kinds[row, KINDS.index(kind)] = True
        for code in document.fields:
            if code in field_codes:
                fields[row, field_codes[code]] = True
    youngest, oldest, latitude, longitude, remote, capacity, response, days = numbers.T
    return Facts(youngest, oldest, latitude, longitude, remote, capacity, response, days, kinds, fields)


def picked_facts(known: Facts, rows: NDArray[np.int64]) -> Facts:
    return Facts(*(getattr(known, one.name)[rows] for one in dataclasses.fields(Facts)))


def facts_of(parts: Sequence[Facts], codes: int) -> Facts:
    """Below each other; a part made when fewer official fields were known has none of the later."""
    width = max(1, codes, *(part.fields.shape[1] for part in parts))
    padded = [
        dataclasses.replace(part, fields=np.pad(part.fields, ((0, 0), (0, width - part.fields.shape[1]))))
        for part in parts
    ]
    return Facts(
        *(np.concatenate([getattr(one, column.name) for one in padded]) for column in dataclasses.fields(Facts))
    )


def _numbers(document: Document) -> tuple[float, ...]:
    youngest, oldest = document.ages or (UNKNOWN, UNKNOWN)
    latitude, longitude = document.place or (UNKNOWN, UNKNOWN)
    remote, capacity, response = UNKNOWN, UNKNOWN, UNKNOWN
    if isinstance(document, Supply):
        remote = UNKNOWN if document.mode is None else float(document.mode is not Mode.IN_PERSON)
        capacity, response = _number(document.capacity_left), _number(document.response_rate)
    return (youngest, oldest, latitude, longitude, remote, capacity, response, _number(document.fresh_days))


def _kinds(document: Document) -> list[SupplyKind]:
    if isinstance(document, Demand):
        return [need.kind for need in document.needs if need.kind is not None]
    return [document.kind] if document.kind is not None else []


def _number(value: float | None) -> float:
    return UNKNOWN if value is None else float(value)
