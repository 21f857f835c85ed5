"""From documents one after the other to the terms of them all and a matrix of weights.

Everything is sorted as whole numbers of 64 bits, so that 200,000 documents take seconds and no dictionary of pairs.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.engine.index import FloatArray
from matching.engine.terms import BITS, Keys, Terms, damped


class Matrix(NamedTuple):
    """Term-major: the documents (int32, ascending) and weights (float32) of term ``t`` stand at
    ``starts[t]``..``starts[t + 1]``. Every document's vector has the Euclidean norm 1 or 0."""

    starts: NDArray[np.int32]
    documents: NDArray[np.int32]
    weights: NDArray[np.float32]


class _Entries(NamedTuple):
    keys: Keys
    starts: NDArray[np.int64]
    documents: NDArray[np.int32]
    frequencies: FloatArray


class _Numbers(dict[str, int]):
    """A word that is asked for the first time gets the next number."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class Texts:
    """Words with their pairs, of documents numbered in the order they come in."""

    def __init__(self) -> None:
        self._words = _Numbers()
        self._sequence = array("i")
        self._ends = array("q")

    def add(self, parts: Iterable[Sequence[str]]) -> None:
        number, sequence = self._words.__getitem__, self._sequence
        for part in parts:
            sequence.extend(map(number, part))
            sequence.append(-1)
        self._ends.append(len(sequence))

    def finish(self, power: float) -> tuple[Terms, Matrix]:
        ends = np.array(self._ends, dtype=np.int64)
        sequence = np.array(self._sequence, dtype=np.int64)
        self._sequence = array("i")
        documents = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
        entries = _distinct(sequence, documents, len(self._words), len(ends))
        return _weighed(self._words, entries, len(ends), power)


class Bags:
    """Terms that come with their frequencies."""

    def __init__(self) -> None:
        self._words = _Numbers()
        self._numbers, self._frequencies, self._ends = array("i"), array("d"), array("q")

    def add(self, bag: Mapping[str, float]) -> None:
        self._numbers.extend(map(self._words.__getitem__, bag))
        self._frequencies.extend(bag.values())
        self._ends.append(len(self._numbers))

    def finish(self, power: float) -> tuple[Terms, Matrix]:
        ends, numbers = np.array(self._ends, dtype=np.int64), np.array(self._numbers, dtype=np.int64)
        documents = np.repeat(np.arange(len(ends), dtype=np.int32), np.diff(ends, prepend=0))
        order = np.argsort(numbers, kind="stable")
        found, starts = np.unique(numbers[order], return_index=True)
        entries = _Entries(
            found << BITS,
            np.append(starts, len(numbers)),
            documents[order],
            np.array(self._frequencies, dtype=np.float64)[order],
        )
        return _weighed(self._words, entries, len(ends), power)


def _distinct(sequence: Keys, documents: Keys, words: int, size: int) -> _Entries:
    """Every word and pair of each document once; -1 in the sequence ends a part.

    First word, second word and document are packed into one number each, in as few bits as they need, and sorted.
    """
    of_words, of_documents = words.bit_length() + 1, size.bit_length()
    if 2 * of_words + of_documents > 63:
        raise ValueError(f"{words} words in {size} documents are more than can be packed into 63 bits")
    alone = np.flatnonzero(sequence >= 0)
    paired = np.flatnonzero((sequence[:-1] >= 0) & (sequence[1:] >= 0))
    firsts, seconds = (
        np.concatenate([alone, paired]),
        np.append(np.zeros(len(alone), np.int64), sequence[paired + 1] + 1),
    )
    packed = sequence[firsts] << (of_words + of_documents)
    packed |= seconds << of_documents
    packed |= documents[firsts]
    del firsts, seconds, alone, paired
    packed.sort()
    begins = np.flatnonzero(np.diff(packed, prepend=-1))
    counts = np.diff(begins, append=len(packed))
    packed = packed[begins]
    terms = packed >> of_documents
    starts = np.flatnonzero(np.diff(terms, prepend=-1))
    firsts, seconds = np.divmod(terms[starts], 1 << of_words)
    where = (packed & ((1 << of_documents) - 1)).astype(np.int32)
    return _Entries((firsts << BITS) | seconds, np.append(starts, len(terms)), where, damped(counts))


def _weighed(words: Mapping[str, int], entries: _Entries, size: int, power: float) -> tuple[Terms, Matrix]:
    documents_with = np.diff(entries.starts).astype(np.int32)
    terms = Terms(words, entries.keys, documents_with, size, power)
    weights = entries.frequencies * np.repeat(terms.idf_, documents_with)
    norms = np.sqrt(np.bincount(entries.documents, weights**2, minlength=size))
    weights /= np.where(norms > 0, norms, 1.0)[entries.documents]
    return terms, Matrix(entries.starts.astype(np.int32), entries.documents, weights.astype(np.float32))
