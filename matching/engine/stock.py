"""What a fit finds: the terms of all documents, and one shelf a side. Nothing in it changes until the next fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from matching.engine import analysis
from matching.engine.associations import Associations
from matching.engine.chunks import Read
from matching.engine.collecting import Bags, Matrix, Texts
from matching.engine.documents import Demand, Document, Supply
from matching.engine.facts import Facts, facts, facts_of, picked_facts
from matching.engine.sample import Sample
from matching.engine.segment import Segment, Slots, lists_of, rows_below
from matching.engine.shelf import Shelf
from matching.engine.terms import Terms
from matching.engine.writing import Writing, picked_writing, writing_of

CHUNK = 1000
_LARGEST_LAST = (analysis.CONCEPTS, analysis.ACCENTED, analysis.FOLDED)


@dataclass(frozen=True)
class Stock:
    """Each side has a shelf of what is typed without diacritics (or in English), and one of what has them.
    ``field_codes`` numbers the official fields; a code met later joins it."""

    terms: dict[str, Terms]
    associations: Associations
    field_codes: dict[str, int]
    demands: tuple[Shelf, Shelf]
    supplies: tuple[Shelf, Shelf]

    @property
    def demand_ids(self) -> list[str]:
        return [*self.demands[0].ids, *self.demands[1].ids]

    @property
    def supply_ids(self) -> list[str]:
        return [*self.supplies[0].ids, *self.supplies[1].ids]


def collect(read: Read, demands: Iterable[Demand], supplies: Iterable[Supply], concept_power: float) -> Stock:
    """Takes each document once and keeps none. ValueError when two of one side have the same id."""
    collecting = _Collecting(read)
    ours, theirs = collecting.read(demands), collecting.read(supplies)
    codes = collecting.field_codes
    parts = [(side, slots) for side in (ours, theirs) for slots in side.by_writing()]
    first = [0, 0, len(ours.ids), len(ours.ids)]
    terms: dict[str, Terms] = {}
    segments: list[dict[str, Segment]] = [{} for _ in parts]
    for name in _LARGEST_LAST:
        terms[name], matrix = collecting.finish(name, concept_power if name == analysis.CONCEPTS else 1.0)
        if name == analysis.CONCEPTS:
            associations = Associations.learned(matrix)
        lists = [lists_of(matrix, slots + offset) for (_, slots), offset in zip(parts, first, strict=True)]
        del matrix
        for (_, slots), found in zip(parts, segments, strict=True):
            found[name] = Segment.of_lists(lists.pop(0), len(slots))
    shelves = [side.shelf(slots, found, len(codes)) for (side, slots), found in zip(parts, segments, strict=True)]
    return Stock(terms, associations, codes, (shelves[0], shelves[1]), (shelves[2], shelves[3]))


def sample_of(shelves: Sequence[Shelf], most: int, associations: Associations) -> dict[str, Sample]:
    """Evenly spaced documents of them, at most so many."""
    places = [(shelf, slot) for shelf in shelves for slot in range(len(shelf))]
    chosen = places[:: max(1, -(-len(places) // most))]
    lists = {name: rows_below([shelf.segments[name].row(slot) for shelf, slot in chosen]) for name in analysis.FIELDS}
    lists[analysis.CONCEPTS] = associations.widened(lists[analysis.CONCEPTS])
    return {name: Sample(found) for name, found in lists.items()}


class _Seen:
    """What is kept of one side's documents while they pass by."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.versions: list[int] = []
        self.facts: list[Facts] = []
        self.writing: list[Writing] = [Writing.of([])]

    def by_writing(self) -> tuple[Slots, Slots]:
        """Those typed without diacritics, and the others."""
        marked = writing_of(self.writing).marked
        return np.flatnonzero(~marked), np.flatnonzero(marked)

    def shelf(self, slots: Slots, segments: dict[str, Segment], codes: int) -> Shelf:
        known = facts_of([*self.facts, facts([], {})], codes)
        ids = [self.ids[slot] for slot in slots.tolist()]
        versions = np.array(self.versions, dtype=np.int64)[slots]
        writing = picked_writing(writing_of(self.writing), slots)
        return Shelf(ids, versions, picked_facts(known, slots), writing, segments)


class _Collecting:
    def __init__(self, read: Read) -> None:
        self._read = read
        self._texts = {name: Texts() for name in (analysis.ACCENTED, analysis.FOLDED)}
        self._bags = Bags()
        self.field_codes: dict[str, int] = {}

    def read(self, documents: Iterable[Document]) -> _Seen:
        found = _Seen()
        for chunk in self._read(self._noted(documents, found)):
            for name, texts in self._texts.items():
                texts.add(chunk.spoken[name])
            self._bags.add(chunk.concepts)
            found.writing.append(chunk.writing)
        return found

    def finish(self, name: str, power: float) -> tuple[Terms, Matrix]:
        """Once each: what it was made from is let go."""
        return (self._bags if name == analysis.CONCEPTS else self._texts[name]).finish(power)

    def _noted(self, documents: Iterable[Document], found: _Seen) -> Iterator[list[Document]]:
        """All that need not be read for, on the way to whoever reads."""
        seen: set[str] = set()
        waiting = iter(documents)
        while chunk := list(islice(waiting, CHUNK)):
            for document in chunk:
                if document.id in seen:
                    raise ValueError(f"two documents with the id {document.id}")
                seen.add(document.id)
                found.ids.append(document.id)
                found.versions.append(document.version)
                for code in document.fields:
                    self.field_codes.setdefault(code, len(self.field_codes))
            found.facts.append(facts(chunk, self.field_codes))
            yield chunk
