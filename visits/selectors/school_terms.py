"""Whether a school is in term, and on which days its pupils do no internship."""

import datetime as dt

from django.utils.translation import gettext as _

from people import working_days
from visits.enums import ClosureKind
from visits.models import Closure
from visits.selectors import closures


def in_term(school: int, first_day: dt.date, last_day: dt.date) -> bool:
    """Some weekday of these is no day of the school's holidays."""
    free = _days(school, first_day, last_day, ClosureKind.BREAK)
    days = [first_day + dt.timedelta(days=n) for n in range((last_day - first_day).days + 1)]
    weekdays = [day for day in days if day.weekday() < 5] or days
    return any(day not in free for day in weekdays)


def in_term_that_week(school: int, day: dt.date) -> bool:
    start = monday_of(day)
    return in_term(school, start, start + dt.timedelta(days=6))


def why_free(school: int, day: dt.date) -> str:
    """Why pupils of this school do no internship that day, "" where they may."""
    if day in working_days.holidays():
        return _("ngày nghỉ lễ")
    rows = closures.among(school, day, day).filter(kind__in=[ClosureKind.EXAMS, ClosureKind.HOLIDAY])
    row = rows.first()
    return (row.note or str(row.get_kind_display())) if row else ""


def monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _days(school: int, first_day: dt.date, last_day: dt.date, kind: ClosureKind) -> set[dt.date]:
    found: set[dt.date] = set()
    for row in closures.among(school, first_day, last_day).filter(kind=kind):
        found |= _all_of(row)
    return found


def _all_of(row: Closure) -> set[dt.date]:
    return {row.first_day + dt.timedelta(days=n) for n in range((row.last_day - row.first_day).days + 1)}
