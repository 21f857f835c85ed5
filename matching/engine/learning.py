"""Learning the weights from how pairs went.

The model is the ranker itself (`weights.py`) with the acceptance of a pair read as its shown score. That is a monotone
additive model: no value that gets better can make a pair worse, and every part of a score stays attributable, which
trees do not allow. Few numbers are learned, and each starts from, and is held to, the weight set by hand: weights are
``prior · exp(θ)`` with a normal prior on θ, so where history says nothing the hand-set ranking stays. What weighs
nothing by hand (a mentor does not look at their own answer rate) stays nothing.

The scale on which a score is shown is then set (Platt 1999) on a later part of the history than the weights were
learned on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from matching.engine import weights
from matching.engine.examples import FEATURES, Examples
from matching.engine.index import FloatArray
from matching.engine.scoring import TwoSided
from matching.engine.weights import Weights

FEW = 2000
"""With fewer examples a scorer has a single weight, with more it may bend: on seasons of 1,000, bending loses."""
PIECES = 3
_NEAR_NOTHING = 1e-6


@dataclass
class Learner:
    """``width`` is how far a weight may move: the standard deviation of θ. Learned: ``weights_``, ``pieces_``."""

    prior: Weights = weights.FIXED
    names: Sequence[str] = FEATURES
    width: float = 2.0

    def fit(self, learn: Examples, calibrate: Examples) -> Self:
        """Raises ValueError where one of the two knows only one outcome."""
        if not (learn.says_both() and calibrate.says_both()):
            raise ValueError("there must be pairs that went well and pairs that did not")
        self.pieces_ = 1 if len(learn) < FEW else PIECES
        self.weights_ = on_scale(self._learned(learn), calibrate, self.names)
        return self

    def predict_proba(self, examples: Examples) -> FloatArray:
        """How likely each pair goes well, shape (n,)."""
        return shown(examples, self.weights_, self.names)

    def contributions(self, examples: Examples) -> FloatArray:
        """Shape (n, scorers), adding up to ``predict_proba``."""
        return _scored(examples, self.weights_, self.names).contributions

    def _learned(self, learn: Examples) -> Weights:
        from scipy.optimize import minimize
        from threadpoolctl import threadpool_limits

        start = self.prior.cut(self.pieces_)
        problem = _Problem(learn, start, self.names, self.width)
        with threadpool_limits(1):  # the products are small: several threads would only wait for each other
            found = minimize(problem.loss, problem.start, jac=True, method="L-BFGS-B", options={"maxiter": 100})
        return problem.weights(found.x)


def on_scale(ranker: Weights, later: Examples, names: Sequence[str] = FEATURES) -> Weights:
    """The same order on the scale of these pairs, by Platt's line through the log-odds.

    Where the line would turn the order round, the scale stays as it was.
    """
    from sklearn.linear_model import LogisticRegression

    odds = _log_odds(shown(later, ranker, names))[:, None]
    line = LogisticRegression(C=10.0).fit(odds, later.went_well, sample_weight=later.weight)
    slope, intercept = float(line.coef_[0, 0]), float(line.intercept_[0])
    if slope <= 0:
        return ranker
    middle = _log_odds(np.array(ranker.middling)) - intercept / (slope * ranker.contrast)
    middling = float(np.clip(_chance(middle), _NEAR_NOTHING, 1 - _NEAR_NOTHING))
    return replace(ranker, middling=middling, contrast=ranker.contrast * slope)


def shown(examples: Examples, by: Weights, names: Sequence[str] = FEATURES) -> FloatArray:
    return _scored(examples, by, names).score


def _scored(examples: Examples, by: Weights, names: Sequence[str]) -> TwoSided:
    return weights.scored(examples.ours, examples.theirs, examples.trust, names, by)


def _log_odds(chance: FloatArray) -> FloatArray:
    safe = np.clip(chance, _NEAR_NOTHING, 1 - _NEAR_NOTHING)
    return np.asarray(np.log(safe / (1 - safe)))


def _chance(log_odds: FloatArray) -> FloatArray:
    """However far the log odds are: `exp` of what is never positive cannot overflow."""
    small = np.exp(-np.abs(log_odds))
    return np.where(log_odds >= 0, 1 / (1 + small), small / (1 + small))


class _Direction:
    """One side's weighted mean (`scoring.one_sided`) and its slope in each weight."""

    def __init__(self, values: FloatArray, trust: FloatArray, text: slice) -> None:
        known = ~np.isnan(values)
        self.known, self.values = known * trust, np.where(known, values, 0.0)
        self.trust, self.text = trust, text

    def mean(self, weight: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Shapes (n,) and (n, columns)."""
        shares = self.known * weight
        text = self.text
        whole = (self.trust[:, text] * weight[text]).sum(axis=1)
        of_text = shares[:, text].sum(axis=1)
        safe = np.where(of_text > 0, of_text, 1.0)
        near = (shares[:, text] * self.values[:, text]).sum(axis=1) / safe
        rest = slice(text.stop, None)
        total = np.maximum(whole + shares[:, rest].sum(axis=1), 1e-12)
        mean = (whole * near + (shares[:, rest] * self.values[:, rest]).sum(axis=1)) / total
        slope = self.known * (self.values - mean[:, None])
        within = self.known[:, text] * (self.values[:, text] - near[:, None]) * (whole / safe)[:, None]
        slope[:, text] = self.trust[:, text] * (near - mean)[:, None] + within
        return mean, slope / total[:, None]


class _Problem:
    """Penalised log loss of the shown score over θ; the last two numbers move the scale."""

    def __init__(self, examples: Examples, prior: Weights, names: Sequence[str], width: float) -> None:
        pieces = prior.pieces
        trust = weights.trusted(examples.trust, names, pieces)
        text = weights.text_columns(pieces)
        self.sides = [
            _Direction(weights.steps(values, pieces), trust, text) for values in (examples.ours, examples.theirs)
        ]
        self.prior, self.names, self.width = prior, names, width
        self.by_hand = np.concatenate(prior.arrays(names))
        self.goal, self.heft = examples.went_well, examples.weight
        self.start = np.zeros(len(self.by_hand) + 2)

    def weights(self, theta: FloatArray) -> Weights:
        moved = self.by_hand * np.exp(theta[:-2])
        sides = [self._by_name(half) for half in np.split(moved, 2)]
        middling = float(_chance(_log_odds(np.array(self.prior.middling)) + theta[-2]))
        return Weights(sides[0], sides[1], middling, self.prior.contrast * float(np.exp(theta[-1])))

    def loss(self, theta: FloatArray) -> tuple[float, FloatArray]:
        moved = self.by_hand * np.exp(theta[:-2])
        (first, first_slope), (second, second_slope) = (
            side.mean(half) for side, half in zip(self.sides, np.split(moved, 2), strict=True)
        )
        total = np.maximum(first + second, 1e-12)
        both = np.clip(2 * first * second / total, _NEAR_NOTHING, 1 - _NEAR_NOTHING)
        contrast = self.prior.contrast * np.exp(theta[-1])
        distance = _log_odds(both) - _log_odds(np.array(self.prior.middling)) - theta[-2]
        reach = np.clip(contrast * distance, -30, 30)
        miss = self.heft * (_chance(reach) - self.goal)
        loss = float((self.heft * (np.logaddexp(0, reach) - self.goal * reach)).sum())
        steep = miss * contrast / (both * (1 - both))
        slopes = (
            first_slope.T @ (steep * 2 * (second / total) ** 2),
            second_slope.T @ (steep * 2 * (first / total) ** 2),
        )
        of_scale = [-contrast * miss.sum(), (miss * reach).sum()]
        slope = np.concatenate([np.concatenate(slopes) * moved, of_scale])
        held = theta / self.width**2
        return loss + float(theta @ held) / 2, slope + held

    def _by_name(self, half: FloatArray) -> dict[str, tuple[float, ...]]:
        rows = half.reshape(len(self.names), -1).tolist()
        return {name: tuple(row) for name, row in zip(self.names, rows, strict=True)}
