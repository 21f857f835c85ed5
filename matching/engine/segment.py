"""Vectors of many documents in one text field: the nearest to a query, and exact cosines of chosen ones.

The nearest are found term at a time over lists by term, in float32 (Turtle & Flood 1995, "max score"). The lists of
very common terms are long and bring little, so they are left unread: how much of a document's vector lies in them is
known, and with the query's share it bounds what they can bring (Cauchy–Schwarz). Whoever may still be among the nearest
is compared exactly, in float64, by its own vector.
"""

from __future__ import annotations

from collections.abc import Sequence
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
COMMON, COMMON_SIZE = 0.25, 2000
"""Terms in more than this share of at least so many documents are common."""
PARTS = 16
"""Into so many parts the common terms are dealt out, each bounded by itself."""
COMPARING = 4.0
"""What it costs to compare by an entry of a document's vector; reading an entry of a list costs 1."""
BOUNDING = 8.0
"""What it costs to bound a document part by part."""
TIED_MOST = 8192
"""Only where more documents than this are equal to 1e-5 is the choice among them left to float32."""
_SIEVE = 4095


class Lists(NamedTuple):
    """``values[starts[i]:starts[i + 1]]`` of ``names``, ascending within each: by term or by document."""

    starts: NDArray[np.int32]
    names: NDArray[np.int32]
    weights: NDArray[np.float32]


class Common(NamedTuple):
    """``part`` (terms,): which part of the common terms it belongs to, -1 for a term that is not common. ``lengths``
    (documents, parts): how long each document's vector is within a part."""

    part: NDArray[np.int8]
    lengths: NDArray[np.float32]


class Segment:
    """``by_term`` and ``by_document`` hold the same weights. ``numbers`` (ascending) says which term each list is of;
    None where the lists are of the terms 0, 1, 2 …"""

    def __init__(
        self, by_term: Lists, by_document: Lists, common: Common, numbers: NDArray[np.int32] | None = None
    ) -> None:
        self.by_term, self.by_document, self.common, self.numbers = by_term, by_document, common, numbers
        self._in_common: NDArray[np.float32] = np.sqrt((common.lengths**2).sum(axis=1))

    def __len__(self) -> int:
        return len(self.by_document.starts) - 1

    @classmethod
    def of_matrix(cls, matrix: Matrix, documents: Slots) -> Self:
        """Of these documents, ascending, renumbered from 0."""
        places = np.full(int(matrix.documents.max(initial=-1)) + 1, -1, dtype=np.int32)
        known = documents[documents < len(places)]
        places[known] = np.arange(len(known), dtype=np.int32)
        found = places[matrix.documents]
        inside = found >= 0
        before = np.append(0, np.cumsum(inside, dtype=np.int32)).astype(np.int32)
        by_term = Lists(before[matrix.starts], found[inside], matrix.weights[inside])
        del before, found, inside
        by_document = _turned(by_term, len(documents))
        return cls(by_term, by_document, _common(by_term, by_document))

    @classmethod
    def of_rows(cls, rows: Sequence[Row]) -> Self:
        by_document = rows_below(rows)
        numbers, found = np.unique(by_document.names, return_inverse=True)
        local = found.astype(np.int32)
        by_term = _turned(by_document._replace(names=local), len(numbers))
        return cls(by_term, by_document, _common(by_term, by_document._replace(names=local)), numbers)

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
        if not len(self) or not count:
            return np.empty(0, dtype=np.int64)
        lists, factors = self._lists_of(query)
        parts = self.common.part[lists]
        unread = np.zeros(PARTS)
        np.add.at(unread, parts[parts >= 0], factors[parts >= 0] ** 2)
        sums = np.zeros(len(self), dtype=np.float32)
        self._read(lists[parts < 0], factors[parts < 0], sums)
        if unread.any():
            cost = self._length(lists[parts >= 0])
            slots = self._unread_bounded(query, np.where(allowed, sums, np.float32(-2)), np.sqrt(unread), count, cost)
            if COMPARING * len(slots) * self._entries_each <= cost:
                return slots
            self._read(lists[parts >= 0], factors[parts >= 0], sums)
        seen = np.where(allowed, sums, np.float32(0))
        least = _at_least(seen, count) - SLACK
        slots = np.flatnonzero(seen >= least if least > 0 else seen > 0)
        return slots if len(slots) <= TIED_MOST else np.sort(slots[np.lexsort((slots, -seen[slots]))[:TIED_MOST]])

    def _unread_bounded(
        self, query: Row, seen: NDArray[np.float32], unread: FloatArray, count: int, cost: int
    ) -> Slots:
        """With the lists of common terms unread, which would cost so much: whoever could reach the ``count``-th of the
        best seen so far."""
        best = np.flatnonzero(seen >= max(_at_least(seen, 3 * count), SLACK))[: 8 * count]
        if len(best) < count:
            return np.flatnonzero(seen > -1)
        exact = self.cosines(query, best)
        least = np.float32(np.partition(exact, len(exact) - count)[len(exact) - count] - SLACK)
        slots = np.flatnonzero(seen + self._in_common * np.float32(np.sqrt(unread @ unread)) >= least)
        if BOUNDING * len(slots) > cost:
            return slots
        bound = seen[slots] + self.common.lengths[slots] @ unread.astype(np.float32)
        return slots[bound >= least]

    def _read(self, lists: Slots, factors: FloatArray, sums: NDArray[np.float32]) -> None:
        starts, names, weights = self.by_term
        factors = factors.astype(np.float32)
        for at, one in enumerate(lists.tolist()):
            # Two to three times as quick as np.add.at: y[names] += x * weights, in C, for one column.
            _sparsetools.csc_matvec(len(sums), 1, starts[one : one + 2], names, weights, factors[at : at + 1], sums)

    def _length(self, lists: Slots) -> int:
        return int((self.by_term.starts[lists + 1] - self.by_term.starts[lists]).sum())

    @property
    def _entries_each(self) -> float:
        return len(self.by_document.names) / len(self)

    def _lists_of(self, query: Row) -> tuple[Slots, FloatArray]:
        terms = query.terms.astype(np.int64)
        if self.numbers is None:
            known = terms < len(self.common.part)
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


def _common(by_term: Lists, by_document: Lists) -> Common:
    size = len(by_document.starts) - 1
    part = np.full(len(by_term.starts) - 1, -1, dtype=np.int8)
    lengths = np.zeros((size, PARTS), dtype=np.float32)
    if size >= COMMON_SIZE:
        often = np.diff(by_term.starts)
        common = np.flatnonzero(often >= COMMON * size)
        part[common[np.argsort(-often[common], kind="stable")]] = np.arange(len(common)) % PARTS
        for term in common.tolist():
            inside = slice(by_term.starts[term], by_term.starts[term + 1])
            lengths[by_term.names[inside], part[term]] += by_term.weights[inside] ** 2
    # Rounded up: a bound must not be too low.
    return Common(part, np.nextafter(np.sqrt(lengths), np.float32(np.inf)) * (lengths > 0))
