"""Small scorers of one shape: how well a pair fits in one respect, in 0..1, NaN where it cannot be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from matching.engine import analysis
from matching.engine.documents import SupplyKind
from matching.engine.facts import KINDS, Pairs
from matching.engine.geo import kilometres
from matching.engine.index import FloatArray


class Scorer(Protocol):
    @property
    def name(self) -> str: ...

    def score(self, pairs: Pairs) -> FloatArray:
        """Shape (n,), values in 0..1 or NaN for "unknown". Must not change its input."""
        ...


@dataclass(frozen=True, slots=True)
class TextFit:
    """Relevance in one text field, as the matcher prepared it."""

    name: str

    def score(self, pairs: Pairs) -> FloatArray:
        return pairs.text[self.name]


_NEIGHBOURS = {
    (SupplyKind.MENTORING, SupplyKind.TALK): 0.5,
    (SupplyKind.MENTORING, SupplyKind.JUDGING): 0.3,
    (SupplyKind.TALK, SupplyKind.MENTORING): 0.5,
    (SupplyKind.VISIT, SupplyKind.INTERNSHIP): 0.5,
    (SupplyKind.VISIT, SupplyKind.TALK): 0.4,
    (SupplyKind.INTERNSHIP, SupplyKind.VISIT): 0.5,
    (SupplyKind.LAB_OR_MATERIAL, SupplyKind.FUNDING): 0.4,
    (SupplyKind.FUNDING, SupplyKind.LAB_OR_MATERIAL): 0.4,
}


@dataclass(frozen=True, slots=True)
class KindFit:
    """1 when the supply is of a kind that is needed, part of it when it is a near neighbour, else 0."""

    name: str = "kind"

    def score(self, pairs: Pairs) -> FloatArray:
        needed = pairs.demands.kinds.astype(np.float64)
        offered = pairs.supplies.kinds.astype(np.float64)
        worth = (needed[:, :, None] * _kind_table()).max(axis=1)
        value = (worth * offered).max(axis=1)
        known = pairs.demands.kinds.any(axis=1) & pairs.supplies.kinds.any(axis=1)
        return np.where(known, value, np.nan)


def _kind_table() -> FloatArray:
    """What an offer (column) is worth to a need (row), shape (kinds, kinds)."""
    table = np.eye(len(KINDS))
    for (needed, offered), worth in _NEIGHBOURS.items():
        table[KINDS.index(needed), KINDS.index(offered)] = worth
    return table


@dataclass(frozen=True, slots=True)
class FieldFit:
    """Official fields in common: overlap coefficient |A ∩ B| / min(|A|, |B|)."""

    name: str = "field"

    def score(self, pairs: Pairs) -> FloatArray:
        ours, theirs = pairs.demands.fields, pairs.supplies.fields
        smaller = np.minimum(ours.sum(axis=1), theirs.sum(axis=1)).astype(np.float64)
        shared = (ours & theirs).sum(axis=1)
        return np.where(smaller > 0, shared / np.maximum(smaller, 1.0), np.nan)


@dataclass(frozen=True, slots=True)
class AgeFit:
    """Share of the demand's ages (whole years) that the supply takes."""

    name: str = "age"

    def score(self, pairs: Pairs) -> FloatArray:
        demands, supplies = pairs.demands, pairs.supplies
        low = np.maximum(demands.age_min, supplies.age_min)
        high = np.minimum(demands.age_max, supplies.age_max)
        years = np.maximum(demands.age_max - demands.age_min + 1.0, 1.0)
        return np.clip((high - low + 1.0) / years, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class DistanceFit:
    """2 ** (-km / half_km), but never below ``remote_worth`` where meeting online is possible."""

    half_km: float = 15.0
    remote_worth: float = 0.7
    name: str = "distance"

    def score(self, pairs: Pairs) -> FloatArray:
        ours, theirs = pairs.demands, pairs.supplies
        km = kilometres(ours.latitude, ours.longitude, theirs.latitude, theirs.longitude)
        near = np.exp2(-km / self.half_km)
        remote = np.where(pairs.supplies.remote == 1.0, self.remote_worth, np.nan)
        return np.fmax(near, remote)


@dataclass(frozen=True, slots=True)
class CapacityFit:
    """Seats left, saturating: n / (n + 1)."""

    name: str = "capacity"

    def score(self, pairs: Pairs) -> FloatArray:
        left = np.maximum(pairs.supplies.capacity_left, 0.0)
        return _spread(left / (left + 1.0), pairs)


@dataclass(frozen=True, slots=True)
class ResponseFit:
    """Share of proposals the supply's people answer."""

    name: str = "response"

    def score(self, pairs: Pairs) -> FloatArray:
        return _spread(np.clip(pairs.supplies.response_rate, 0.0, 1.0), pairs)


@dataclass(frozen=True, slots=True)
class FreshnessFit:
    """2 ** (-days / half_days) since the other side was last changed; the staler of the two counts."""

    half_days: float = 120.0
    name: str = "freshness"

    def score(self, pairs: Pairs) -> FloatArray:
        days = np.fmax(pairs.demands.fresh_days, pairs.supplies.fresh_days)
        return np.exp2(-np.maximum(days, 0.0) / self.half_days)


def _spread(values: FloatArray, pairs: Pairs) -> FloatArray:
    return np.broadcast_to(values, (len(pairs),))


SCORERS: tuple[Scorer, ...] = (
    *(TextFit(name) for name in analysis.FIELDS),
    KindFit(),
    FieldFit(),
    AgeFit(),
    DistanceFit(),
    CapacityFit(),
    ResponseFit(),
    FreshnessFit(),
)
