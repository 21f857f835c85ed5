"""The text side of scoring: one asker against documents of the other side."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from matching.engine import analysis, relevance
from matching.engine.index import FloatArray, Row
from matching.engine.segment import Slots
from matching.engine.side import D, Side
from matching.engine.writing import Writing


def comparable(asker: Writing, others: Writing) -> dict[str, NDArray[np.bool_]]:
    """By text field, shape (n,): whether it can compare the two texts.

    Words are not compared across languages, nor accented words with text typed without diacritics, nor concepts
    where one text names none.
    """
    one_language = (others.language == asker.language) | (others.language == 0) | (asker.language == 0)
    return {
        analysis.ACCENTED: one_language & (others.marked == asker.marked),
        analysis.FOLDED: one_language,
        analysis.CONCEPTS: others.conceptual & asker.conceptual,
    }


def cosines(
    rows: Mapping[str, Row], asker: Writing, others: Side[D], slots: Slots, writing: Writing
) -> dict[str, FloatArray]:
    """Cosines by text field, shape (n,), NaN where the field cannot compare the two texts."""
    fits = comparable(asker, writing)
    return {name: np.where(fits[name], others.cosines(name, rows[name], slots), np.nan) for name in analysis.FIELDS}


def trust(demands: Writing, size: int) -> FloatArray:
    """How far the concepts of each pair can be trusted, shape (n,), in 0..1."""
    return np.broadcast_to(relevance.trust(demands.named), (size,))
