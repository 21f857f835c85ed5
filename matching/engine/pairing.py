"""The text side of scoring: one asker against everybody on the other side."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from matching.engine import analysis, relevance
from matching.engine.documents import Demand, Supply
from matching.engine.index import FloatArray
from matching.engine.side import Side


def cosines(demands: Side[Demand], supplies: Side[Supply]) -> Mapping[str, FloatArray]:
    """Cosines by text field, shape (n,), NaN where the field cannot compare the two texts.

    One side holds the asker alone. Words are not compared across languages, nor accented words with text typed
    without diacritics, nor concepts where one text names none.
    """
    ours, theirs = demands.writing(), supplies.writing()
    one_language = (ours.language == theirs.language) | (ours.language == 0) | (theirs.language == 0)
    comparable = {
        analysis.ACCENTED: one_language & (ours.marked == theirs.marked),
        analysis.FOLDED: one_language,
        analysis.CONCEPTS: ours.conceptual & theirs.conceptual,
    }
    return {name: np.where(comparable[name], _cosines(demands, supplies, name), np.nan) for name in analysis.FIELDS}


def _cosines(demands: Side[Demand], supplies: Side[Supply], name: str) -> FloatArray:
    if len(demands.entries) == 1:
        return supplies.postings[name].cosines(demands.postings[name].rows[0])
    return demands.postings[name].cosines(supplies.postings[name].rows[0])


def trust(demands: Side[Demand], supplies: Side[Supply]) -> FloatArray:
    """How far the concepts of each pair can be trusted, shape (n,), in 0..1."""
    named = relevance.trust(demands.writing().named)
    return np.broadcast_to(named, (max(len(demands.entries), len(supplies.entries)),))
