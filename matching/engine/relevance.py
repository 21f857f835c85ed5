"""From cosines to relevance in 0..1: how near a document is, measured against the asker's nearest ones."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from matching.engine import analysis
from matching.engine.index import FloatArray

NEAREST = 10
"""An asker's level in a field is the mean cosine of its nearest ten."""

FLOOR: Mapping[str, float] = {analysis.ACCENTED: 0.05, analysis.FOLDED: 0.05, analysis.CONCEPTS: 0.15}
"""Least level, so that the best of a pool without anything fitting does not look good."""


def levels(cosines: FloatArray, field: str) -> FloatArray:
    """Per row of ``cosines`` (askers, documents) its level, shape (askers,)."""
    count = min(NEAREST, cosines.shape[1])
    if count == 0:
        return np.full(len(cosines), FLOOR[field])
    nearest = np.partition(cosines, cosines.shape[1] - count, axis=1)[:, -count:]
    return np.asarray(np.maximum(nearest.mean(axis=1), FLOOR[field]))


def relative(cosines: FloatArray, level: FloatArray | float) -> FloatArray:
    """c / (c + level): 0 for nothing in common, ½ at the asker's level, below 1 always; NaN stays NaN."""
    return np.asarray(cosines / (cosines + level))
