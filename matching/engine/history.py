"""Who went well with whom before: closeness of supplies that helped the same askers, without reading a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from matching.engine.index import FloatArray


@dataclass
class History:
    """EASE (Steck 2019) for askers with a past; for new ones a ridge regression from their features to it.

    ``fit`` takes ``went_well`` (askers, supplies) of 0 and 1 and ``features`` (askers, f) of the same askers.
    """

    shrink: float = 20.0
    ridge: float = 10.0

    def fit(self, went_well: FloatArray, features: FloatArray) -> Self:
        supplies = went_well.shape[1]
        inverse = np.linalg.inv(went_well.T @ went_well + self.shrink * np.eye(supplies))
        self.closeness_ = -inverse / np.diag(inverse)
        np.fill_diagonal(self.closeness_, 0.0)
        known = went_well + went_well @ self.closeness_
        gram = features.T @ features + self.ridge * np.eye(features.shape[1])
        self.from_features_ = np.linalg.solve(gram, features.T @ known)
        return self

    def of_seen(self, went_well: FloatArray) -> FloatArray:
        """Shape (askers, supplies), larger is better."""
        return np.asarray(went_well @ self.closeness_)

    def of_new(self, features: FloatArray) -> FloatArray:
        """Shape (askers, supplies), on the same scale."""
        return np.asarray(features @ self.from_features_)
