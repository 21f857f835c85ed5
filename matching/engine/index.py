"""Cosine of TF-IDF vectors, one query against all of a few thousand documents through a term-major matrix.

Measured: TF-IDF cosine over syllable 1–2-grams is as good as BM25 on question answering and better on ideas ×
supplies, and its values are in 0..1 as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

FloatArray = NDArray[np.float64]
Bag = Mapping[str, float]


class Row(NamedTuple):
    """A document's vector: ``terms`` (int32) and ``weights`` (float64) of equal length, Euclidean norm 1 or 0."""

    terms: NDArray[np.int32]
    weights: FloatArray


class Frequencies(Protocol):
    """How often terms stand in the documents that were counted, ``size_`` of them."""

    size_: int

    def documents_with(self, term: str) -> int: ...

    def idf_of(self, term: str) -> float: ...


class Counted(NamedTuple):
    """A bag by numbers: ``terms`` (int32) and their frequencies (float64)."""

    terms: NDArray[np.int32]
    frequencies: FloatArray


class Statistics:
    """Vocabulary and inverse document frequencies: idf(t) = (ln((1 + n) / (1 + df(t))) + 1) ** power.

    The formula is scikit-learn's smoothed idf. ``n`` and ``df`` are frozen by ``fit``; a term first met later
    gets a new number and the idf of an unseen term, so a changed document can be added at once. What that
    approximates is put right by the next ``fit``.
    """

    def __init__(self, power: float = 1.0) -> None:
        self.power = power

        self.vocabulary_: dict[str, int] = {}

    def fit(self, bags: Iterable[Bag]) -> Self:
        self.vocabulary_ = {}
        return self.fit_counted([self.count(bag) for bag in bags])

    def fit_counted(self, documents: Sequence[Counted]) -> Self:
        """The same for bags that this object has counted since it was made."""
        terms = np.concatenate([document.terms for document in documents]) if documents else np.empty(0, np.int32)
        self.size_ = len(documents)
        self.documents_with_ = np.bincount(terms, minlength=len(self.vocabulary_)).astype(np.float64)
        self.idf_: FloatArray = (np.log((1 + self.size_) / (1 + self.documents_with_)) + 1) ** self.power
        self.unseen_idf_ = float((np.log(1 + self.size_) + 1) ** self.power)
        return self

    def count(self, bag: Bag) -> Counted:
        """The bag by numbers. New terms join the vocabulary."""
        known = self.vocabulary_
        terms = np.array([known.setdefault(term, len(known)) for term in bag], dtype=np.int32)
        return Counted(terms, np.fromiter(bag.values(), dtype=np.float64, count=len(bag)))

    def row(self, bag: Bag | Counted) -> Row:
        """The document's unit vector."""
        terms, frequencies = bag if isinstance(bag, Counted) else self.count(bag)
        weights = frequencies * self.idf(terms)
        norm = float(np.sqrt(weights @ weights))
        return Row(terms, weights / norm if norm else weights)

    def idf(self, terms: NDArray[np.int32]) -> FloatArray:
        known = terms < len(self.idf_)
        idf = np.full(len(terms), self.unseen_idf_)
        idf[known] = self.idf_[terms[known]]
        return idf

    def documents_with(self, term: str) -> int:
        """In how many of the documents of ``fit`` the term stands."""
        number = self.vocabulary_.get(term, len(self.documents_with_))
        return int(self.documents_with_[number]) if number < len(self.documents_with_) else 0

    def idf_of(self, term: str) -> float:
        number = self.vocabulary_.get(term, len(self.idf_))
        return float(self.idf_[number]) if number < len(self.idf_) else self.unseen_idf_


class Postings:
    """The rows of one side in slots. The matrix is put together when first asked for after a change."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._matrix: sparse.csr_array | None = None

    def set(self, slot: int, row: Row) -> None:
        """Replaces the row of a slot, or appends one at the next free slot."""
        if slot == len(self.rows):
            self.rows.append(row)
        else:
            self.rows[slot] = row
        self._matrix = None

    def cosines(self, query: Row) -> FloatArray:
        """Cosine with every slot, shape (slots,). Only the postings of the query's terms are read."""
        return np.asarray(self.cosines_of([query])[0])

    def cosines_of(self, queries: list[Row]) -> FloatArray:
        """Cosines of several queries, shape (queries, slots)."""
        matrix = self._built()
        asked = _stack(queries, width=0)
        known = asked.indices < matrix.shape[0]
        asked.data[~known] = 0.0
        asked.indices[~known] = 0
        asked = sparse.csr_array((asked.data, asked.indices, asked.indptr), shape=(len(queries), matrix.shape[0]))
        return np.asarray(np.clip((asked @ matrix).toarray(), 0.0, 1.0))

    def _built(self) -> sparse.csr_array:
        if self._matrix is None:
            self._matrix = sparse.csr_array(_stack(self.rows, width=1).T)
        return self._matrix


def _stack(rows: list[Row], width: int) -> sparse.csr_array:
    """Rows below each other, shape (rows, highest term + 1 and at least ``width``)."""
    lengths = np.fromiter((len(row.terms) for row in rows), dtype=np.int64, count=len(rows))
    pointers = np.concatenate(([0], np.cumsum(lengths)))
    terms = np.concatenate([row.terms for row in rows]) if rows else np.empty(0, dtype=np.int32)
    weights = np.concatenate([row.weights for row in rows]) if rows else np.empty(0)
    width = max(width, int(terms.max(initial=-1)) + 1)
    return sparse.csr_array((weights, terms, pointers), shape=(len(rows), width))
