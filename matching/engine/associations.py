"""Concepts that are spoken of together, learned from the documents of a fit and from nothing else.

A text is likely to be about what goes with what it names. For scoring, a vector x becomes x + α · xA / |xA|, of length
1 again, where A holds each concept's strongest positive normalised pointwise mutual information with others (Bouma
2009, "Normalized (pointwise) mutual information in collocation extraction"): a generalised vector space model (Wong et
al. 1985). The nearest are looked for without it, and no reason is given by it. What it brings: `bench.matching`.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from matching.engine.collecting import Matrix
from matching.engine.index import FloatArray, Row
from matching.engine.segment import Lists, rows_below

SHARE = 0.3
"""α: how long what is learned is beside what is said."""
LEAST_TOGETHER = 3
"""Documents; what fewer speak of together is an accident."""
STRONGEST = 5
DOCUMENTS_LEAST, DOCUMENTS_MOST = 100, 20_000
"""Fewer tell nothing that holds (of 64 judged texts it cost nDCG@10 .010, of 80 it brought .005); of more, so many are
asked, evenly spaced."""


class Associations:
    """``matrix`` has shape (concepts, concepts), float64: row by row what goes with a concept, and how much."""

    def __init__(self, matrix: sparse.csr_array) -> None:
        self.matrix = matrix

    @classmethod
    def none(cls) -> Associations:
        return cls(sparse.csr_array((0, 0)))

    @classmethod
    def learned(cls, concepts: Matrix) -> Associations:
        """From the concepts of all documents."""
        size = int(concepts.documents.max(initial=-1)) + 1
        if size < DOCUMENTS_LEAST:
            return cls.none()
        together, asked = _together(concepts, size)
        return cls(sparse.csr_array(_strongest(_information(together, asked))))

    def widened(self, lists: Lists) -> Lists:
        """By document; each vector of length 1 or 0, as before."""
        if not self.matrix.nnz or not len(lists.names):
            return lists
        width = max(self.matrix.shape[0], int(lists.names.max()) + 1)
        rows = sparse.csr_array(
            (lists.weights.astype(np.float64), lists.names, lists.starts), shape=(len(lists.starts) - 1, width)
        )
        learned = self._matrix_of(width)
        more = rows @ learned
        more.data *= np.repeat(SHARE / _or_one(_lengths(more)), np.diff(more.indptr))
        found = rows + more
        found.data /= np.repeat(_or_one(_lengths(found)), np.diff(found.indptr))
        found.sort_indices()
        return Lists(found.indptr.astype(np.int32), found.indices.astype(np.int32), found.data.astype(np.float32))

    def widened_row(self, row: Row) -> Row:
        found = self.widened(rows_below([row]))
        return Row(found.names, found.weights.astype(np.float64))

    def _matrix_of(self, width: int) -> sparse.csr_array:
        """With room for concepts first met since: nothing is known of them."""
        if width == self.matrix.shape[0]:
            return self.matrix
        found = self.matrix.copy()
        found.resize((width, width))
        return found


def _together(concepts: Matrix, size: int) -> tuple[FloatArray, int]:
    """In how many documents two concepts stand, shape (concepts, concepts), and how many were asked."""
    step = max(1, -(-size // DOCUMENTS_MOST))
    terms = np.repeat(np.arange(len(concepts.starts) - 1), np.diff(concepts.starts))
    kept = concepts.documents % step == 0
    places = concepts.documents[kept] // step, terms[kept]
    shape = (-(-size // step), len(concepts.starts) - 1)
    spoken = sparse.csr_array((np.ones(len(places[0])), places), shape=shape)
    return np.asarray((spoken.T @ spoken).toarray()), shape[0]


def _information(together: FloatArray, size: int) -> FloatArray:
    """ln(p(a, b) / (p(a) p(b))) / −ln p(a, b), 0 where it is not positive or rests on too little."""
    alone = together.diagonal()
    known = together >= LEAST_TOGETHER
    np.fill_diagonal(known, val=False)
    known &= together < size
    found = np.zeros_like(together)
    chance = np.outer(alone, alone)[known] / size
    found[known] = np.log(together[known] / chance) / -np.log(together[known] / size)
    return np.maximum(found, 0.0)


def _strongest(found: FloatArray) -> FloatArray:
    """The few highest of each row; those equal to the last of them stay as well."""
    if found.shape[1] <= STRONGEST:
        return found
    least = np.partition(found, -STRONGEST, axis=1)[:, -STRONGEST]
    return np.asarray(np.where(found >= least[:, None], found, 0.0))


def _lengths(rows: sparse.csr_array) -> FloatArray:
    return np.asarray(np.sqrt(rows.multiply(rows).sum(axis=1))).ravel()


def _or_one(lengths: FloatArray) -> FloatArray:
    return np.where(lengths > 0, lengths, 1.0)
