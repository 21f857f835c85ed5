"""What is read in some documents, as columns: made one chunk after the other, here or by other processes.

A chunk numbers its words and concepts by itself, in the order they come in; so the chunks of a collection, taken in
their order, give every word the number it would get were all read in one go.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.engine import analysis
from matching.engine.analysis import Analyser
from matching.engine.documents import Document
from matching.engine.index import FloatArray
from matching.engine.writing import Writing, written_how


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words of n documents in one text field: ``sequence`` holds their places in ``words``, -1 ends a part;
    ``ends`` (n,) says where each document's ends."""

    words: Sequence[str]
    sequence: NDArray[np.int32]
    ends: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Weighted:
    """Bags of n documents: ``numbers`` are places in ``words``, with their ``frequencies``; ``ends`` (n,)."""

    words: Sequence[str]
    numbers: NDArray[np.int32]
    frequencies: FloatArray
    ends: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Chunk:
    """``spoken`` by text field, ``concepts`` before idf."""

    spoken: Mapping[str, Spoken]
    concepts: Weighted
    writing: Writing


Read = Callable[[Iterable[Sequence[Document]]], Iterator[Chunk]]
"""From pieces of a collection to a chunk each, in their order."""


def read(analyser: Analyser, documents: Iterable[Document]) -> Chunk:
    texts, bags, writing = [], [], []
    for document in documents:
        found = analyser.analyse(document)
        texts.append(found.texts)
        bags.append(found.concept_bag)
        writing.append(written_how(found))
    by_field = {name: spoken([parts[name] for parts in texts]) for name in (analysis.ACCENTED, analysis.FOLDED)}
    return Chunk(by_field, weighted(bags), Writing.of(writing))


def spoken(texts: Iterable[Iterable[Sequence[str]]]) -> Spoken:
    """Of documents that are words by part."""
    words = Numbers()
    number, sequence, ends = words.__getitem__, array("i"), array("q")
    for parts in texts:
        for part in parts:
            sequence.extend(map(number, part))
            sequence.append(-1)
        ends.append(len(sequence))
    return Spoken([*words], np.array(sequence, np.int32), np.array(ends, np.int64))


def weighted(bags: Iterable[Mapping[str, float]]) -> Weighted:
    words = Numbers()
    numbers, frequencies, ends = array("i"), array("d"), array("q")
    for bag in bags:
        numbers.extend(map(words.__getitem__, bag))
        frequencies.extend(bag.values())
        ends.append(len(numbers))
    columns = np.array(numbers, np.int32), np.array(frequencies, np.float64), np.array(ends, np.int64)
    return Weighted([*words], *columns)


class Numbers(dict[str, int]):
    """A word that is asked for the first time gets the next number."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number
