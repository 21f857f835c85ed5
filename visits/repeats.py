"""On which days something that repeats falls. Pure: days in, days out."""

import datetime as dt
from collections.abc import Collection, Iterator

_WEEK = 7


def days(weekdays: Collection[int], every_weeks: int, first_day: dt.date, last_day: dt.date) -> Iterator[dt.date]:
    """Those weekdays (0 is Monday) of every so many weeks, counted from the week of `first_day`; both ends count."""
    monday = first_day - dt.timedelta(days=first_day.weekday())
    while monday <= last_day:
        for weekday in sorted(set(weekdays)):
            day = monday + dt.timedelta(days=weekday)
            if first_day <= day <= last_day:
                yield day
        monday += dt.timedelta(days=_WEEK * every_weeks)


def times(day: dt.date, starts: dt.time, minutes: int, zone: dt.tzinfo) -> tuple[dt.datetime, dt.datetime]:
    """When it begins and ends, aware."""
    begins = dt.datetime.combine(day, starts, tzinfo=zone)
    return begins, begins + dt.timedelta(minutes=minutes)
