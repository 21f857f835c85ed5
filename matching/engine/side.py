"""All documents of one side of the market: those of the last fit on two shelves, what came since on two more.

A replaced or removed document stays where it is and is no longer found; the next fit clears it away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Generic, NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from matching.engine import analysis, relevance
from matching.engine.analysis import Analysed
from matching.engine.associations import Associations
from matching.engine.documents import Demand, Document, Supply
from matching.engine.facts import Facts, facts, facts_of, picked_facts
from matching.engine.index import FloatArray, Row
from matching.engine.relevance import Scale
from matching.engine.sample import Sample
from matching.engine.segment import Lists, Segment, Slots, cosines
from matching.engine.shelf import Shelf
from matching.engine.writing import Writing, picked_writing, writing_of, written_how

D = TypeVar("D", Demand, Supply)

FRESH = 64
"""So many changed documents stand on the last shelf, which is built anew at each; then they move to the one before."""
_CHUNK = 500
SETTLED = 2


@dataclass(frozen=True, slots=True)
class Entry(Generic[D]):
    """A document, what was found in it, and its unit vectors by text field."""

    document: D
    analysed: Analysed
    rows: Mapping[str, Row]


class Columns(NamedTuple):
    """One row a document asked for."""

    facts: Facts
    writing: Writing


class Query(Protocol):
    """``rows`` by text field; in which ``fields`` a shelf is worth a search, and who of it may be ``allowed`` there."""

    @property
    def rows(self) -> Mapping[str, Row]: ...

    def fields(self, shelf: Shelf) -> Iterable[str]: ...

    def allowed(self, shelf: Shelf, name: str, slots: Slots) -> NDArray[np.bool_]: ...


class Side(Generic[D]):
    """Slots count on from shelf to shelf. ``field_codes`` numbers the official fields and is shared by both sides.

    The nearest are found by what the texts say; compared, and put on a scale, with their ``associations``.
    """

    def __init__(self, base: tuple[Shelf, Shelf], field_codes: dict[str, int], associations: Associations) -> None:
        self._field_codes, self._associations = field_codes, associations
        self._changed: dict[str, Entry[D]] = {}
        self._settled: list[str] = []
        self._fresh: list[str] = []
        self._shelves = [*base, shelf_of([], field_codes), shelf_of([], field_codes)]
        self.slots = {identity: slot for slot, identity in enumerate(chain.from_iterable(one.ids for one in base))}

    def __len__(self) -> int:
        return len(self.slots)

    @property
    def size(self) -> int:
        """Slots, also of what is no longer found."""
        return sum(map(len, self._shelves))

    def __contains__(self, identity: str) -> bool:
        return identity in self.slots

    def changed(self, identity: str) -> Entry[D] | None:
        """Of a document that was put since the last fit."""
        return self._changed.get(identity)

    def version(self, identity: str) -> int | None:
        """None where there is no such document."""
        if identity not in self.slots:
            return None
        shelf, local = self._place(self.slots[identity])
        return int(shelf.versions[local])

    def id_at(self, slot: int) -> str:
        shelf, local = self._place(slot)
        return shelf.ids[local]

    def rows(self, slot: int) -> dict[str, Row]:
        shelf, local = self._place(slot)
        return {name: shelf.segments[name].row(local) for name in analysis.FIELDS}

    def put(self, entries: Iterable[Entry[D]]) -> None:
        """Adds the documents, or replaces those of the same id."""
        for entry in entries:
            for code in entry.document.fields:
                self._field_codes.setdefault(code, len(self._field_codes))
            identity = entry.document.id
            self._bury(identity)
            self._changed[identity] = entry
            self._fresh.append(identity)
        self._shelve()

    def remove(self, identities: Iterable[str]) -> None:
        """KeyError for an unknown id."""
        for identity in identities:
            if identity not in self.slots:
                raise KeyError(identity)
            self._bury(identity)
        self._shelve()

    def alive(self) -> Slots:
        return np.concatenate([at + np.flatnonzero(shelf.alive) for at, shelf in self._offsets()])

    def columns(self, slots: Slots) -> Columns:
        """In the order of ``slots``, which ascend."""
        parts = [(shelf, local) for shelf, local in self._split(slots) if len(local)]
        if not parts:
            parts = [(self._shelves[0], np.empty(0, dtype=np.int64))]
        return Columns(
            facts_of([picked_facts(shelf.facts, local) for shelf, local in parts], len(self._field_codes)),
            writing_of([picked_writing(shelf.writing, local) for shelf, local in parts]),
        )

    def cosines(self, name: str, query: Row, slots: Slots) -> FloatArray:
        parts = [cosines(query, self._lists(name, shelf, local)) for shelf, local in self._split(slots)]
        return np.concatenate(parts)

    def nearest(self, query: Query, count: int) -> Slots:
        """Slots, ascending: the ``count`` living, allowed ones nearest in concepts, and as many in words.

        Where both texts have diacritics, or neither, the words as they are written; else without.
        """
        found: dict[str, list[tuple[Slots, FloatArray]]] = {name: [] for name in analysis.FIELDS}
        for first, shelf in self._offsets():
            for name in query.fields(shelf):
                allowed = partial(query.allowed, shelf, name)
                slots, cosines = shelf.segments[name].nearest(query.rows[name], allowed, count)
                found[name].append((slots + first, cosines))
        return np.unique(np.concatenate([_best(parts, count) for parts in found.values()]))

    def scale(self, name: str, sample: Sample, slots: Slots) -> Scale:
        """The slots' scales of relevance in a text field, against a sample of the other side."""
        field = analysis.FIELDS.index(name)
        found = []
        for shelf, local in self._split(slots):
            known = shelf.scales[:, field]
            missing = local[np.isnan(known[local, 0])]
            for start in range(0, len(missing), _CHUNK):
                chunk = missing[start : start + _CHUNK]
                near = sample.cosines_of(self._lists(name, shelf, chunk))
                known[chunk] = np.column_stack(relevance.scale(near, name))
            found.append(known[local])
        usual, reach = np.concatenate(found).T
        return Scale(usual, reach)

    def _lists(self, name: str, shelf: Shelf, slots: Slots) -> Lists:
        lists = shelf.segments[name].lists(slots)
        return self._associations.widened(lists) if name == analysis.CONCEPTS else lists

    def _bury(self, identity: str) -> None:
        slot = self.slots.pop(identity, None)
        if slot is not None:
            shelf, local = self._place(slot)
            shelf.alive[local] = False
        if self._changed.pop(identity, None) is not None:
            self._fresh = [one for one in self._fresh if one != identity]

    def _shelve(self) -> None:
        if len(self._fresh) > FRESH:
            self._settled = list(self._changed)
            self._fresh = []
            self._shelves[SETTLED] = shelf_of([self._changed[one] for one in self._settled], self._field_codes)
        self._shelves[-1] = shelf_of([self._changed[one] for one in self._fresh], self._field_codes)
        self._number()

    def _number(self) -> None:
        first = sum(map(len, self._shelves[:SETTLED]))
        for shelf, ids in zip(self._shelves[SETTLED:], (self._settled, self._fresh), strict=True):
            self.slots |= {one: first + at for at, one in enumerate(ids) if shelf.alive[at]}
            first += len(shelf)

    def _offsets(self) -> Iterable[tuple[int, Shelf]]:
        first = 0
        for shelf in self._shelves:
            yield first, shelf
            first += len(shelf)

    def _place(self, slot: int) -> tuple[Shelf, int]:
        for first, shelf in self._offsets():
            if slot < first + len(shelf):
                return shelf, slot - first
        raise KeyError(slot)

    def _split(self, slots: Slots) -> list[tuple[Shelf, Slots]]:
        """By shelf, the slots that are on it; they ascend."""
        bounds = np.searchsorted(slots, [first + len(shelf) for first, shelf in self._offsets()])
        parts = np.split(slots, bounds[:-1])
        return [(shelf, part - first) for part, (first, shelf) in zip(parts, self._offsets(), strict=True)]


def shelf_of(entries: list[Entry[D]], field_codes: Mapping[str, int]) -> Shelf:
    documents: list[Document] = [entry.document for entry in entries]
    return Shelf(
        [document.id for document in documents],
        np.array([document.version for document in documents], dtype=np.int64),
        facts(documents, field_codes),
        Writing.of([written_how(entry.analysed) for entry in entries]),
        {name: Segment.of_rows([entry.rows[name] for entry in entries]) for name in analysis.FIELDS},
    )


def _best(parts: list[tuple[Slots, FloatArray]], count: int) -> Slots:
    if not parts:
        return np.empty(0, dtype=np.int64)
    slots, cosines = (np.concatenate(part) for part in zip(*parts, strict=True))
    return np.asarray(slots[np.lexsort((slots, -cosines))[:count]])
