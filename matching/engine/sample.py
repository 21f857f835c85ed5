"""A few documents of one side, fixed until the next fit: what the levels of the other side are estimated on."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from matching.engine.index import FloatArray
from matching.engine.segment import Lists


class Sample:
    """One text field of it."""

    def __init__(self, documents: Lists) -> None:
        self.numbers, local = np.unique(documents.names, return_inverse=True)
        shape = (len(documents.starts) - 1, len(self.numbers))
        weights = documents.weights.astype(np.float64)
        self._matrix = sparse.csr_array((weights, local, documents.starts), shape=shape).T.tocsr()

    def cosines_of(self, rows: Lists) -> FloatArray:
        """Shape (rows, documents of the sample)."""
        size = len(rows.starts) - 1
        if not len(self.numbers):
            return np.zeros((size, self._matrix.shape[1]))
        places = np.minimum(np.searchsorted(self.numbers, rows.names), len(self.numbers) - 1)
        known = self.numbers[places] == rows.names
        starts = np.append(0, np.cumsum(known))[rows.starts]
        weights = rows.weights[known].astype(np.float64)
        asked = sparse.csr_array((weights, places[known], starts), shape=(size, len(self.numbers)))
        return np.asarray(np.clip((asked @ self._matrix).toarray(), 0.0, 1.0))
