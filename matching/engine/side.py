"""All documents of one side of the market, in slots, ready to be searched and scored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from matching.engine import analysis, relevance, tokens
from matching.engine.analysis import Analysed
from matching.engine.documents import Demand, Document, Supply
from matching.engine.facts import Facts, facts
from matching.engine.index import FloatArray, Postings, Row
from matching.engine.relevance import Scale

D = TypeVar("D", Demand, Supply)

_NOTHING = Row(np.empty(0, dtype=np.int32), np.empty(0))
_CHUNK = 500
_LANGUAGES = (tokens.UNKNOWN, tokens.VIETNAMESE, tokens.ENGLISH)


@dataclass(frozen=True, slots=True)
class Entry(Generic[D]):
    """A document, what was found in it, and its unit vectors by text field."""

    document: D
    analysed: Analysed
    rows: Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class Writing:
    """Columns of shape (n,): the language's number (0 unknown), written with diacritics, whether any
    concept is named or hinted at, how many are surely named."""

    language: NDArray[np.int8]
    marked: NDArray[np.bool_]
    conceptual: NDArray[np.bool_]
    named: FloatArray


class Side(Generic[D]):
    """A removed document leaves its slot to the next newcomer. ``field_codes`` numbers the official fields and is
    shared by the two sides."""

    def __init__(self, field_codes: dict[str, int]) -> None:
        self.entries: list[Entry[D] | None] = []
        self.slots: dict[str, int] = {}
        self.postings = {name: Postings() for name in analysis.FIELDS}
        self._field_codes = field_codes
        self._free: list[int] = []
        self._scales: dict[str, dict[int, tuple[float, float]]] = {name: {} for name in analysis.FIELDS}
        self._columns: Facts | None = None
        self._writing: Writing | None = None

    def __len__(self) -> int:
        return len(self.slots)

    def __iter__(self) -> Iterator[Entry[D]]:
        return (entry for entry in self.entries if entry is not None)

    def __getitem__(self, identity: str) -> Entry[D]:
        return self.at(self.slots[identity])

    def at(self, slot: int) -> Entry[D]:
        entry = self.entries[slot]
        if entry is None:
            raise KeyError(slot)
        return entry

    def at_row(self, row: int) -> Entry[D]:
        """The entry of a row of pairs: a side of one goes with every row."""
        return self.at(0 if len(self.entries) == 1 else row)

    def alive(self) -> NDArray[np.bool_]:
        """Shape (n,): the slot holds a document."""
        return np.array([entry is not None for entry in self.entries], dtype=np.bool_)

    def put(self, entry: Entry[D]) -> None:
        """Adds the document, or replaces the one of the same id."""
        slot = self.slots.get(entry.document.id)
        if slot is None:
            slot = self._free.pop() if self._free else len(self.entries)
        self.slots[entry.document.id] = slot
        for code in entry.document.fields:
            self._field_codes.setdefault(code, len(self._field_codes))
        self._write(slot, entry, entry.rows)

    def remove(self, identity: str) -> None:
        slot = self.slots.pop(identity)
        self._write(slot, None, dict.fromkeys(analysis.FIELDS, _NOTHING))
        self._free.append(slot)

    def columns(self) -> Facts:
        """One row a slot, the empty ones all unknown."""
        if self._columns is None or self._columns.fields.shape[1] < len(self._field_codes):
            documents: list[Document] = [Supply("") if entry is None else entry.document for entry in self.entries]
            self._columns = facts(documents, self._field_codes)
        return self._columns

    def writing(self) -> Writing:
        """How each slot's text is written, one row a slot."""
        if self._writing is None:
            found = [entry.analysed if entry else None for entry in self.entries]
            self._writing = Writing(
                np.array([_LANGUAGES.index(one.language) if one else 0 for one in found], dtype=np.int8),
                np.array([bool(one and one.marked) for one in found], dtype=np.bool_),
                np.array([bool(one and one.concept_bag) for one in found], dtype=np.bool_),
                np.array([_named(one) if one else 0.0 for one in found]),
            )
        return self._writing

    def scale(self, name: str, sample: Postings) -> Scale:
        """Every slot's scale of relevance in a text field, against a sample of the other side."""
        known = self._scales[name]
        missing = [slot for slot in range(len(self.entries)) if slot not in known]
        for start in range(0, len(missing), _CHUNK):
            chunk = missing[start : start + _CHUNK]
            found = relevance.scale(sample.cosines_of([self.postings[name].rows[slot] for slot in chunk]), name)
            known.update(zip(chunk, zip(*found, strict=True), strict=True))
        usual, reach = np.array([known[slot] for slot in range(len(self.entries))]).T
        return Scale(usual, reach)

    def _write(self, slot: int, entry: Entry[D] | None, rows: Mapping[str, Row]) -> None:
        if slot == len(self.entries):
            self.entries.append(entry)
        else:
            self.entries[slot] = entry
        for name in analysis.FIELDS:
            self.postings[name].set(slot, rows[name])
            self._scales[name].pop(slot, None)
        self._columns = None
        self._writing = None


def _named(found: Analysed) -> float:
    read_for_sure = found.marked or found.language == tokens.ENGLISH
    return sum(found.concepts.values()) * (1.0 if read_for_sure else relevance.UNMARKED_SHARE)
