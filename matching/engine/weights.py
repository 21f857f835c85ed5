"""What a ranker is: how much each scorer's value weighs, for either side, and how the score is shown.

A scorer weighs by pieces: its value 0..1 is cut into steps of equal length, each with a weight of its own that is
never negative. So what it brings is a rising piecewise-linear function of its value, and a pair's score stays a sum
over the scorers: an explanation of a learned ranker is as exact as one of the fixed. With one piece it is a plain
weight.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from matching.engine import analysis, scoring
from matching.engine.index import FloatArray
from matching.engine.scoring import TwoSided

ByPiece = Mapping[str, tuple[float, ...]]


@dataclass(frozen=True)
class Weights:
    """By scorer name, one weight a piece, as the demand and as the supply sees it.

    Raises ValueError where the two sides know other scorers or other pieces, or a weight is negative or not finite.
    """

    demand: ByPiece
    supply: ByPiece
    middling: float = scoring.MIDDLING
    contrast: float = scoring.CONTRAST

    def __post_init__(self) -> None:
        lengths = {len(pieces) for side in (self.demand, self.supply) for pieces in side.values()}
        if set(self.demand) != set(self.supply) or len(lengths) != 1 or 0 in lengths:
            raise ValueError("both sides need the same scorers with the same number of pieces")
        numbers = [weight for side in (self.demand, self.supply) for pieces in side.values() for weight in pieces]
        if not all(math.isfinite(weight) and weight >= 0 for weight in numbers):
            raise ValueError("a weight is negative or not finite")
        if not (0 < self.middling < 1 and self.contrast > 0):
            raise ValueError("middling must be in 0..1 and contrast positive")

    @property
    def pieces(self) -> int:
        return len(next(iter(self.demand.values())))

    def arrays(self, names: Sequence[str]) -> tuple[FloatArray, FloatArray]:
        """Shape (scorers · pieces,) each, a scorer's pieces side by side."""
        ours, theirs = ([side[name] for name in names] for side in (self.demand, self.supply))
        return np.array(ours, dtype=float).ravel(), np.array(theirs, dtype=float).ravel()

    def cut(self, pieces: int) -> Weights:
        """The same ranker, with more pieces: each takes an equal share. Only of one with a single piece."""
        demand, supply = (
            {name: (whole / pieces,) * pieces for name, (whole,) in side.items()} for side in (self.demand, self.supply)
        )
        return Weights(demand, supply, self.middling, self.contrast)

    def as_json(self) -> dict[str, Any]:
        sides = {"demand": self.demand, "supply": self.supply}
        written = {side: {name: list(pieces) for name, pieces in by_name.items()} for side, by_name in sides.items()}
        return {**written, "middling": self.middling, "contrast": self.contrast}

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> Self:
        demand, supply = ({name: tuple(pieces) for name, pieces in kept[side].items()} for side in ("demand", "supply"))
        return cls(demand, supply, kept["middling"], kept["contrast"])


FIXED = Weights(
    {name: (weight,) for name, weight in scoring.DEMAND_SIDE.items()},
    {name: (weight,) for name, weight in scoring.SUPPLY_SIDE.items()},
)
"""While there is no history: set by hand, on judged texts."""


def steps(values: FloatArray, pieces: int) -> FloatArray:
    """(n, scorers) → (n, scorers · pieces): how far each piece of 0..1 is filled; unknown stays unknown."""
    if pieces == 1:
        return values
    filled = np.clip(values[:, :, None] * pieces - np.arange(pieces), 0.0, 1.0)
    return filled.reshape(len(values), -1)


def trusted(trust: FloatArray, names: Sequence[str], pieces: int) -> FloatArray:
    """(n, scorers · pieces): the concepts weigh as far as they can be trusted, everything else in full."""
    column = np.repeat([name == analysis.CONCEPTS for name in names], pieces)
    return np.where(column, trust[:, None], 1.0)


def text_columns(pieces: int) -> slice:
    """The text scorers come first among the scorers."""
    return slice(len(analysis.FIELDS) * pieces)


def scored(ours: FloatArray, theirs: FloatArray, trust: FloatArray, names: Sequence[str], weights: Weights) -> TwoSided:
    """The pairs' scores as people read them, from the values (n, scorers) each side sees."""
    pieces = weights.pieces
    factor = trusted(trust, names, pieces)
    demand, supply = (row * factor for row in weights.arrays(names))
    sides = steps(ours, pieces), steps(theirs, pieces)
    found = scoring.two_sided(*sides, text_columns(pieces), (demand, supply))
    return scoring.presented(_together(found, pieces), weights.middling, weights.contrast)


def _together(found: TwoSided, pieces: int) -> TwoSided:
    """A scorer brings what its pieces bring."""
    if pieces == 1:
        return found
    summed = [part.reshape(len(part), -1, pieces).sum(axis=2) for part in (found.contributions, found.losses)]
    return TwoSided(found.score, *summed)
