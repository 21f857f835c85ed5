"""How pairs went, as the learner reads it. Gates do not apply: nobody is shown a row, and no row names a person."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import QuerySet

from matching.engine.examples import FEATURES, Examples
from matching.enums import DismissReason, OutcomeKind
from matching.models import Outcome

# 1 went well, 0 did not; how much that says. Silence says less than a no.
SAYS: dict[str, tuple[float, float]] = {
    OutcomeKind.COMPLETED: (1.0, 1.0),
    OutcomeKind.ENGAGED: (1.0, 1.0),
    OutcomeKind.REFUSED: (0.0, 1.0),
    OutcomeKind.EXPIRED: (0.0, 0.5),
    OutcomeKind.DISMISSED: (0.0, 1.0),
}
# "Not now" and "somebody helps already" say nothing about how well the two fit.
SAY_NOTHING = (DismissReason.NOT_READY, DismissReason.ALREADY_HELPED)


@dataclass(frozen=True)
class _Tried:
    seen: dict[str, Any]
    at: dt.datetime
    idea: int


Pair = tuple[int, int | None, int | None]


def decided() -> QuerySet[Outcome]:
    """Outcomes that say how a pair went."""
    return Outcome.objects.filter(kind__in=list(SAYS)).exclude(reason__in=SAY_NOTHING)


def decided_since(moment: dt.datetime | None) -> int:
    rows = decided() if moment is None else decided().filter(at__gt=moment)
    return rows.count()


def examples(until: dt.datetime) -> Examples:
    """Each trial whose end is known by then, as it was seen when it began; a pair may be tried again."""
    rows = Outcome.objects.filter(at__lte=until).exclude(reason__in=SAY_NOTHING).order_by("at", "pk")
    trying: dict[Pair, _Tried] = {}
    found: dict[tuple[Pair, dt.datetime], tuple[_Tried, float, float]] = {}
    for row in rows.only("idea_id", "challenge_id", "offer_id", "kind", "at", "seen").iterator():
        pair = (row.idea_id, row.challenge_id, row.offer_id)
        if row.seen is not None and row.seen["features"] == list(FEATURES):
            trying[pair] = _Tried(row.seen, row.at, row.idea_id)
        elif row.kind == OutcomeKind.PROPOSED:
            trying.pop(pair, None)
        if row.kind in SAYS and pair in trying:
            tried = trying[pair]
            found[pair, tried.at] = (tried, *SAYS[row.kind])
    return _examples(list(found.values()))


def _examples(rows: list[tuple[_Tried, float, float]]) -> Examples:
    width = len(FEATURES)
    ours, theirs = (
        np.array([tried.seen[side] for tried, _, _ in rows], dtype=float).reshape(-1, width)
        for side in ("ours", "theirs")
    )
    return Examples(
        ours=ours,
        theirs=theirs,
        trust=np.array([tried.seen["trust"] for tried, _, _ in rows], dtype=float),
        went_well=np.array([good for _, good, _ in rows], dtype=float),
        weight=np.array([weight for _, _, weight in rows], dtype=float),
        when=np.array([tried.at.timestamp() for tried, _, _ in rows], dtype=float),
        group=np.array([tried.idea for tried, _, _ in rows], dtype=np.int64),
    )
