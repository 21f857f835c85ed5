"""Many documents of one side of the market as columns and vectors, without their texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

import numpy as np
from numpy.typing import NDArray

from matching.engine import analysis, relevance, tokens
from matching.engine.analysis import Analysed
from matching.engine.facts import Facts
from matching.engine.index import FloatArray
from matching.engine.segment import Segment, Slots

_LANGUAGES = (tokens.UNKNOWN, tokens.VIETNAMESE, tokens.ENGLISH)


Written = tuple[int, bool, bool, float]


@dataclass(frozen=True, slots=True)
class Writing:
    """Columns of shape (n,): the language's number (0 unknown), written with diacritics, whether any
    concept is named or hinted at, how many are surely named."""

    language: NDArray[np.int8]
    marked: NDArray[np.bool_]
    conceptual: NDArray[np.bool_]
    named: FloatArray

    @classmethod
    def of(cls, rows: Sequence[Written]) -> Writing:
        columns = np.array(rows, dtype=np.float64).reshape(-1, 4).T
        return cls(columns[0].astype(np.int8), columns[1] > 0, columns[2] > 0, columns[3])


@dataclass(frozen=True, slots=True)
class Shelf:
    """``versions`` (int64) are the documents' own. ``alive``: not replaced or removed since. ``scales``
    (n, fields, 2): usual and reach, NaN until asked for. ``kinds``: one row for each way its documents are written."""

    ids: Sequence[str]
    versions: NDArray[np.int64]
    facts: Facts
    writing: Writing
    segments: Mapping[str, Segment]
    alive: NDArray[np.bool_] = field(init=False)
    scales: FloatArray = field(init=False)
    kinds: Writing = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "alive", np.ones(len(self.ids), dtype=np.bool_))
        object.__setattr__(self, "scales", np.full((len(self.ids), len(analysis.FIELDS), 2), np.nan))
        object.__setattr__(self, "kinds", _kinds(self.writing))

    def __len__(self) -> int:
        return len(self.ids)


def writing_of(parts: Sequence[Writing]) -> Writing:
    return Writing(*(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Writing)))


def picked_writing(writing: Writing, slots: Slots) -> Writing:
    return Writing(*(getattr(writing, one.name)[slots] for one in fields(Writing)))


def _kinds(writing: Writing) -> Writing:
    """All that decides which documents can be compared."""
    code = 4 * writing.language.astype(np.int64) + 2 * writing.marked + writing.conceptual
    return picked_writing(writing, np.unique(code, return_index=True)[1])


def written_how(found: Analysed) -> Written:
    """A row of ``Writing``."""
    return _LANGUAGES.index(found.language), found.marked, bool(found.concept_bag), _named(found)


def _named(found: Analysed) -> float:
    read_for_sure = found.marked or found.language == tokens.ENGLISH
    return sum(found.concepts.values()) * (1.0 if read_for_sure else relevance.UNMARKED_SHARE)
