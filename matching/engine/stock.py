"""What a fit finds: the terms of all documents, and one shelf a side. Nothing in it changes until the next fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from matching.engine import analysis
from matching.engine.analysis import Analysed, Analyser
from matching.engine.collecting import Bags, Matrix, Texts
from matching.engine.documents import Demand, Document, Supply
from matching.engine.facts import Facts, facts, facts_of, picked_facts
from matching.engine.sample import Sample
from matching.engine.segment import Segment, Slots
from matching.engine.shelf import Shelf, Writing, Written, picked_writing, written_how
from matching.engine.terms import Terms

_CHUNK = 1000


@dataclass(frozen=True)
class Stock:
    """Each side has a shelf of what is typed without diacritics (or in English), and one of what has them.
    ``field_codes`` numbers the official fields; a code met later joins it."""

    terms: dict[str, Terms]
    field_codes: dict[str, int]
    demands: tuple[Shelf, Shelf]
    supplies: tuple[Shelf, Shelf]

    @property
    def demand_ids(self) -> list[str]:
        return [*self.demands[0].ids, *self.demands[1].ids]

    @property
    def supply_ids(self) -> list[str]:
        return [*self.supplies[0].ids, *self.supplies[1].ids]


def collect(analyser: Analyser, demands: Iterable[Demand], supplies: Iterable[Supply], concept_power: float) -> Stock:
    """Reads each document once and keeps none. ValueError when two of one side have the same id."""
    collecting = _Collecting(analyser)
    ours, theirs = collecting.read(demands), collecting.read(supplies)
    codes = collecting.field_codes
    parts = [(side, slots) for side in (ours, theirs) for slots in side.by_writing()]
    first = [0, 0, len(ours.ids), len(ours.ids)]
    terms: dict[str, Terms] = {}
    segments: list[dict[str, Segment]] = [{} for _ in parts]
    for name in analysis.FIELDS:
        terms[name], matrix = collecting.finish(name, concept_power if name == analysis.CONCEPTS else 1.0)
        for (_, slots), offset, found in zip(parts, first, segments, strict=True):
            found[name] = Segment.of_matrix(matrix, slots + offset)
        del matrix
    shelves = [side.shelf(slots, found, len(codes)) for (side, slots), found in zip(parts, segments, strict=True)]
    return Stock(terms, codes, (shelves[0], shelves[1]), (shelves[2], shelves[3]))


def sample_of(shelves: Sequence[Shelf], most: int) -> dict[str, Sample]:
    """Evenly spaced documents of them, at most so many."""
    places = [(shelf, slot) for shelf in shelves for slot in range(len(shelf))]
    chosen = places[:: max(1, -(-len(places) // most))]
    return {name: Sample([shelf.segments[name].row(slot) for shelf, slot in chosen]) for name in analysis.FIELDS}


class _Read:
    """What is kept of one side's documents while they pass by."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.versions: list[int] = []
        self.facts: list[Facts] = []
        self.writing: list[Written] = []

    def by_writing(self) -> tuple[Slots, Slots]:
        """Those typed without diacritics, and the others."""
        marked = np.array([written[1] for written in self.writing], dtype=np.bool_)
        return np.flatnonzero(~marked), np.flatnonzero(marked)

    def shelf(self, slots: Slots, segments: dict[str, Segment], codes: int) -> Shelf:
        known = facts_of([*self.facts, facts([], {})], codes)
        ids = [self.ids[slot] for slot in slots.tolist()]
        versions = np.array(self.versions, dtype=np.int64)[slots]
        return Shelf(
            ids, versions, picked_facts(known, slots), picked_writing(Writing.of(self.writing), slots), segments
        )


class _Collecting:
    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._texts = {name: Texts() for name in (analysis.ACCENTED, analysis.FOLDED)}
        self._bags = Bags()
        self.field_codes: dict[str, int] = {}

    def read(self, documents: Iterable[Document]) -> _Read:
        found = _Read()
        seen: set[str] = set()
        waiting: list[Document] = []
        for document in documents:
            if document.id in seen:
                raise ValueError(f"two documents with the id {document.id}")
            seen.add(document.id)
            found.ids.append(document.id)
            found.versions.append(document.version)
            waiting.append(document)
            found.writing.append(written_how(self._add(document)))
            if len(waiting) == _CHUNK:
                self._pass_on(found, waiting)
        self._pass_on(found, waiting)
        return found

    def finish(self, name: str, power: float) -> tuple[Terms, Matrix]:
        """Once each: what it was made from is let go."""
        return self._bags.finish(power) if name == analysis.CONCEPTS else self._texts.pop(name).finish(power)

    def _add(self, document: Document) -> Analysed:
        analysed = self._analyser.analyse(document)
        parts = analysed.texts
        for name, texts in self._texts.items():
            texts.add(parts[name])
        self._bags.add(analysed.concept_bag)
        for code in document.fields:
            self.field_codes.setdefault(code, len(self.field_codes))
        return analysed

    def _pass_on(self, found: _Read, waiting: list[Document]) -> None:
        found.facts.append(facts(waiting, self.field_codes))
        waiting.clear()
