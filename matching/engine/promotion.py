"""Whether a new ranker takes the place of the current one: only when it foresees later, unseen pairs better."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

from matching.engine.examples import Examples
from matching.engine.index import FloatArray
from matching.engine.learning import Learner, on_scale, shown
from matching.engine.weights import Weights

ENOUGH = 200
"""New outcomes that make another look worth it."""
MARGIN = 0.01
RESAMPLES = 1000
_SEED = 20260101
# The share of a past that the weights are learned on; the scale is set on the rest.
_LEARN = (0.75,)


@dataclass(frozen=True)
class Verdict:
    """``loss`` is the mean log loss, ``gain`` how much less the candidate's is, with a 90 % bootstrap interval that
    draws whole ideas; ``order`` is the chance that a pair that went well stands before one that did not (the area
    under the ROC curve)."""

    pairs: int
    order_current: float
    order_candidate: float
    gain: float
    gain_low: float
    gain_high: float
    loss_current: float
    loss_candidate: float

    def as_json(self) -> dict[str, float]:
        return asdict(self)


def trained(history: Examples, current: Weights) -> tuple[Weights, Verdict]:
    """A candidate learned on all of the history, and how learning this way did on each later part of it.

    The newest 60 % are three parts; what is said of each comes from a ranker that knew only what was before it, so that
    three fifths of a short history can judge. The current ranker is brought on scale from the same past, so that it
    does not lose for its scale alone; its weights may have seen these parts: that speaks for it, never against.
    Raises ValueError where a part knows only one outcome.
    """
    parts = history.by_time(0.4, 0.2, 0.2)
    before, after = [], []
    for at, part in enumerate(parts[1:], start=1):
        past = Examples.joined(parts[:at]).by_time(*_LEARN)
        before.append(shown(part, on_scale(current, past[1])))
        after.append(Learner().fit(*past).predict_proba(part))
    verdict = compare(np.concatenate(before), np.concatenate(after), Examples.joined(parts[1:]))
    return Learner().fit(*history.by_time(*_LEARN)).weights_, verdict


def compare(before: FloatArray, after: FloatArray, held_out: Examples) -> Verdict:
    """The chances (n,) that the current ranker and the candidate gave these pairs."""
    losses = log_losses(before, held_out), log_losses(after, held_out)
    orders = area(before, held_out), area(after, held_out)
    drawn = _drawn(held_out)
    gains = drawn @ (losses[0] - losses[1]) / drawn.sum(axis=1)
    low, high = np.percentile(gains, (5, 95))
    was, would_be = (float(np.average(each, weights=held_out.weight)) for each in losses)
    return Verdict(len(held_out), *orders, was - would_be, float(low), float(high), was, would_be)


def is_better(verdict: Verdict, margin: float = MARGIN) -> bool:
    """Better by the margin, surely better at all, and with no worse an order."""
    in_order = verdict.order_candidate >= verdict.order_current
    return verdict.gain >= margin and verdict.gain_low > 0 and in_order


def _drawn(held_out: Examples) -> FloatArray:
    """Weights (resamples, n): how often each row's idea was drawn, times what the row says."""
    _, group = np.unique(held_out.group, return_inverse=True)
    count = int(group.max()) + 1
    times = np.random.default_rng(_SEED).multinomial(count, np.full(count, 1 / count), RESAMPLES)
    return np.asarray(times[:, group] * held_out.weight)


def area(chance: FloatArray, held_out: Examples) -> float:
    """The weighted area under the ROC curve; ties count half. One half where there is only one outcome."""
    order = np.argsort(chance, kind="stable")
    chance, good, weight = chance[order], held_out.went_well[order], held_out.weight[order]
    bad = np.concatenate([[0.0], np.cumsum(weight * (1 - good))])
    below = bad[np.searchsorted(chance, chance, "left")]
    up_to = bad[np.searchsorted(chance, chance, "right")]
    pairs = float((weight * good).sum() * bad[-1])
    return float((weight * good * (below + up_to)).sum() / 2 / pairs) if pairs else 0.5


def log_losses(chance: FloatArray, held_out: Examples) -> FloatArray:
    safe = np.clip(chance, 1e-6, 1 - 1e-6)
    return np.asarray(-(held_out.went_well * np.log(safe) + (1 - held_out.went_well) * np.log(1 - safe)))
