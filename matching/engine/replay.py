"""Rankers judged side by side on a past season's pairs.

Only pairs that were shown and tried have an outcome, so only these are judged: nothing is said, and nothing is assumed
or weighed, of pairs nobody was shown or tried. A ranker that would have shown others is judged on how it orders and
foresees those that were; the ranker that made the lists chose them, which is in its favour.

`area`: the chance that a pair that went well stands before one that did not. `ndcg`: of the ideas of which some pairs
went well and some did not. `accepted_first` and `accepted_first_3`: of the pairs each ranker puts first, in ideas that
had more than so many, the share that went well. `loss`: mean log loss of the score as it is shown; `loss_on_scale`: of
the same order, its scale set on four fifths of the ideas and judged on the last. Silence weighs half as much as a no
in `area` and the losses. Intervals (95 %) draw whole ideas anew; differences are drawn together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.engine import promotion
from matching.engine.examples import Examples
from matching.engine.index import FloatArray
from matching.engine.learning import on_scale, shown
from matching.engine.weights import Weights

FOLDS = 5
_FIRST = {"accepted_first": 1, "accepted_first_3": 3}
FIGURES = ("area", "ndcg", *_FIRST, "loss", "loss_on_scale")


@dataclass(frozen=True)
class Draws:
    """`times` (resamples, ideas): how often each idea was drawn, the first row as it is; `idea` (n,) which is whose."""

    times: FloatArray
    idea: NDArray[np.int64]
    ties: FloatArray
    fold: NDArray[np.int64]


def draws(examples: Examples, seed: int, resamples: int) -> Draws:
    chance = np.random.default_rng(seed)
    _, idea = np.unique(examples.group, return_inverse=True)
    count = int(idea.max()) + 1
    again = chance.multinomial(count, np.full(count, 1 / count), resamples)
    times = np.vstack([np.ones(count), again]).astype(float)
    return Draws(times, idea, chance.random(len(examples)), chance.permutation(count)[idea] % FOLDS)


def judged(examples: Examples, rankers: Mapping[str, Weights], seed: int, resamples: int) -> dict[str, Any]:
    """Each figure of each ranker with its interval, and how far each differs from the first.

    Raises ValueError where nothing or everything went well: then no order can be judged.
    """
    if not examples.says_both():
        raise ValueError("there must be pairs that went well and pairs that did not")
    drawn = draws(examples, seed, resamples)
    found = {name: _figures(examples, ranker, drawn) for name, ranker in rankers.items()}
    first, *others = found
    return {
        "pairs": len(examples),
        "ideas": drawn.times.shape[1],
        "went_well": round(float(examples.went_well.mean()), 6),
        "rankers": {name: _told(figures) for name, figures in found.items()},
        f"minus_{first}": {
            name: _told({figure: found[name][figure] - found[first][figure] for figure in FIGURES}) for name in others
        },
    }


def _told(figures: Mapping[str, FloatArray]) -> dict[str, Any]:
    """The first of each is the figure, the others say how far chance moves it; null where nothing could be judged."""
    return {name: _interval(values) for name, values in figures.items()}


def _interval(values: FloatArray) -> dict[str, float] | None:
    drawn = values[1:][np.isfinite(values[1:])]
    if not np.isfinite(values[0]) or not len(drawn):
        return None
    low, high = np.percentile(drawn, (2.5, 97.5))
    named = {"value": values[0], "low": low, "high": high}
    return {name: round(float(value), 6) for name, value in named.items()}


def _figures(examples: Examples, ranker: Weights, drawn: Draws) -> dict[str, FloatArray]:
    """Shape (1 + resamples,) each."""
    score = shown(examples, ranker)
    order = np.lexsort((drawn.ties, -score))
    heft = drawn.times[:, drawn.idea] * examples.weight
    figures = {"area": _areas(score, examples, heft)}
    figures["ndcg"] = _mean(drawn.times, *_ndcg(order, examples, drawn))
    for name, first in _FIRST.items():
        figures[name] = _mean(drawn.times, *_accepted(order, examples, drawn, first))
    for name, chance in (("loss", score), ("loss_on_scale", _on_scale(examples, ranker, drawn))):
        figures[name] = heft @ promotion.log_losses(chance, examples) / heft.sum(axis=1)
    return figures


def _areas(score: FloatArray, examples: Examples, heft: FloatArray) -> FloatArray:
    return np.array([promotion.area(score, examples.weighed(weight)) for weight in heft])


def _mean(times: FloatArray, values: FloatArray, counted: FloatArray) -> FloatArray:
    """Of what is counted of each idea, by how often it was drawn."""
    count = times @ counted
    known = np.where(count > 0, count, np.nan)
    return np.asarray(times @ values / known)


def _by_idea(order: NDArray[np.int64], drawn: Draws) -> list[NDArray[np.int64]]:
    """The pairs of each idea, best first."""
    sorted_by_idea = order[np.argsort(drawn.idea[order], kind="stable")]
    return np.split(sorted_by_idea, np.cumsum(np.bincount(drawn.idea))[:-1])


def _ndcg(order: NDArray[np.int64], examples: Examples, drawn: Draws) -> tuple[FloatArray, FloatArray]:
    value, counted = np.zeros((2, drawn.times.shape[1]))
    for idea, pairs in enumerate(_by_idea(order, drawn)):
        good = examples.went_well[pairs]
        if 0 < good.sum() < len(good):
            discount = 1 / np.log2(np.arange(len(good)) + 2)
            value[idea] = good @ discount / (np.sort(good)[::-1] @ discount)
            counted[idea] = 1
    return value, counted


def _accepted(order: NDArray[np.int64], examples: Examples, drawn: Draws, first: int) -> tuple[FloatArray, FloatArray]:
    value, counted = np.zeros((2, drawn.times.shape[1]))
    for idea, pairs in enumerate(_by_idea(order, drawn)):
        if len(pairs) > first:
            value[idea], counted[idea] = examples.went_well[pairs[:first]].sum(), first
    return value, counted


def _on_scale(examples: Examples, ranker: Weights, drawn: Draws) -> FloatArray:
    """The chances on a scale that the pair's own idea did not set."""
    chance = np.zeros(len(examples))
    for fold in range(FOLDS):
        inside = np.flatnonzero(drawn.fold == fold)
        others = examples.taken(np.flatnonzero(drawn.fold != fold))
        scaled = on_scale(ranker, others) if others.says_both() else ranker
        if len(inside):
            chance[inside] = shown(examples.taken(inside), scaled)
    return chance
