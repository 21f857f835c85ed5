"""The days on which nobody visits: public holidays, the city's closures, the school's and the host's own."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from people import working_days
from visits.models import Closure


def of_school(organisation: int, day: dt.date) -> str:
    """Why the school (or host) `organisation` has that day off, "" when it has not."""
    if day in working_days.holidays():
        return _("ngày nghỉ lễ")
    row = among(organisation, day, day).first()
    return (row.note or str(row.get_kind_display())) if row else ""


def among(organisation: int | None, first_day: dt.date, last_day: dt.date) -> QuerySet[Closure]:
    """The organisation's and the whole city's that touch these days."""
    mine = Q(organisation=None) | Q(organisation=organisation)
    return Closure.objects.filter(mine, first_day__lte=last_day, last_day__gte=first_day)


def days_off(organisation: int, first_day: dt.date, last_day: dt.date) -> set[dt.date]:
    """Every such day of these, holidays included; for laying out slots."""
    days = {day for day in working_days.holidays() if first_day <= day <= last_day}
    for row in among(organisation, first_day, last_day):
        length = (row.last_day - row.first_day).days
        days |= {row.first_day + dt.timedelta(days=n) for n in range(length + 1)}
    return days
