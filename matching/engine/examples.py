"""What is learned from: pairs as the scorers saw them when they were tried, and how it went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from matching.engine.index import FloatArray
from matching.engine.scorers import SCORERS

FEATURES: tuple[str, ...] = tuple(scorer.name for scorer in SCORERS)
"""All that is ever learned from: the texts' nearness, declared facts, and what adults did. Nothing about a person."""

SAYS: Mapping[str, tuple[float, float]] = {
    "completed": (1.0, 1.0),
    "engaged": (1.0, 1.0),
    "refused": (0.0, 1.0),
    "expired": (0.0, 0.5),
    "dismissed": (0.0, 1.0),
}
"""By how a trial ended: 1 went well, 0 did not; how much that says. Silence says less than a no."""


@dataclass(frozen=True)
class Examples:
    """One row a pair. ``went_well`` 0 or 1, ``weight`` how much the row says, ``when`` in any unit that grows with
    time, ``group`` numbers what belongs together (the rows of one idea)."""

    ours: FloatArray
    theirs: FloatArray
    trust: FloatArray
    went_well: FloatArray
    weight: FloatArray
    when: FloatArray
    group: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.went_well)

    def taken(self, rows: NDArray[np.int64]) -> Examples:
        return Examples(*(getattr(self, column.name)[rows] for column in fields(self)))

    def weighed(self, weight: FloatArray) -> Examples:
        return replace(self, weight=weight)

    @classmethod
    def joined(cls, parts: Sequence[Examples]) -> Examples:
        return cls(*(np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(cls)))

    def by_time(self, *shares: float) -> list[Examples]:
        """Cut into the oldest, the next …: ``by_time(0.6, 0.2)`` gives 60 %, 20 % and the newest 20 %."""
        order = np.argsort(self.when, kind="stable")
        cuts = [round(share * len(self)) for share in np.cumsum(shares)]
        return [self.taken(rows) for rows in np.split(order, cuts)]

    def says_both(self) -> bool:
        """There is something of either kind, without which nothing can be learned or compared."""
        return 0 < float(self.went_well.sum()) < len(self)
