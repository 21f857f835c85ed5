"""Many numbers that come in pieces."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


class Column:
    """Numbers that come in pieces. It grows in one place: thousands of pieces of half a megabyte, let go in the end,
    would leave as much memory that nothing else fits into."""

    def __init__(self, kind: type[np.number[Any]]) -> None:
        self._kind = np.dtype(kind)
        self._bytes = bytearray()

    def add(self, piece: NDArray[Any]) -> None:
        self._bytes += piece.astype(self._kind).data

    def whole(self) -> NDArray[Any]:
        """Once: the column is empty then."""
        found, self._bytes = np.frombuffer(self._bytes, self._kind), bytearray()
        return found
