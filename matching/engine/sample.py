"""A few documents of one side, fixed until the next fit: what the levels of the other side are estimated on."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from matching.engine.index import FloatArray, Row
from matching.engine.segment import Lists, Segment


class Sample:
    """One text field of it."""

    def __init__(self, rows: list[Row]) -> None:
        segment = Segment.of_rows(rows)
        self.numbers = np.empty(0, np.int32) if segment.numbers is None else segment.numbers
        lists = segment.by_term
        weights = lists.weights.astype(np.float64)
        self._matrix = sparse.csr_array((weights, lists.names, lists.starts), shape=(len(self.numbers), len(rows)))

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
