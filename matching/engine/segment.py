"""Vectors of many documents in one text field: the nearest to a query, and exact cosines of chosen ones.

The nearest are looked for term at a time over lists by term, in float32, the lists that may bring most first, until a
budget of entries is read (Lin & Trotman 2015, "Anytime ranking for impact-ordered indexes"). The best of these sums,
some more than were asked for, are compared by their whole vectors, in float64. So everybody among the nearest is found
as long as all lists fit the budget, as they do among some ten thousand documents; past that, time is bounded, and who
is near by many common terms alone may be missed (measured: `bench.scale`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import _sparsetools

from matching.engine.collecting import Matrix
from matching.engine.column import Column
from matching.engine.index import FloatArray, Row

Slots = NDArray[np.int64]
Allowed = Callable[[Slots], NDArray[np.bool_]]
"""Which of these slots may be found."""

READ_MOST = 500_000
"""Entries of lists, about half a millisecond."""
SPARE = 4
"""So many times as many as are asked for are compared exactly."""
SLACK = 1e-5
"""More than float32 can be wrong by in a sum of such products."""
BLOCKS = 64
TIED_MOST = 8192
"""Only where more documents than this are equal to 1e-5 is the choice among them left to float32."""
_SIEVE = 4095
_PIECE = 1 << 20


class Lists(NamedTuple):
    """``values[starts[i]:starts[i + 1]]`` of ``names``, ascending within each: by term or by document."""

    starts: NDArray[np.int32]
    names: NDArray[np.int32]
    weights: NDArray[np.float32]


_NOTHING = np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32)


class Segment:
    """``by_term`` and ``by_document`` hold the same weights; ``peaks`` (terms,) is the highest in each list.
    ``numbers`` (ascending) says which term each list is of; None where the lists are of the terms 0, 1, 2 …"""

    def __init__(
        self,
        by_term: Lists,
        by_document: Lists,
        peaks: NDArray[np.float32] | None = None,
        numbers: NDArray[np.int32] | None = None,
    ) -> None:
        self.by_term, self.by_document, self.numbers = by_term, by_document, numbers
        self.peaks = _peaks(by_term) if peaks is None else peaks

    def __len__(self) -> int:
        return len(self.by_document.starts) - 1

    @classmethod
    def of_lists(cls, by_term: Lists, size: int) -> Self:
        """Of so many documents."""
        return cls(by_term, _turned(by_term, size))

    @classmethod
    def of_rows(cls, rows: Sequence[Row]) -> Self:
        by_document = rows_below(rows)
        numbers, found = np.unique(by_document.names, return_inverse=True)
        local = found.astype(np.int32)
        by_term = _turned(by_document._replace(names=local), len(numbers))
        return cls(by_term, by_document, numbers=numbers)

    def row(self, slot: int) -> Row:
        inside = slice(self.by_document.starts[slot], self.by_document.starts[slot + 1])
        return Row(np.asarray(self.by_document.names[inside]), self.by_document.weights[inside].astype(np.float64))

    def lists(self, slots: Slots) -> Lists:
        """The vectors of these documents, in the order of the slots."""
        starts, names, weights = self.by_document
        lengths = starts[slots + 1] - starts[slots]
        found = Lists(
            np.append(0, np.cumsum(lengths)).astype(np.int32),
            np.empty(int(lengths.sum()), dtype=np.int32),
            np.empty(int(lengths.sum()), dtype=np.float32),
        )
        _sparsetools.csr_row_index(
            len(slots), slots.astype(np.int32), starts, names, weights, found.names, found.weights
        )
        return found

    def cosines(self, query: Row, slots: Slots) -> FloatArray:
        """Exact, in the order of the slots."""
        return cosines(query, self.lists(slots))

    def nearest(self, query: Row, allowed: Allowed, count: int) -> tuple[Slots, FloatArray]:
        """The ``count`` allowed documents of the highest cosines above 0, best first, equal ones by slot."""
        slots = self._promising(self._sums(query), allowed, count)
        exact = self.cosines(query, slots)
        order = np.lexsort((slots, -exact))[:count]
        order = order[exact[order] > 0]
        return slots[order], exact[order]

    def _sums(self, query: Row) -> NDArray[np.float32]:
        """What the lists within the budget bring to each document's cosine."""
        lists, factors = self._lists_of(query)
        order = np.argsort(-factors * self.peaks[lists], kind="stable")
        starts = self.by_term.starts
        read = np.cumsum(starts[lists[order] + 1] - starts[lists[order]])
        chosen = order[: max(1, int(np.searchsorted(read, READ_MOST, side="right")))]
        return _added(self.by_term, lists[chosen], factors[chosen].astype(np.float32), len(self))

    def _promising(self, sums: NDArray[np.float32], allowed: Allowed, count: int) -> Slots:
        """Allowed ones of the highest sums, ascending. Everybody is only asked for where too few of the best may be."""
        best = _highest(sums, SPARE * count)
        found = best[allowed(best)]
        if len(found) >= count or len(best) == np.count_nonzero(sums):
            return found
        return _highest(np.where(allowed(np.arange(len(sums))), sums, np.float32(0)), SPARE * count)

    def _lists_of(self, query: Row) -> tuple[Slots, FloatArray]:
        terms = query.terms.astype(np.int64)
        if self.numbers is None:
            known = terms < len(self.peaks)
            return terms[known], query.weights[known]
        if not len(self.numbers):
            return terms[:0], query.weights[:0]
        places = np.minimum(np.searchsorted(self.numbers, terms), len(self.numbers) - 1)
        known = self.numbers[places] == terms
        return places[known], query.weights[known]


def lists_of(matrix: Matrix, documents: Slots) -> Lists:
    """By term, of these documents alone, ascending, renumbered from 0."""
    if not len(documents):
        return Lists(np.zeros_like(matrix.starts), *_NOTHING)
    places = np.full(int(matrix.documents.max(initial=-1)) + 1, -1, dtype=np.int32)
    known = documents[documents < len(places)]
    places[known] = np.arange(len(known), dtype=np.int32)
    starts, names, weights, read = np.empty_like(matrix.starts), Column(np.int32), Column(np.float32), 0
    # In pieces: all at once would take as much memory again as the matrix.
    for first in range(0, len(matrix.documents) + 1, _PIECE):
        piece = slice(first, first + _PIECE)
        found = places[matrix.documents[piece]]
        inside = found >= 0
        before = np.append(0, np.cumsum(inside))
        terms = slice(*np.searchsorted(matrix.starts, (first, first + _PIECE)).tolist())
        starts[terms] = read + before[matrix.starts[terms] - first]
        names.add(found[inside])
        weights.add(matrix.weights[piece][inside])
        read += int(before[-1])
    return Lists(starts, names.whole(), weights.whole())


def cosines(query: Row, documents: Lists) -> FloatArray:
    """Shape (documents,), in float64."""
    order = np.argsort(query.terms)
    wanted, weights = query.terms[order], query.weights[order]
    of_query, of_text = _shared(wanted, documents.names)
    size = len(documents.starts) - 1
    owners = np.repeat(np.arange(size), np.diff(documents.starts))[of_text]
    products = weights[of_query] * documents.weights[of_text]
    return np.clip(np.bincount(owners, products, minlength=size), 0.0, 1.0)


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


def _added(by_term: Lists, lists: Slots, factors: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """Each list times its factor, all added up by document."""
    lists, order = np.unique(-lists, return_index=True)
    # y[names] += x * weights, in C, a column each list: two to three times as quick as np.add.at. The lists are taken
    # from the last to the first, so that a column from the end of one to the start of the next is empty.
    bounds = np.column_stack((by_term.starts[-lists], by_term.starts[1 - lists])).ravel()
    columns = np.zeros(len(bounds), dtype=np.float32)
    columns[::2] = factors[order]
    sums = np.zeros(size, dtype=np.float32)
    if len(lists):
        _sparsetools.csc_matvec(size, len(bounds) - 1, bounds, by_term.names, by_term.weights, columns, sums)
    return sums


def _highest(sums: NDArray[np.float32], count: int) -> Slots:
    """Ascending: no fewer than ``count`` of the highest sums above 0, where there are so many."""
    least = _at_least(sums, count) - SLACK
    slots = np.flatnonzero(sums >= least if least > 0 else sums > 0)
    return slots if len(slots) <= TIED_MOST else np.sort(slots[np.lexsort((slots, -sums[slots]))[:TIED_MOST]])


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
    indptr, indices = (part.astype(np.int32, copy=False) for part in (turned.indptr, turned.indices))
    return Lists(indptr, indices, turned.data)


def _peaks(by_term: Lists) -> NDArray[np.float32]:
    peaks = np.zeros(len(by_term.starts) - 1, dtype=np.float32)
    filled = np.flatnonzero(np.diff(by_term.starts))
    if len(filled):
        peaks[filled] = np.maximum.reduceat(by_term.weights, by_term.starts[:-1][filled])
    return peaks
