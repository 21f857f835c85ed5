"""What a fit finds: the terms of all documents, and one shelf a side. Nothing in it changes until the next fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from matching.engine import analysis
from matching.engine.analysis import Analysed, Analyser
from matching.engine.collecting import Bags, Matrix, Texts
from matching.engine.documents import Demand, Document, Supply
from matching.engine.facts import Facts, facts, facts_of
from matching.engine.sample import Sample
from matching.engine.segment import Segment
from matching.engine.shelf import Shelf, Writing, Written, written_how
from matching.engine.terms import Terms

_CHUNK = 1000


@dataclass(frozen=True)
class Catalogue:
    """``field_codes`` numbers the official fields; a code met later joins it."""

    terms: dict[str, Terms]
    field_codes: dict[str, int]
    demands: Shelf
    supplies: Shelf


def collect(
    analyser: Analyser, demands: Iterable[Demand], supplies: Iterable[Supply], concept_power: float
) -> Catalogue:
    """Reads each document once and keeps none. ValueError when two of one side have the same id."""
    collecting = _Collecting(analyser)
    ours, theirs = collecting.read(demands), collecting.read(supplies)
    terms: dict[str, Terms] = {}
    segments: tuple[dict[str, Segment], dict[str, Segment]] = ({}, {})
    size = len(ours.ids), len(ours.ids) + len(theirs.ids)
    for name in analysis.FIELDS:
        terms[name], matrix = collecting.finish(name, concept_power if name == analysis.CONCEPTS else 1.0)
        segments[0][name] = Segment.of_matrix(matrix, 0, size[0])
        segments[1][name] = Segment.of_matrix(matrix, *size)
        del matrix
    codes = collecting.field_codes
    shelves = (one.shelf(found, len(codes)) for one, found in zip((ours, theirs), segments, strict=True))
    return Catalogue(terms, codes, *shelves)


def sample_of(shelf: Shelf, most: int) -> dict[str, Sample]:
    """Evenly spaced documents of it, at most so many."""
    chosen = range(0, len(shelf), max(1, -(-len(shelf) // most)))
    return {name: Sample([shelf.segments[name].row(slot) for slot in chosen]) for name in analysis.FIELDS}


class _Read:
    """What is kept of one side's documents while they pass by."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.versions: list[int] = []
        self.facts: list[Facts] = []
        self.writing: list[Written] = []

    def shelf(self, segments: dict[str, Segment], codes: int) -> Shelf:
        facts_found = facts_of([*self.facts, facts([], {})], codes)
        versions = np.array(self.versions, dtype=np.int64)
        return Shelf(self.ids, versions, facts_found, Writing.of(self.writing), segments)


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
