"""Vectors of many documents in one text field: the nearest to a query, and exact cosines of chosen ones.

The nearest are found term at a time over lists by term, rare terms first, in float32 (Turtle & Flood 1995, "max
score"): once what is left of the query cannot lift another document to the nearest, the long lists of its common
terms are left unread. Whoever may still be among the nearest is compared exactly, in float64, by its own vector.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import _sparsetools

from matching.engine.collecting import Matrix
from matching.engine.index import FloatArray, Row

Slots = NDArray[np.int64]

SLACK = 1e-5
"""More than float32 can be wrong by in a sum of such products."""
BLOCKS = 64
FIRST_READ = 1 << 17
"""Postings that are read before it is first asked whether the rest matters; twice as many before each later time."""
COMPARED_MOST = 1024
"""Further lists are read while more than this many documents would have to be compared …"""
TIED_MOST = 8192
"""… and of those that remain after the last list, no more than this many: only where thousands are equal to 1e-5."""
_SIEVE = 4095


class Lists(NamedTuple):
    """``values[starts[i]:starts[i + 1]]`` of ``names``, ascending within each: by term or by document."""

    starts: NDArray[np.int32]
    names: NDArray[np.int32]
    weights: NDArray[np.float32]


class Segment:
    """``by_term`` and ``by_document`` hold the same weights; ``most`` is the largest of each term.

    ``numbers`` (ascending) says which term each list is of; None where the lists are of the terms 0, 1, 2 …
    """

    def __init__(
        self,
        by_term: Lists,
        by_document: Lists,
        most: NDArray[np.float32],
        numbers: NDArray[np.int32] | None = None,
    ) -> None:
        self.by_term, self.by_document, self.most, self.numbers = by_term, by_document, most, numbers

    def __len__(self) -> int:
        return len(self.by_document.starts) - 1

    @classmethod
    def of_matrix(cls, matrix: Matrix, first: int, last: int) -> Self:
        """Of the documents ``first`` to ``last`` (excluded), renumbered from 0."""
        inside = (matrix.documents >= first) & (matrix.documents < last)
        starts = np.append(0, np.cumsum(inside))[matrix.starts].astype(np.int32)
        by_term = Lists(starts, matrix.documents[inside] - np.int32(first), matrix.weights[inside])
        return cls(by_term, _turned(by_term, last - first), _most(by_term))

    @classmethod
    def of_rows(cls, rows: Sequence[Row]) -> Self:
        by_document = rows_below(rows)
        numbers, local = np.unique(by_document.names, return_inverse=True)
        by_term = _turned(by_document._replace(names=local.astype(np.int32)), len(numbers))
        return cls(by_term, by_document, _most(by_term), numbers)

    def row(self, slot: int) -> Row:
        inside = slice(self.by_document.starts[slot], self.by_document.starts[slot + 1])
        return Row(np.asarray(self.by_document.names[inside]), self.by_document.weights[inside].astype(np.float64))

    def lists(self, slots: Slots) -> Lists:
        """The vectors of these documents, in the order of the slots."""
        starts = self.by_document.starts[slots].astype(np.int64)
        lengths = self.by_document.starts[slots + 1] - starts
        ends = np.cumsum(lengths)
        places = np.arange(int(lengths.sum())) + np.repeat(starts - (ends - lengths), lengths)
        names, weights = self.by_document.names[places], self.by_document.weights[places]
        return Lists(np.append(0, ends).astype(np.int32), names, weights)

    def cosines(self, query: Row, slots: Slots) -> FloatArray:
        """Exact, in the order of the slots."""
        found = self.lists(slots)
        order = np.argsort(query.terms)
        wanted, weights = query.terms[order], query.weights[order]
        of_query, of_text = _shared(wanted, found.names)
        owners = np.repeat(np.arange(len(slots)), np.diff(found.starts))[of_text]
        products = weights[of_query] * found.weights[of_text]
        return np.clip(np.bincount(owners, products, minlength=len(slots)), 0.0, 1.0)

    def nearest(self, query: Row, allowed: NDArray[np.bool_], count: int) -> tuple[Slots, FloatArray]:
        """The ``count`` allowed documents of the highest cosines above 0, best first, equal ones by slot."""
        slots = self._within_reach(query, allowed, count)
        exact = self.cosines(query, slots)
        order = np.lexsort((slots, -exact))[:count]
        order = order[exact[order] > 0]
        return slots[order], exact[order]

    def _within_reach(self, query: Row, allowed: NDArray[np.bool_], count: int) -> Slots:
        """Everything allowed that may be among the nearest ``count``, ascending."""
        sums = np.zeros(len(self), dtype=np.float32)
        slots = np.empty(0, dtype=np.int64)
        if not len(self) or not count:
            return slots
        for left in self._reading(query, sums):
            seen = np.where(allowed, sums, np.float32(0))
            least = _at_least(seen, count) - left - SLACK
            if least <= 0 < left:
                continue
            slots = np.flatnonzero(seen >= least if least > 0 else seen > 0)
            if len(slots) <= COMPARED_MOST:
                return slots
        if len(slots) <= TIED_MOST:
            return slots
        return np.sort(slots[np.lexsort((slots, -seen[slots]))[:TIED_MOST]])

    def _reading(self, query: Row, sums: NDArray[np.float32]) -> Iterator[float]:
        """Adds list after list; between two what the unread could still bring, 0 at the end."""
        lists, factors = self._lists_of(query)
        lengths = self.by_term.starts[lists + 1] - self.by_term.starts[lists]
        gains = factors * self.most[lists]
        order = np.argsort(lengths / np.maximum(gains, 1e-12), kind="stable")
        lists, factors, lengths, gains = lists[order], factors[order], lengths[order], gains[order]
        unread = _unread(factors, gains)
        starts, names, weights = self.by_term
        factors = factors.astype(np.float32)
        read, pause = 0, FIRST_READ
        for at, one in enumerate(lists.tolist()):
            _sparsetools.csc_matvec(len(sums), 1, starts[one : one + 2], names, weights, factors[at : at + 1], sums)
            read += int(lengths[at])
            if read >= pause and at + 1 < len(lists):
                pause = 2 * read
                yield float(unread[at + 1])
        yield 0.0

    def _lists_of(self, query: Row) -> tuple[Slots, FloatArray]:
        terms = query.terms.astype(np.int64)
        if self.numbers is None:
            known = terms < len(self.most)
            return terms[known], query.weights[known]
        if not len(self.numbers):
            return terms[:0], query.weights[:0]
        places = np.minimum(np.searchsorted(self.numbers, terms), len(self.numbers) - 1)
        known = self.numbers[places] == terms
        return places[known], query.weights[known]


def rows_below(rows: Sequence[Row]) -> Lists:
    """The rows one below the other."""
    lengths = [len(row.terms) for row in rows]
    names = np.concatenate([*(row.terms for row in rows), np.empty(0, np.int32)])
    weights = np.concatenate([*(row.weights for row in rows), np.empty(0)]).astype(np.float32)
    return Lists(np.append(0, np.cumsum(lengths, dtype=np.int64)).astype(np.int32), names.astype(np.int32), weights)


def _shared(wanted: NDArray[np.int32], terms: NDArray[np.int32]) -> tuple[Slots, Slots]:
    """Where they stand in the ascending ``wanted``, and where in ``terms``."""
    if not len(wanted):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    # Most are not wanted: a small table leaves few to be looked up.
    sieve = np.zeros(_SIEVE + 1, dtype=np.bool_)
    sieve[wanted & _SIEVE] = True
    maybe = np.flatnonzero(sieve[terms & _SIEVE])
    at = np.minimum(np.searchsorted(wanted, terms[maybe]), len(wanted) - 1)
    found = wanted[at] == terms[maybe]
    return at[found], maybe[found]


def _unread(factors: FloatArray, gains: FloatArray) -> FloatArray:
    """Shape (lists + 1,): the most that the lists from each on can bring a document: the sum of their largest
    products, and never more than the length of what is left of the query (Cauchy–Schwarz)."""
    sums = np.cumsum(gains[::-1])[::-1]
    lengths = np.sqrt(np.cumsum(factors[::-1] ** 2)[::-1])
    return np.append(np.minimum(sums, lengths), 0.0)


def _at_least(sums: NDArray[np.float32], count: int) -> float:
    """What no fewer than ``count`` of the sums reach: the ``count``-th of the largest of as many blocks or more."""
    size = len(sums) // BLOCKS
    blocks = sums[: BLOCKS * size].reshape(BLOCKS, size).max(axis=0) if size >= count else sums
    if len(blocks) < count:
        return 0.0
    return float(np.partition(blocks, len(blocks) - count)[len(blocks) - count])


def _turned(lists: Lists, size: int) -> Lists:
    """By document what was by term, and the other way round: scipy's counting sort."""
    shape = (len(lists.starts) - 1, size)
    turned = sparse.csr_array((lists.weights, lists.names, lists.starts), shape=shape).tocsc()
    return Lists(turned.indptr.astype(np.int32), turned.indices.astype(np.int32), turned.data)


def _most(by_term: Lists) -> NDArray[np.float32]:
    most = np.zeros(len(by_term.starts) - 1, dtype=np.float32)
    filled = np.diff(by_term.starts) > 0
    if filled.any():
        most[filled] = np.maximum.reduceat(by_term.weights, by_term.starts[:-1][filled])
    return most
