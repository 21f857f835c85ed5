"""What rules a pair out before anything is scored."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matching.engine.facts import Facts


def possible(demands: Facts, supplies: Facts) -> NDArray[np.bool_]:
    """Shape (n,): the age bands are not known to be disjoint, and seats are not known to be gone."""
    # Comparisons with NaN are False: what is unknown rules nothing out.
    disjoint = (demands.age_max < supplies.age_min) | (supplies.age_max < demands.age_min)
    return np.asarray(~disjoint & ~(supplies.capacity_left <= 0))
