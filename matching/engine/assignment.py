"""Who is given whom, all at once: the best pairs under everybody's capacity.

A min-cost flow with one arc of capacity 1 a pair (so nobody meets the same one twice), an arc for the places that each
left asks for and that each right has, and a way past everything for places that stay unfilled: it is always feasible,
and what could not be met is reported. Lower loads (`min`) come before everything else.

Three objectives: ``total`` (the highest sum of scores), ``matched`` (the most places filled, then the highest sum) and
``fair`` (the most places filled, then the worst-off left as well off as can be, then the sum). How well off a left is:
the mean score over the places it asks for, an unfilled one counting 0.

Costs are whole numbers for OR-tools' cost-scaling push-relabel (Goldberg & Tarjan 1990); scores keep nine digits or
more as long as there are fewer than about 15,000 lefts and rights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from matching.engine.exchanges import Exchanges
from matching.engine.neighbourhood import at_the_ceiling, lifted

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# Costs times nodes must stay below 2^63; two bits are kept free.
_ROOM = 2.0**61


class Objective(StrEnum):
    TOTAL = "total"
    MATCHED = "matched"
    FAIR = "fair"


@dataclass(frozen=True)
class Instance:
    """`left[e]`, `right[e]`, `score[e]`: pair e by places in the lists, each pair once, scores finite.

    `need`, `capacity`: how many each may be given at most; `left_min`, `right_min`: how many at least, if it can be.
    """

    need: Ints
    capacity: Ints
    left: Ints
    right: Ints
    score: Floats
    left_min: Ints
    right_min: Ints


@dataclass(frozen=True)
class Plan:
    """`chosen`: the pairs' numbers, in order. Shortages: lower loads that could not be met, by left and right."""

    chosen: Ints
    total: float
    worst: float
    unfilled: int
    left_short: Ints = field(repr=False)
    right_short: Ints = field(repr=False)

    @property
    def missed(self) -> tuple[int, int]:
        """Lower loads, then places: the less the better."""
        return int(self.left_short.sum() + self.right_short.sum()), self.unfilled


def assign(instance: Instance, objective: Objective) -> Plan:
    """The same instance gives the same plan. `RuntimeError` when the solver gives up, which no valid input does."""
    if objective == Objective.FAIR:
        return _fair(instance)
    allowed = np.ones(len(instance.score), dtype=bool)
    if objective == Objective.TOTAL:
        # A pair that only costs is not worth its place, unless a lower load asks for it.
        return _plan(instance, _flow(instance, instance.score, allowed, fill=False))
    return _plan(instance, _flow(instance, instance.score, allowed, fill=True))


def _fair(instance: Instance) -> Plan:
    """First no pair below the highest floor that costs no place; where lefts ask for several, then their means."""
    best = _plan(instance, _flow(instance, instance.score, instance.score >= _highest_floor(instance), fill=True))
    if len(instance.need) and instance.need.max() > 1:
        raised = _raise_means(instance, best)
        if raised.missed <= best.missed:
            best = raised
    return best


def _highest_floor(instance: Instance) -> float:
    """The highest score such that the pairs at or above it meet as much as all pairs do; binary search."""
    levels = np.unique(instance.score)
    if not len(levels):
        return 0.0
    least = _missed(instance, np.ones(len(instance.score), dtype=bool))
    low, high = 0, len(levels) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if _missed(instance, instance.score >= levels[middle]) == least:
            low = middle
        else:
            high = middle - 1
    return float(levels[low])


def _missed(instance: Instance, allowed: Flags) -> tuple[int, int]:
    """`Plan.missed` at best with these pairs; without lower loads a largest flow says it sooner."""
    if instance.left_min.any() or instance.right_min.any():
        return _plan(instance, _flow(instance, instance.score, allowed, fill=True)).missed
    return 0, int(instance.need.sum()) - _fillable(instance, allowed)


def _raise_means(instance: Instance, plan: Plan) -> Plan:
    """Again and again the worst-off left is given a better pair, as long as nobody falls to where it was.

    Sums over several places have no exact flow. First everybody's first place counts more than anybody's second; then
    exchanges: a free place, or one taken from somebody who stays better off, with what that one can take instead; then
    small neighbourhoods are solved exactly. Close to the best there is, proven to be it only where the worst-off has
    its best pairs.
    """
    every = np.ones(len(instance.score), dtype=bool)
    shared = _plan(instance, _flow(instance, instance.score, every, fill=True, share=True))
    better = max(plan, shared, key=lambda one: (one.worst, one.total))
    if at_the_ceiling(instance, better.chosen):
        return better
    return _plan(instance, lifted(instance, Exchanges(instance, better.chosen).run()))


def well_off(instance: Instance, chosen: Ints) -> Floats:
    """[lefts] the mean score over the places each asks for; 0 for who asks for none."""
    sums = np.bincount(instance.left[chosen], weights=instance.score[chosen], minlength=len(instance.need))
    return np.asarray(sums / np.maximum(instance.need, 1))


def _plan(instance: Instance, chosen: Ints) -> Plan:
    lefts = np.bincount(instance.left[chosen], minlength=len(instance.need))
    rights = np.bincount(instance.right[chosen], minlength=len(instance.capacity))
    well = well_off(instance, chosen)[instance.need > 0]
    return Plan(
        chosen=chosen,
        total=float(instance.score[chosen].sum()),
        worst=float(well.min()) if len(well) else 0.0,
        unfilled=int(instance.need.sum() - len(chosen)),
        left_short=np.maximum(instance.left_min - lefts, 0),
        right_short=np.maximum(instance.right_min - rights, 0),
    )


def _flow(instance: Instance, score: Floats, allowed: Flags, *, fill: bool, share: bool = False) -> Ints:
    """The chosen pairs of the cheapest flow.

    `fill`: a filled place is worth more than any sum of scores. `share`: and the first of a left more than its second.
    """
    from ortools.graph.python import min_cost_flow  # 80 ms and 30 MB that no page needs

    lefts, rights = len(instance.need), len(instance.capacity)
    source, sink = lefts + rights, lefts + rights + 1
    costs, filled, met = _prices(score, lefts, rights, fill=fill)
    edges = np.flatnonzero(allowed)
    solver = min_cost_flow.SimpleMinCostFlow()
    every_left, every_right = np.arange(lefts), np.arange(rights) + lefts
    pairs = _arcs(solver, instance.left[edges], instance.right[edges] + lefts, np.ones_like(edges), costs[edges])
    if share:
        _shared_loads(solver, source, instance.need, filled)
    else:
        _loads(solver, np.full(lefts, source), every_left, instance.need, instance.left_min, met, filled)
    _loads(solver, every_right, np.full(rights, sink), instance.capacity, instance.right_min, met, 0)
    places = int(instance.need.sum())
    _arcs(solver, np.array([source]), np.array([sink]), np.array([places]), np.array([0]))
    solver.set_nodes_supplies(np.array([source, sink]), np.array([places, -places]))
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"The flow has no solution: {status.name}.")
    return np.asarray(edges[solver.flows(pairs) > 0], dtype=np.int64) if len(edges) else edges


def _prices(score: Floats, lefts: int, rights: int, *, fill: bool) -> tuple[Ints, int, int]:
    """[pairs] whole costs, and what a filled place and a met lower load are worth.

    Two flows differ by cycles; one passes source and sink once, so it changes at most two filled places and four met
    loads, and its pairs alternate, at most two a left: four times what those can sum up to is more than they can win.
    """
    largest = float(np.abs(score).max()) if len(score) else 0.0
    nodes = lefts + rights + 3
    whole = _ROOM / (nodes * 16.0 * (2 * min(lefts, rights) + 2))
    costs = -np.rint(score * (whole / largest if largest else 1.0)).astype(np.int64)
    filled = int(2 * (min(lefts, rights) + 1) * whole)
    return costs, filled if fill else 0, 4 * filled


def _loads(solver: object, tails: Ints, heads: Ints, most: Ints, least: Ints, met: int, filled: int) -> None:
    """Each load as two arcs: the units of its lower load, which are worth most, and the rest."""
    first = np.minimum(least, most)
    _arcs(solver, tails, heads, first, np.full(len(tails), -met - filled))
    _arcs(solver, tails, heads, most - first, np.full(len(tails), -filled))


def _shared_loads(solver: object, source: int, need: Ints, filled: int) -> None:
    """One arc a place, worth less the larger a part of what the left asks for is filled already (convex costs)."""
    places = np.repeat(np.arange(len(need)), need)
    before = np.arange(len(places)) - np.repeat(np.cumsum(need) - need, need)
    worth = filled * (2 - before / np.maximum(need, 1)[places]) / 2
    _arcs(solver, np.full(len(places), source), places, np.ones_like(places), -np.rint(worth).astype(np.int64))


def _arcs(solver: object, tails: Sequence[int] | Ints, heads: Ints, most: Ints, costs: Ints) -> Ints:
    numbers: Ints = solver.add_arcs_with_capacity_and_unit_cost(  # type: ignore[attr-defined]
        np.asarray(tails, dtype=np.int32),
        np.asarray(heads, dtype=np.int32),
        np.asarray(most, dtype=np.int64),
        np.asarray(costs, dtype=np.int64),
    )
    return numbers


def _fillable(instance: Instance, allowed: Flags) -> int:
    """How many places these pairs can fill."""
    from ortools.graph.python import max_flow

    lefts, rights = len(instance.need), len(instance.capacity)
    source, sink = lefts + rights, lefts + rights + 1
    solver = max_flow.SimpleMaxFlow()
    edges = np.flatnonzero(allowed)
    for tails, heads, most in (
        (instance.left[edges], instance.right[edges] + lefts, np.ones_like(edges)),
        (np.full(lefts, source), np.arange(lefts), instance.need),
        (np.arange(rights) + lefts, np.full(rights, sink), instance.capacity),
    ):
        solver.add_arcs_with_capacity(
            np.asarray(tails, dtype=np.int32), np.asarray(heads, dtype=np.int32), np.asarray(most, dtype=np.int64)
        )
    if solver.solve(source, sink) != solver.OPTIMAL:
        raise RuntimeError("The largest flow was not found.")
    return int(solver.optimal_flow())
