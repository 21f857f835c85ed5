"""Shares with what chance allows, and how evenly something is spread."""

from __future__ import annotations

import math
from collections.abc import Mapping

Z = 1.959964
"""Of a 95 % interval."""


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % score interval of part / whole (Wilson 1927), which holds for small counts, too; 0..1 of nothing."""
    if whole == 0:
        return 0.0, 1.0
    share, spread = part / whole, Z**2 / whole
    middle = (share + spread / 2) / (1 + spread)
    reach = math.sqrt(share * (1 - share) * spread + spread**2 / 4) / (1 + spread)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def gini(spread: Mapping[int, int]) -> float | None:
    """Of how many have how much ({amount: how many}): 0 where all have the same, near 1 where one has all.

    None where there is nothing to have.
    """
    count, total = sum(spread.values()), sum(amount * many for amount, many in spread.items())
    if not total:
        return None
    before, below = 0, 0.0
    for amount, many in sorted(spread.items()):
        # The places of these, from 1, add up to many · (2 · before + many + 1) / 2.
        below += amount * many * (2 * before + many + 1) / 2
        before += many
    return 2 * below / (count * total) - (count + 1) / count


def top_share(spread: Mapping[int, int], tenths: int = 1) -> float | None:
    """What the ``tenths`` tenths who have most hold of all; a part of one counts in part."""
    count, total = sum(spread.values()), sum(amount * many for amount, many in spread.items())
    if not total:
        return None
    left, held = count * tenths / 10, 0.0
    for amount, many in sorted(spread.items(), reverse=True):
        taken = min(left, many)
        held += amount * taken
        left -= taken
    return held / total
