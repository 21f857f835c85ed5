"""Lifting the worst-off of an assignment by exchanges, where no flow can."""

from __future__ import annotations

import heapq
import itertools
import math
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matching.engine.assignment import Instance, Ints

_MOST = 20_000


class Exchanges:
    """`run` gives the pairs after no exchange helps the worst-off any more; filled places are never fewer."""

    def __init__(self, instance: Instance, chosen: Ints) -> None:
        self.need, self.capacity = instance.need.tolist(), instance.capacity.tolist()
        self.left, self.right, self.score = instance.left.tolist(), instance.right.tolist(), instance.score.tolist()
        self.of_left = _by_left(instance)
        self.held: list[set[int]] = [set() for _ in self.need]
        self.holders: dict[int, set[int]] = defaultdict(set)
        for pair in chosen.tolist():
            self._take(pair)

    def run(self) -> Ints:
        heap = [(self._well(left), left) for left, need in enumerate(self.need) if need]
        heapq.heapify(heap)
        for _ in range(_MOST):
            if not heap:
                break
            was, worst = heapq.heappop(heap)
            if was != self._well(worst):
                heapq.heappush(heap, (self._well(worst), worst))
                continue
            touched = self._lift(worst)
            if not touched:
                # Nobody's floor can rise above that of one who cannot be helped.
                break
            for left in touched:
                heapq.heappush(heap, (self._well(left), left))
        return np.array(sorted(pair for pairs in self.held for pair in pairs), dtype=np.int64)

    def _lift(self, worst: int) -> list[int]:
        """One exchange after which all it touches are better off than `worst` was; whom it touched."""
        was, held = self._well(worst), self.held[worst]
        gone = min(held, key=lambda pair: (self.score[pair], pair)) if len(held) >= self.need[worst] else None
        for pair in self.of_left[worst]:
            if gone is not None and self.score[pair] <= self.score[gone]:
                break
            if pair in held:
                continue
            right = self.right[pair]
            if len(self.holders[right]) < self.capacity[right]:
                self._swap(gone, pair)
                return [worst]
            for other in sorted(self.holders[right]):
                if self._hand_over(other, pair, gone, was):
                    return [worst, self.left[other]]
        return []

    def _hand_over(self, other: int, pair: int, gone: int | None, was: float) -> bool:
        """`pair` for its left instead of `other` for another, who takes what is free, or what `gone` leaves free."""
        loser = self.left[other]
        if loser == self.left[pair]:
            return False
        freed = self.right[gone] if gone is not None else None
        instead = next(
            (
                free
                for free in self.of_left[loser]
                if free not in self.held[loser]
                and self.right[free] != self.right[other]
                and (self.right[free] == freed or len(self.holders[self.right[free]]) < self.capacity[self.right[free]])
            ),
            None,
        )
        if instead is None and gone is not None:
            return False
        left_with = (
            self._well(loser)
            + ((self.score[instead] if instead is not None else 0.0) - self.score[other]) / (self.need[loser])
        )
        if left_with <= was:
            return False
        self._drop(other)
        self._swap(gone, pair)
        if instead is not None:
            self._take(instead)
        return True

    def _well(self, left: int) -> float:
        return math.fsum(self.score[pair] for pair in self.held[left]) / float(self.need[left])

    def _swap(self, gone: int | None, pair: int) -> None:
        if gone is not None:
            self._drop(gone)
        self._take(pair)

    def _take(self, pair: int) -> None:
        self.held[self.left[pair]].add(pair)
        self.holders[self.right[pair]].add(pair)

    def _drop(self, pair: int) -> None:
        self.held[self.left[pair]].discard(pair)
        self.holders[self.right[pair]].discard(pair)


def _by_left(instance: Instance) -> list[list[int]]:
    """[lefts] its pairs, best first: what somebody would like most is tried first."""
    pairs = np.lexsort((-instance.score, instance.left)).tolist()
    ends = np.cumsum(np.bincount(instance.left, minlength=len(instance.need))).tolist()
    return [pairs[start:end] for start, end in itertools.pairwise([0, *ends])]
