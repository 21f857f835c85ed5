"""A round's candidates under everybody's capacity: what people keep is given first, the rest is assigned around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from matching.engine.assignment import Flags, Instance, Ints, Objective, assign, well_off


@dataclass(frozen=True)
class Market:
    """`pairs`: whatever may be chosen, ordered by its ends, so that the same candidates give the same answer.

    `least` is how many each left is to be given at least, where it can be; `kept[e]`: pair e is chosen beforehand.
    """

    pairs: Instance
    kept: Flags

    @property
    def least(self) -> Ints:
        return self.pairs.left_min


@dataclass(frozen=True)
class Answer:
    """`chosen`: numbers of pairs. `worst`: of the lefts that were given something, how well off the last one is."""

    chosen: Ints
    total: float
    worst: float
    matched: int
    unfilled: int


@dataclass(frozen=True)
class Question:
    """What ``solve`` is asked, to be sent to another process."""

    market: Market
    objective: Objective
    floor: bool


def answered(asked: Question) -> Answer:
    return solve(asked.market, asked.objective, floor=asked.floor)


def solve(market: Market, objective: Objective, *, floor: bool) -> Answer:
    """With `floor` the lower loads come before everything else; without it they are left out."""
    pairs = market.pairs
    free = np.flatnonzero(~market.kept)
    given = np.flatnonzero(market.kept)
    lefts = np.bincount(pairs.left[given], minlength=len(pairs.need))
    rights = np.bincount(pairs.right[given], minlength=len(pairs.capacity))
    rest = Instance(
        need=np.maximum(pairs.need - lefts, 0),
        capacity=np.maximum(pairs.capacity - rights, 0),
        left=pairs.left[free],
        right=pairs.right[free],
        score=pairs.score[free],
        left_min=np.maximum(market.least - lefts, 0) if floor else np.zeros_like(pairs.need),
        right_min=pairs.right_min,
    )
    found = free[assign(rest, objective).chosen]
    return _answer(pairs, np.sort(np.concatenate([given, found])))


def filled(market: Market, *, wider: int, more: int) -> int:
    """How many places can be filled at most, had the right `wider` so many seats more."""
    capacity = market.pairs.capacity.copy()
    capacity[wider] += more
    extended = replace(market, pairs=replace(market.pairs, capacity=capacity))
    return len(solve(extended, Objective.MATCHED, floor=False).chosen)


def _answer(pairs: Instance, chosen: Ints) -> Answer:
    served = np.unique(pairs.left[chosen])
    return Answer(
        chosen=chosen,
        total=float(pairs.score[chosen].sum()),
        worst=float(well_off(pairs, chosen)[served].min()) if len(served) else 0.0,
        matched=len(served),
        unfilled=int(pairs.need.sum() - len(chosen)),
    )
