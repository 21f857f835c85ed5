"""How like the messages that had to wait a message is, where no phrase of the rulebook stands in it.

Learned, not written: `training` weighs the `features` of labelled messages by logistic regression. A message waits when
what speaks for holding it, whatever the reason, and what speaks for any kind, together come to the threshold. The
scorer cannot say why, only where: the stretch of words that weighs most.

A message longer than `_WINDOW` words is read through a window, or one sentence would be lost among harmless ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from messaging.detector import features
from messaging.detector.findings import Kind
from messaging.detector.weights import KINDS, Numbers, Weights
from messaging.detector.words import Token

_WINDOW, _STEP = 16, 8


class Likeness(NamedTuple):
    kind: Kind
    first: int
    last: int


class Scorer:
    """Holds nothing of a message."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def find(self, words: Sequence[Token]) -> list[Likeness]:
        """From the left; the first and last word of the stretch that weighs most for each kind, none twice."""
        if not words:
            return []
        shares, counts = self._shares(words)
        found: dict[tuple[Kind, int], Likeness] = {}
        for start, scores in self._windows(shares, counts):
            if whole(scores) < self._weights.threshold:
                continue
            for kind in self._kinds(scores):
                first, last = self._heaviest(shares[start : start + _WINDOW], kind)
                # Windows overlap: one stretch is often seen in two.
                found.setdefault((kind, start + first), Likeness(kind, start + first, start + last))
        return sorted(found.values(), key=lambda likeness: likeness.first)

    def scores(self, words: Sequence[Token]) -> Numbers:
        """Of the window that speaks most for holding: what `whole` adds up, first of all kinds together."""
        if not words:
            return self._weights.bias
        return max((scores for _, scores in self._windows(*self._shares(words))), key=whole)

    def _shares(self, words: Sequence[Token]) -> tuple[Numbers, npt.NDArray[np.int64]]:
        """What the features of each word weigh, and how many they are."""
        places, owners = features.of(words)
        table = self._weights.table[places]
        columns = [np.bincount(owners, column, len(words)) for column in table.T]
        shares = np.stack(columns, axis=1).astype(np.float32) * self._weights.scale
        return shares, np.bincount(owners, minlength=len(words))

    def _windows(self, shares: Numbers, counts: npt.NDArray[np.int64]) -> Iterator[tuple[int, Numbers]]:
        for start in range(0, max(len(counts) - _WINDOW + _STEP, 1), _STEP):
            inside = slice(start, start + _WINDOW)
            size = np.float32(np.sqrt(max(int(counts[inside].sum()), 1)))
            yield start, shares[inside].sum(axis=0) / size + self._weights.bias

    def _kinds(self, scores: Numbers) -> list[Kind]:
        """Those that come to their threshold; the likeliest where none does."""
        over = [kind for kind, far in zip(KINDS, scores[1:] - self._weights.kind_thresholds, strict=True) if far >= 0]
        return over or [KINDS[int(np.argmax(scores[1:] - self._weights.kind_thresholds))]]

    def _heaviest(self, shares: Numbers, kind: Kind) -> tuple[int, int]:
        weighs = shares[:, 0] + shares[:, 1 + KINDS.index(kind)]
        return heaviest(weighs.tolist())


def whole(scores: Numbers) -> float:
    """What speaks for holding, and for any of the kinds."""
    return float(scores[0] + np.logaddexp.reduce(scores[1:]))


def heaviest(weighs: Sequence[float]) -> tuple[int, int]:
    """The first and last place of the stretch with the largest sum; never empty."""
    best, total, start, place = float("-inf"), 0.0, 0, (0, 0)
    for at, weight in enumerate(weighs):
        if total <= 0:
            total, start = 0.0, at
        total += weight
        if total > best:
            best, place = total, (start, at)
    return place
