"""Who ranks: each is told what the site knows by then, and answers with a score for every idea and offer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from bench._season_world import City
from matching.engine import promotion, weights
from matching.engine.examples import FEATURES, Examples
from matching.engine.history import History
from matching.engine.index import FloatArray
from matching.engine.learning import Learner
from matching.engine.weights import Weights

CAPACITY, RESPONSE = FEATURES.index("capacity"), FEATURES.index("response")


@dataclass
class Known:
    """What happened so far. ``asked``, ``agreed`` and ``closed`` (not suggested any more) are (ideas, offers)."""

    city: City
    left: FloatArray
    asked: FloatArray
    agreed: FloatArray
    closed: FloatArray
    answered: FloatArray
    rows: list[tuple[FloatArray, FloatArray, float, float, float, int, int]] = field(default_factory=list)

    def seen(self, ideas: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """The scorers' values today: seats and answers move with the season."""
        ours, theirs = self.city.ours[ideas].copy(), self.city.theirs[ideas].copy()
        rate = (self.answered + 2) / (self.asked.sum(axis=0) + 4)
        for values in (ours, theirs):
            values[:, :, CAPACITY] = self.left / (self.left + 1)
            values[:, :, RESPONSE] = rate
        return ours, theirs, self.city.trust[ideas]

    def examples(self) -> Examples:
        ours, theirs, trust, good, heft, when, idea = zip(*self.rows, strict=True)
        columns = (np.array(part, dtype=float) for part in (ours, theirs, trust, good, heft, when))
        return Examples(*columns, group=np.array(idea))


class Ranker(Protocol):
    def learn(self, known: Known) -> None: ...

    def scores(self, known: Known, ideas: FloatArray) -> FloatArray: ...


@dataclass
class Fixed:
    by: Weights = weights.FIXED

    def learn(self, known: Known) -> None:
        pass

    def scores(self, known: Known, ideas: FloatArray) -> FloatArray:
        ours, theirs, trust = known.seen(ideas)
        flat = ours.reshape(-1, ours.shape[2]), theirs.reshape(-1, theirs.shape[2]), trust.ravel()
        return weights.scored(*flat, FEATURES, self.by).score.reshape(trust.shape)


@dataclass
class Learned(Fixed):
    """As on the site: looks again after so many new outcomes, and is replaced only by what is better."""

    trained_on: int = 0
    promotions: int = 0

    def learn(self, known: Known) -> None:
        if len(known.rows) - self.trained_on < promotion.ENOUGH:
            return
        self.trained_on = len(known.rows)
        candidate, verdict = promotion.trained(known.examples(), self.by)
        if promotion.is_better(verdict):
            self.by, self.promotions = candidate, self.promotions + 1


@dataclass
class Ungated(Fixed):
    """What is learned replaces the current weights every time, better or not: what caution costs."""

    trained_on: int = 0

    def learn(self, known: Known) -> None:
        if len(known.rows) - self.trained_on < promotion.ENOUGH:
            return
        self.trained_on = len(known.rows)
        self.by = Learner().fit(*known.examples().by_time(0.75)).weights_


class Oracle(Fixed):
    """Knows what nobody knows: the true chance of a yes."""

    def scores(self, known: Known, ideas: FloatArray) -> FloatArray:
        return np.asarray(known.city.fit[ideas] * known.city.answers)


@dataclass
class Boosted(Fixed):
    """Gradient boosting with the same monotone constraints, of which no exact explanation could be shown."""

    trained_on: int = 0
    model: Any = None

    def learn(self, known: Known) -> None:
        from sklearn.ensemble import HistGradientBoostingClassifier

        if len(known.rows) - self.trained_on < promotion.ENOUGH:
            return
        self.trained_on = len(known.rows)
        seen = known.examples()
        values = np.nan_to_num(np.hstack([seen.ours, seen.theirs]), nan=-1.0)  # a column of nothing known is refused
        model = HistGradientBoostingClassifier(
            max_iter=30, learning_rate=0.15, max_leaf_nodes=6, monotonic_cst=[1] * values.shape[1], random_state=1
        )
        self.model = model.fit(values, seen.went_well, sample_weight=seen.weight)

    def scores(self, known: Known, ideas: FloatArray) -> FloatArray:
        if self.model is None:
            return super().scores(known, ideas)
        ours, theirs, trust = known.seen(ideas)
        values = np.nan_to_num(np.concatenate([ours, theirs], axis=2).reshape(trust.size, -1), nan=-1.0)
        return np.asarray(self.model.predict_proba(values)[:, 1]).reshape(trust.shape)


class Popularity:
    def learn(self, known: Known) -> None:
        pass

    def scores(self, known: Known, ideas: FloatArray) -> FloatArray:
        popular = known.agreed.sum(axis=0) + 1e-3 * known.asked.sum(axis=0)
        return np.broadcast_to(popular / (popular.max() + 1), (len(ideas), len(popular)))


@dataclass
class Random:
    seed: int

    def learn(self, known: Known) -> None:
        pass

    def scores(self, known: Known, ideas: FloatArray) -> FloatArray:
        drawn = np.random.default_rng(self.seed).random(known.asked.shape)
        return np.asarray(drawn[ideas])


class Ease:
    """From who went well with whom alone (`matching.engine.history`), the new ideas by their fields and needs."""

    history: History | None = None

    def learn(self, known: Known) -> None:
        past = np.flatnonzero(known.agreed.sum(axis=1))
        if len(past):
            self.history = History().fit(known.agreed[past], known.city.features[past])

    def scores(self, known: Known, ideas: FloatArray) -> FloatArray:
        if self.history is None:
            return np.zeros((len(ideas), len(known.left)))
        return self.history.of_new(known.city.features[ideas]) + self.history.of_seen(known.agreed[ideas])


class LearnedWithEase(Learned):
    """Whether history says something that the learned weights do not."""

    def __init__(self) -> None:
        super().__init__()
        self.ease = Ease()

    def learn(self, known: Known) -> None:
        super().learn(known)
        self.ease.learn(known)

    def scores(self, known: Known, ideas: FloatArray) -> FloatArray:
        near = self.ease.scores(known, ideas)
        return super().scores(known, ideas) + 0.2 * near / max(float(np.abs(near).max()), 1e-9)


class Als:
    """implicit's alternating least squares on what was asked and agreed; a new idea gets what is popular."""

    model: Any = None

    def learn(self, known: Known) -> None:
        from implicit.als import AlternatingLeastSquares
        from scipy.sparse import csr_matrix

        seen = csr_matrix(known.asked * 0.2 + known.agreed)
        if seen.nnz:
            self.model = AlternatingLeastSquares(factors=16, iterations=10, random_state=1, num_threads=1)
            self.model.fit(seen, show_progress=False)

    def scores(self, known: Known, ideas: FloatArray) -> FloatArray:
        popular = Popularity().scores(known, ideas)
        if self.model is None:
            return popular
        near = self.model.user_factors[ideas] @ self.model.item_factors.T
        return np.where(known.asked[ideas].sum(axis=1, keepdims=True) > 0, near, popular)
