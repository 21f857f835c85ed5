"""How pairs went, as the learner reads it. Gates do not apply: nobody is shown a row, and no row names a person."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import QuerySet

from matching.engine.examples import FEATURES, SAYS, Examples
from matching.enums import DismissReason, OutcomeKind
from matching.models import Outcome

# "Not now" and "somebody helps already" say nothing about how well the two fit.
SAY_NOTHING = (DismissReason.NOT_READY, DismissReason.ALREADY_HELPED)


Pair = tuple[int, int | None, int | None]


@dataclass
class Trial:
    """A pair as it was seen and where it stood when somebody tried it; `end` is how it went, as far as it is known."""

    pair: Pair
    seen: dict[str, Any]
    at: dt.datetime
    place: int | None
    end: str = ""


def decided() -> QuerySet[Outcome]:
    """Outcomes that say how a pair went."""
    return Outcome.objects.filter(kind__in=list(SAYS)).exclude(reason__in=SAY_NOTHING)


def decided_since(moment: dt.datetime | None) -> int:
    rows = decided() if moment is None else decided().filter(at__gt=moment)
    return rows.count()


def examples(until: dt.datetime) -> Examples:
    """Each trial whose end is known by then."""
    return _examples(trials(Outcome.objects.filter(at__lte=until)))


def trials(outcomes: QuerySet[Outcome]) -> list[Trial]:
    """Those of which an end is known, in the order in which it became known; a pair may be tried again."""
    rows = outcomes.exclude(reason__in=SAY_NOTHING).order_by("at", "pk")
    trying: dict[Pair, Trial] = {}
    found: dict[tuple[Pair, dt.datetime], Trial] = {}
    for row in rows.only("idea_id", "challenge_id", "offer_id", "kind", "at", "seen", "place").iterator():
        pair = (row.idea_id, row.challenge_id, row.offer_id)
        if row.seen is not None and row.seen["features"] == list(FEATURES):
            trying[pair] = Trial(pair, row.seen, row.at, row.place)
        elif row.kind == OutcomeKind.PROPOSED:
            trying.pop(pair, None)
        if row.kind in SAYS and pair in trying:
            tried = trying[pair]
            tried.end = row.kind
            found[pair, tried.at] = tried
    return list(found.values())


def _examples(rows: list[Trial]) -> Examples:
    width = len(FEATURES)
    ours, theirs = (
        np.array([trial.seen[side] for trial in rows], dtype=float).reshape(-1, width) for side in ("ours", "theirs")
    )
    says = np.array([SAYS[trial.end] for trial in rows], dtype=float).reshape(-1, 2)
    return Examples(
        ours=ours,
        theirs=theirs,
        trust=np.array([trial.seen["trust"] for trial in rows], dtype=float),
        went_well=says[:, 0],
        weight=says[:, 1],
        when=np.array([trial.at.timestamp() for trial in rows], dtype=float),
        group=np.array([trial.pair[0] for trial in rows], dtype=np.int64),
    )
