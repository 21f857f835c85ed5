"""A round's candidates under everybody's capacity: what people keep is given first, the rest is assigned around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from matching.engine.assignment import Flags, Floats, Instance, Ints, Objective, assign, well_off


@dataclass(frozen=True)
class Market:
    """`pairs`: whatever may be chosen, ordered by its ends, so that the same candidates give the same answer.

    Lefts with a `least` above 0 are protected: as a group they are served no less often than the others, as far as
    that can be. `kept[e]`: pair e is chosen beforehand.
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
    """With `floor` protected lefts get their share before everything else; without it nobody is protected."""
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
        left_min=np.zeros_like(pairs.need),
        right_min=pairs.right_min,
    )
    if floor:
        rest = replace(rest, left_min=_promised(market, rest, lefts, objective))
    found = free[assign(rest, objective).chosen]
    return _answer(pairs, np.sort(np.concatenate([given, found])))


def _promised(market: Market, rest: Instance, given: Ints, objective: Objective) -> Ints:
    """[lefts] what each is promised of the rest, so that of the protected no smaller part is served than of all.

    Promising every protected left a place would turn the tables where places are scarce: nothing would be left for the
    others. So those who win a place anyhow are promised theirs, and as many more as their share asks for, the best of
    where all protected come first. `given`: how many each has already.
    """
    protected = market.least > 0
    asking = np.bincount(market.pairs.left, minlength=len(given)) > 0
    served = np.union1d(np.flatnonzero(given), _best(rest, Objective.MATCHED)[0])
    share = -(-len(served) * int((protected & asking).sum()) // max(int(asking.sum()), 1))
    winning = np.intersect1d(_best(rest, objective)[0], np.flatnonzero(protected & (given == 0)))
    missing = share - len(winning) - int((protected & (given > 0)).sum())
    promised = np.zeros_like(given)
    if missing > 0:
        first = replace(rest, left_min=np.where(protected & (given == 0), 1, 0))
        lefts, best = _best(first, Objective.MATCHED)
        more = sorted(
            set(lefts[protected[lefts]].tolist()) - set(winning.tolist()), key=lambda left: (-best[left], left)
        )
        promised[[*winning, *more[:missing]]] = 1
    return promised


def _best(instance: Instance, objective: Objective) -> tuple[Ints, Floats]:
    """Who is served, and [lefts] the best pair of each, minus infinity where there is none."""
    chosen = assign(instance, objective).chosen
    best = np.full(len(instance.need), -np.inf)
    np.maximum.at(best, instance.left[chosen], instance.score[chosen])
    return np.unique(instance.left[chosen]), best


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
