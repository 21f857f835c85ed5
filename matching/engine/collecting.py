"""From chunks of documents one after the other to the terms of them all and a matrix of weights.

Everything is sorted as whole numbers of 64 bits, so that 200,000 documents take seconds and no dictionary of pairs.
What is worked on is let go as soon as it is used: most of the memory that a fit needs is needed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.engine.chunks import Numbers, Spoken, Weighted
from matching.engine.column import Column
from matching.engine.index import FloatArray
from matching.engine.terms import BITS, Keys, Terms, damped

_PIECE = 1 << 20


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


class Texts:
    """Words with their pairs, of documents numbered in the order they come in."""

    def __init__(self) -> None:
        self._words = Numbers()
        self._sequence, self._lengths = Column(np.int32), Column(np.int64)

    def add(self, spoken: Spoken) -> None:
        # What ends a part is at the end of the table as well: -1 stays -1.
        numbers = np.array([*map(self._words.__getitem__, spoken.words), -1], dtype=np.int32)
        self._sequence.add(numbers[spoken.sequence])
        self._lengths.add(np.diff(spoken.ends, prepend=0))

    def finish(self, power: float) -> tuple[Terms, Matrix]:
        """Once: what it was made from is let go."""
        lengths = self._lengths.whole()
        of_words, of_documents = len(self._words).bit_length() + 1, len(lengths).bit_length()
        if 2 * of_words + of_documents > 63:
            raise ValueError(f"{len(self._words)} words in {len(lengths)} documents do not fit into 63 bits")
        packed = _packed(self._sequence.whole(), lengths, of_words, of_documents)
        packed.sort()
        entries = _distinct(packed, of_words, of_documents)
        del packed
        return _weighed(self._words, entries, len(lengths), power)


class Bags:
    """Terms that come with their frequencies."""

    def __init__(self) -> None:
        self._words = Numbers()
        self._numbers, self._frequencies, self._lengths = Column(np.int32), Column(np.float64), Column(np.int64)

    def add(self, weighted: Weighted) -> None:
        numbers = np.array([*map(self._words.__getitem__, weighted.words)], dtype=np.int32)
        self._numbers.add(numbers[weighted.numbers])
        self._frequencies.add(weighted.frequencies)
        self._lengths.add(np.diff(weighted.ends, prepend=0))

    def finish(self, power: float) -> tuple[Terms, Matrix]:
        """Once: what it was made from is let go."""
        lengths = self._lengths.whole()
        ends = np.append(0, np.cumsum(lengths)).astype(np.int32)
        bags = sparse.csr_array(
            (self._frequencies.whole(), self._numbers.whole(), ends), shape=(len(lengths), len(self._words))
        )
        turned = bags.tocsc()
        del bags
        keys = np.arange(len(self._words), dtype=np.int64) << BITS
        entries = _Entries(keys, turned.indptr.astype(np.int64), turned.indices.astype(np.int32), turned.data)
        return _weighed(self._words, entries, len(lengths), power)


def _packed(sequence: NDArray[np.int32], lengths: NDArray[np.int64], of_words: int, of_documents: int) -> Keys:
    """First word, second word and one (0 for a word alone), and document, in one number each, in as few bits as they
    need: every word, and every pair within a part, which a -1 ends."""
    documents = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    packed = Column(np.int64)
    for first in range(0, len(sequence) - 1, _PIECE):
        inside = slice(first, min(first + _PIECE, len(sequence) - 1))
        words, after = sequence[inside], sequence[first + 1 : inside.stop + 1]
        alone = words >= 0
        paired = alone & (after >= 0)
        firsts = words.astype(np.int64) << of_words
        packed.add((firsts[alone] << of_documents) | documents[inside][alone])
        packed.add(((firsts | (after + 1))[paired] << of_documents) | documents[inside][paired])
    return packed.whole()


def _distinct(packed: Keys, of_words: int, of_documents: int) -> _Entries:
    """Every term of each document once, with how often it stands there; ``packed`` ascends."""
    keys, starts, documents, counts, read = Column(np.int64), Column(np.int64), Column(np.int32), [], 0
    for piece in _by_terms(packed, of_documents):
        firsts = np.flatnonzero(np.diff(piece, prepend=-1))
        found, times = piece[firsts], np.diff(firsts, append=len(piece))
        terms = found >> of_documents
        begins = np.flatnonzero(np.diff(terms, prepend=-1))
        keys.add(terms[begins])
        starts.add(begins + read)
        documents.add(found & ((1 << of_documents) - 1))
        counts.append(times.astype(np.min_scalar_type(times.max())))
        read += len(found)
    starts.add(np.array([read]))
    words, seconds = np.divmod(keys.whole(), 1 << of_words)
    counted = np.concatenate([*counts, np.empty(0, np.uint8)])
    damping = np.append(0.0, damped(np.arange(1, int(counted.max(initial=1)) + 1)))
    return _Entries((words << BITS) | seconds, starts.whole(), documents.whole(), counted, damping)


def _by_terms(packed: Keys, of_documents: int) -> Iterator[Keys]:
    """Pieces that no term stands in two of."""
    first = 0
    while first < len(packed):
        last = min(first + _PIECE, len(packed) - 1)
        after = ((packed[last] >> of_documents) + 1) << of_documents
        last = int(np.searchsorted(packed, after))
        yield packed[first:last]
        first = last


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
