"""Solving an assignment anew around its worst-off left, exactly, while everything else stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from matching.engine.assignment import Floats, Instance, Ints

# A larger neighbourhood only where the smaller one has nothing more to give.
_SIZES, _LIKED, _PAIRS_EACH = (25, 60), 6, 15
_ROUNDS, _NODES, _GAP = 30, 200, 0.02
_CLEARLY = 1e-9


def lifted(instance: Instance, chosen: Ints) -> Ints:
    """The pairs after no neighbourhood can be solved so that its worst-off gains; as many places are filled.

    Large neighbourhood search (Shaw 1998); limits are counts, never seconds, so that it ends the same on any machine.
    """
    for _ in range(_ROUNDS):
        if at_the_ceiling(instance, chosen):
            return chosen
        better = next((found for size in _SIZES if (found := _once(instance, chosen, size)) is not None), None)
        if better is None:
            return chosen
        chosen = better
    return chosen


def at_the_ceiling(instance: Instance, chosen: Ints) -> bool:
    """Whether nobody can lift the worst-off: it has what somebody would have with the best pairs of its own."""
    asks = instance.need > 0
    highest = _well_off(instance, _all_best(instance))[asks].min(initial=np.inf)
    return bool(_well_off(instance, chosen)[asks].min(initial=np.inf) + _CLEARLY >= highest)


def _all_best(instance: Instance) -> Ints:
    """What each left would be given if it were alone."""
    pairs = np.lexsort((-instance.score, instance.left))
    lefts = instance.left[pairs]
    rank = np.arange(len(pairs)) - np.searchsorted(lefts, lefts)
    return np.asarray(pairs[(rank < instance.need[lefts]) & (instance.score[pairs] > 0)])


def _once(instance: Instance, chosen: Ints, size: int) -> Ints | None:
    well = _well_off(instance, chosen)
    worst = int(np.argmin(np.where(instance.need > 0, well, np.inf)))
    lefts = _around(instance, chosen, worst, size)
    inside = np.isin(instance.left[chosen], lefts)
    fixed, moved = chosen[~inside], chosen[inside]
    room = instance.capacity - np.bincount(instance.right[fixed], minlength=len(instance.capacity))
    found = _solved(_Small(instance, lefts, _candidates(instance, lefts, moved, room), room, len(moved)))
    if found is None:
        return None
    pairs = np.sort(np.concatenate([fixed, found]))
    gained = _well_off(instance, pairs)[lefts].min() > well[worst] + _CLEARLY
    return pairs if gained else None


def _around(instance: Instance, chosen: Ints, worst: int, size: int) -> Ints:
    """[≤ size] `worst`, those who hold what it would like most, those who hold what they would like, and so on."""
    holders: dict[int, list[int]] = {}
    for pair in chosen.tolist():
        holders.setdefault(int(instance.right[pair]), []).append(int(instance.left[pair]))
    found = [worst]
    for left in found:
        for pair in _best_of(instance, left)[:_LIKED].tolist():
            new = [one for one in holders.get(int(instance.right[pair]), []) if one not in found]
            found += new[: max(size - len(found), 0)]
    return np.array(found, dtype=np.int64)


def _best_of(instance: Instance, left: int) -> Ints:
    pairs = np.flatnonzero(instance.left == left)
    return np.asarray(pairs[np.argsort(-instance.score[pairs], kind="stable")])


def _candidates(instance: Instance, lefts: Ints, moved: Ints, room: Ints) -> Ints:
    """What they hold, and the best of what they could."""
    kept = set(moved.tolist())
    for left in lefts.tolist():
        pairs = _best_of(instance, left)
        kept.update(pairs[room[instance.right[pairs]] > 0][:_PAIRS_EACH].tolist())
    return np.array(sorted(kept), dtype=np.int64)


@dataclass(frozen=True)
class _Small:
    """The part of `instance` that is solved: these pairs of these lefts, the room of each right, places to fill."""

    instance: Instance
    lefts: Ints
    pairs: Ints
    room: Ints
    fill: int


def _solved(small: _Small) -> Ints | None:
    """The pairs that lift the lowest mean most; the last unknown is that mean."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    score, count = small.instance.score[small.pairs], len(small.pairs)
    if not count:
        return None
    rows, most = _constraints(small)
    largest = float(np.abs(score).max()) or 1.0
    result = milp(
        np.append(-score / largest * 1e-6, -1.0),
        constraints=LinearConstraint(rows, -np.inf, most),
        integrality=np.append(np.ones(count), 0),
        bounds=Bounds(np.append(np.zeros(count), -largest), np.append(np.ones(count), largest)),
        options={"node_limit": _NODES, "mip_rel_gap": _GAP},
    )
    return None if result.x is None else np.asarray(small.pairs[result.x[:-1] > 0.5])


def _constraints(small: _Small) -> tuple[csr_matrix, Floats]:
    """Needs, room, every mean at least the last unknown, and as many places filled as before."""
    from scipy.sparse import csr_matrix, hstack, vstack

    instance, pairs, count = small.instance, small.pairs, len(small.pairs)
    of_left = np.searchsorted(np.sort(small.lefts), instance.left[pairs])
    lefts = np.sort(small.lefts)
    rights, of_right = np.unique(instance.right[pairs], return_inverse=True)
    every, ones = np.arange(count), np.ones(count)
    needs = csr_matrix((ones, (of_left, every)), shape=(len(lefts), count))
    rooms = csr_matrix((ones, (of_right, every)), shape=(len(rights), count))
    asked = np.maximum(instance.need[lefts], 1)
    means = csr_matrix((instance.score[pairs] / asked[of_left], (of_left, every)), shape=(len(lefts), count))
    whole = vstack(
        [
            hstack([vstack([needs, rooms]), csr_matrix((len(lefts) + len(rights), 1))]),
            hstack([-means, csr_matrix(np.ones((len(lefts), 1)))]),
            hstack([csr_matrix(-ones), csr_matrix((1, 1))]),
        ]
    )
    most = np.concatenate([instance.need[lefts], small.room[rights], np.zeros(len(lefts)), [-small.fill]])
    return csr_matrix(whole), np.asarray(most, dtype=np.float64)


def _well_off(instance: Instance, chosen: Ints) -> Floats:
    sums = np.bincount(instance.left[chosen], weights=instance.score[chosen], minlength=len(instance.need))
    return np.asarray(sums / np.maximum(instance.need, 1))
