"""What the scorers saw of a pair, kept the moment an adult tries it or sets it aside.

Only the values of `engine/examples.py: FEATURES`: the texts' nearness and declared facts. Nothing about a person, and
nothing of what pupils click.
"""

import math
from typing import Any

from matching.engine.examples import FEATURES
from matching.engine.matcher import Seen
from matching.models import Outcome
from matching.services import suggestions


def remember(outcome: int) -> bool:
    """False where there is nothing to remember: an end is not open, or it was remembered before."""
    row = Outcome.objects.filter(pk=outcome, seen__isnull=True).first()
    if row is None:
        return False
    kind, post = ("challenge", row.challenge_id) if row.challenge_id else ("offer", row.offer_id)
    seen = suggestions.seen(row.idea_id, kind, int(post or 0))
    if seen is None:
        return False
    Outcome.objects.filter(pk=row.pk).update(seen=written(seen))
    return True


def written(seen: Seen) -> dict[str, Any]:
    """Of the first pair, as JSON."""
    sides = {"ours": seen.ours[0], "theirs": seen.theirs[0]}
    values = {side: [_number(value) for value in row.tolist()] for side, row in sides.items()}
    return {"features": list(FEATURES), "trust": float(seen.trust[0]), **values}


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
