"""What repeats week by week as few entries of a calendar: an internship's hours, and a host's open series.

A repeating entry begins on a day on which it takes place; the days that are left out are named one by one.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core import clock
from visits import placement_words, repeats
from visits.calendar_entries import Entry, Repeat
from visits.calendar_enums import CalendarStatus
from visits.models import Series
from visits.selectors import layouts
from visits.selectors.calendar_words import place_of

_Hours = tuple[dt.time, dt.time]


def of_placement(placement: Any, off: frozenset[dt.date], *, is_frozen: bool) -> list[Entry]:
    """An entry for each of its hours of the day, with the weekdays that have them; `off` are days nobody works.

    `placement` comes with `version` and `changed_at`. While something freezes it, it is not certain.
    """
    status = CalendarStatus.TENTATIVE if is_frozen else CalendarStatus.CONFIRMED
    last = placement.last_day
    if placement.ended_at:
        last = min(last, localtime(placement.ended_at).date())
    found = []
    for number, (hours, weekdays) in enumerate(sorted(_hours_of(placement).items())):
        days = [day for day in repeats.days(weekdays, 1, placement.first_day, last) if day not in off]
        if days:
            repeat = Repeat(weekdays, days[-1], off=frozenset(day for day in off if days[0] <= day <= days[-1]))
            found.append(_placement_entry(placement, number, days[0], hours, repeat, status))
    return found


def of_slots(slots: Sequence[Any]) -> list[Entry]:
    """`slots` come with their series, `version` and `changed_at`. What left its series' time stands by itself."""
    alone: list[Any] = []
    in_series: dict[Series, list[Any]] = defaultdict(list)
    for slot in slots:
        in_step = slot.series is not None and _times(slot.series, layouts.timezone_day(slot.starts_at)) == _own(slot)
        (in_series[slot.series] if in_step else alone).append(slot)
    return [*map(_slot_entry, alone), *(_series_entry(series, found) for series, found in in_series.items())]


def _hours_of(placement: Any) -> dict[_Hours, tuple[int, ...]]:
    found: dict[_Hours, list[int]] = defaultdict(list)
    for span in placement_words.spans_of(placement.week):
        found[span.starts, span.ends].append(span.day)
    return {hours: tuple(sorted(days)) for hours, days in found.items()}


def _placement_entry(
    placement: Any, number: int, day: dt.date, hours: _Hours, repeat: Repeat, status: CalendarStatus
) -> Entry:
    offer = placement.offer
    return Entry(
        key=f"placement-{placement.pk}-{number}",
        title=_("Thực tập: %(offer)s") % {"offer": offer.title},
        starts_at=dt.datetime.combine(day, hours[0], clock.zone()),
        ends_at=dt.datetime.combine(day, hours[1], clock.zone()),
        status=status,
        modified=placement.changed_at,
        sequence=placement.version - 1,
        place=place_of(offer),
        path=reverse("placement_detail", args=[placement.pk]),
        repeat=repeat,
    )


def _series_entry(series: Series, slots: list[Any]) -> Entry:
    days = {layouts.timezone_day(slot.starts_at) for slot in slots}
    first, last = min(days), max(days)
    pattern = layouts.pattern_of(series)
    meant = {
        day
        for day in repeats.days(pattern.weekdays, pattern.every_weeks, pattern.first_day, last)
        if first <= day <= last
    }
    repeat = Repeat(pattern.weekdays, last, pattern.every_weeks, frozenset(meant - days))
    begins, ends = _times(series, first)
    changed_at = max(slot.changed_at for slot in slots)
    return _open_entry(f"series-{series.pk}", slots[0], begins, ends, changed_at, repeat)


def _slot_entry(slot: Any) -> Entry:
    return _open_entry(f"slot-{slot.pk}", slot, *_own(slot), slot.changed_at, None)


def _open_entry(
    key: str, slot: Any, begins: dt.datetime, ends: dt.datetime, changed_at: dt.datetime, repeat: Repeat | None
) -> Entry:
    return Entry(
        key=key,
        title=_("Giờ đón còn trống: %(offer)s") % {"offer": slot.offer.title},
        starts_at=localtime(begins),
        ends_at=localtime(ends),
        status=CalendarStatus.CONFIRMED,
        modified=changed_at,
        sequence=slot.version - 1,
        place=place_of(slot.offer),
        path=reverse("hosting_slots", args=[slot.offer_id]),
        is_free=True,
        repeat=repeat,
    )


def _own(slot: Any) -> tuple[dt.datetime, dt.datetime]:
    return slot.starts_at, slot.ends_at


def _times(series: Series, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    return repeats.times(day, series.starts, series.minutes, clock.zone())
