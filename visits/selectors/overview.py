"""A week or a month of open slots, counted by day."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

_WEEK = dt.timedelta(days=7)


class Show(models.TextChoices):
    LIST = "list", _("Danh sách")
    WEEK = "week", _("Tuần")
    MONTH = "month", _("Tháng")


@dataclass(frozen=True)
class Period:
    """From `first` to `last`; `before` and `after` are days of the neighbours, None where no calendar reaches."""

    first: dt.date
    last: dt.date

    @property
    def before(self) -> dt.date | None:
        return self.first - dt.timedelta(days=1) if self.first > dt.date(2000, 1, 1) else None

    @property
    def after(self) -> dt.date | None:
        return self.last + dt.timedelta(days=1) if self.last < dt.date(2999, 1, 1) else None


@dataclass(frozen=True)
class Day:
    date: dt.date
    count: int
    is_inside: bool


def period(show: Show, at: dt.date) -> Period | None:
    """The week or the month in which `at` lies; none for a plain list."""
    at = min(max(at, dt.date(2000, 1, 1)), dt.date(2999, 1, 1))
    if show == Show.LIST:
        return None
    if show == Show.WEEK:
        monday = _monday(at)
        return Period(monday, monday + _WEEK - dt.timedelta(days=1))
    first = at.replace(day=1)
    return Period(first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1))


def weeks(within: Period, counts: Mapping[dt.date, int]) -> list[list[Day]]:
    """Whole weeks from Monday on, as a calendar shows them."""
    found = []
    monday = _monday(within.first)
    while monday <= within.last:
        days = [monday + dt.timedelta(days=n) for n in range(7)]
        found.append([Day(day, counts.get(day, 0), within.first <= day <= within.last) for day in days])
        monday += _WEEK
    return found


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
