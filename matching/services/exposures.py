"""What is left of the night's suggestions: how long each list was, and among the first of how many each end stood."""

import datetime as dt
from collections import Counter

from django.db import transaction

from core import clock
from matching.models import Exposure
from matching.selectors import suggestions

_ENDS = ("idea", "challenge", "offer")
End = tuple[str, int]


def note() -> int:
    """Of what stands in the lists now, for the week of today. Twice is the same as once. Returns how many ends."""
    length, lists = _counted()
    rows = [
        Exposure(week=monday(clock.today()), **{f"{kind}_id": pk}, suggestions=count, lists=lists[kind, pk])
        for (kind, pk), count in length.items()
    ]
    _write(rows)
    return len(rows)


def monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _counted() -> tuple[Counter[End], Counter[End]]:
    """By end: its own list's length, and among the first `SHOWN` of how many lists of the other side it stands."""
    length: Counter[End] = Counter()
    lists: Counter[End] = Counter()
    for idea, challenge, offer in suggestions.open_pairs().values_list("idea", "challenge", "offer").iterator():
        ours = ("idea", idea)
        theirs = ("challenge", challenge) if challenge else ("offer", offer)
        for reader, shown in ((ours, theirs), (theirs, ours)):
            length[reader] += 1
            lists[shown] += length[reader] <= suggestions.SHOWN
    return length, lists


@transaction.atomic
def _write(rows: list[Exposure]) -> None:
    for end in _ENDS:
        Exposure.objects.bulk_create(
            [row for row in rows if getattr(row, f"{end}_id") is not None],
            batch_size=500,
            update_conflicts=True,
            unique_fields=["week", end],
            update_fields=["suggestions", "lists"],
        )
