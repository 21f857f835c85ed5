"""From documents one after the other to the terms of them all and a matrix of weights.

Everything is sorted as whole numbers of 64 bits, so that 200,000 documents take seconds and no dictionary of pairs.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.engine.index import FloatArray
from matching.engine.terms import BITS, Keys, Terms, damped

_PIECE = 1 << 22


class Matrix(NamedTuple):
    """Term-major: the documents (int32, ascending) and weights (float32) of term ``t`` stand at
    ``starts[t]``..``starts[t + 1]``. Every document's vector has the Euclidean norm 1 or 0."""

    starts: NDArray[np.int32]
    documents: NDArray[np.int32]
    weights: NDArray[np.float32]


class _Entries(NamedTuple):
    """Like ``Matrix``, before anything is weighed; ``keys`` are those of the terms, ``damping`` is by frequency where
    these are counts."""

    keys: Keys
    starts: NDArray[np.int64]
    documents: NDArray[np.int32]
    frequencies: NDArray[Any]
    damping: FloatArray | None = None


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
        sequence = np.array(self._sequence, dtype=np.int32)
        self._sequence = array("i")
        documents = np.repeat(np.arange(len(ends), dtype=np.int32), np.diff(ends, prepend=0))
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


def _distinct(sequence: NDArray[np.int32], documents: NDArray[np.int32], words: int, size: int) -> _Entries:
    """Every word and pair of each document once; -1 in the sequence ends a part.

    First word, second word and document are packed into one number each, in as few bits as they need, and sorted.
    """
    of_words, of_documents = words.bit_length() + 1, size.bit_length()
    if 2 * of_words + of_documents > 63:
        raise ValueError(f"{words} words in {size} documents are more than can be packed into 63 bits")
    packed = _packed(sequence, documents, of_words, of_documents)
    packed.sort()
    begins = np.flatnonzero(np.append(True, packed[1:] != packed[:-1])) if len(packed) else np.empty(0, np.int64)
    counts = np.diff(begins, append=len(packed))
    packed = packed[begins]
    del begins
    where = (packed & ((1 << of_documents) - 1)).astype(np.int32)
    packed >>= of_documents
    starts = np.flatnonzero(np.append(True, packed[1:] != packed[:-1])) if len(packed) else np.empty(0, np.int64)
    firsts, seconds = np.divmod(packed[starts], 1 << of_words)
    most = int(counts.max(initial=1))
    damping = np.append(0.0, damped(np.arange(1, most + 1)))
    kind = np.min_scalar_type(most)
    return _Entries((firsts << BITS) | seconds, np.append(starts, len(where)), where, counts.astype(kind), damping)


def _packed(sequence: NDArray[np.int32], documents: NDArray[np.int32], of_words: int, of_documents: int) -> Keys:
    alone = sequence >= 0
    paired = alone[:-1] & alone[1:]
    words = int(alone.sum())
    packed = np.empty(words + int(paired.sum()), dtype=np.int64)
    packed[:words] = sequence[alone]
    packed[words:] = sequence[:-1][paired]
    packed <<= of_words
    packed[words:] |= sequence[1:][paired] + np.int64(1)
    packed <<= of_documents
    packed[:words] |= documents[alone]
    packed[words:] |= documents[:-1][paired]
    return packed


def _weighed(words: Mapping[str, int], entries: _Entries, size: int, power: float) -> tuple[Terms, Matrix]:
    """In pieces: whole columns of float64 would be most of the memory that is needed."""
    documents_with = np.diff(entries.starts).astype(np.int32)
    terms = Terms(words, entries.keys, documents_with, size, power)
    norms, found = np.zeros(size), np.empty(len(entries.documents), dtype=np.float32)
    pieces = list(_pieces(entries.starts))
    for first, last in pieces:
        inside = slice(entries.starts[first], entries.starts[last])
        # One after the other, as for a single document: the same text gets the same vector.
        np.add.at(norms, entries.documents[inside], _raw(terms, entries, first, last) ** 2)
    norms = np.sqrt(norms)
    norms[norms == 0] = 1.0
    for first, last in pieces:
        inside = slice(entries.starts[first], entries.starts[last])
        found[inside] = _raw(terms, entries, first, last) / norms[entries.documents[inside]]
    return terms, Matrix(entries.starts.astype(np.int32), entries.documents, found)


def _raw(terms: Terms, entries: _Entries, first: int, last: int) -> FloatArray:
    """The weights of some terms, before they are divided by the documents' lengths."""
    frequencies = entries.frequencies[entries.starts[first] : entries.starts[last]]
    if entries.damping is not None:
        frequencies = entries.damping[frequencies]
    return np.asarray(frequencies * np.repeat(terms.idf_[first:last], terms.documents_with_[first:last]))


def _pieces(starts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Terms from, to (excluded), with about so many entries."""
    first = 0
    while first + 1 < len(starts):
        last = max(first + 1, int(np.searchsorted(starts, starts[first] + _PIECE, side="right")) - 1)
        yield first, last
        first = last
