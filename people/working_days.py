"""Working days: neither a weekend nor a public holiday of `people/data/holidays.json`, which names its source.

The Ministry announces each year's days off in the autumn before; until then the file holds what the law gives.
"""

import datetime as dt
import json
from functools import cache
from pathlib import Path

_HOLIDAYS = Path(__file__).resolve().parent / "data" / "holidays.json"
_SATURDAY = 5
_OFFICES_CLOSE = dt.time(17)


@cache
def holidays() -> frozenset[dt.date]:
    return frozenset(holiday_names())


@cache
def holiday_names() -> dict[dt.date, str]:
    kept = json.loads(_HOLIDAYS.read_text(encoding="utf-8"))
    return {dt.date.fromisoformat(day): name for day, name in kept["days"].items()}


def is_working_day(day: dt.date) -> bool:
    return day.weekday() < _SATURDAY and day not in holidays()


def after(day: dt.date, count: int) -> dt.date:
    """The last of `count` working days that follow `day`, which itself does not count."""
    while count:
        day += dt.timedelta(days=1)
        count -= is_working_day(day)
    return day


def one_after(moment: dt.datetime) -> dt.datetime:
    """The same time on the next working day; what comes in on a day off, by the end of the next one's hours."""
    due = after(moment.date(), 1)
    time = moment.time() if is_working_day(moment.date()) else _OFFICES_CLOSE
    return dt.datetime.combine(due, time, moment.tzinfo)
