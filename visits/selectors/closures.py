"""The days on which nobody visits: public holidays, the city's closures, the school's and the host's own."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from people import working_days
from people.enums import Role
from people.selectors import hats
from visits.enums import HOLDING_STATES
from visits.models import Closure, Visit


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


def reasons(organisation: int, first_day: dt.date, last_day: dt.date) -> dict[dt.date, str]:
    """Each of these days that is off, holidays included, with why; for laying out slots."""
    found: dict[dt.date, str] = {}
    for row in among(organisation, first_day, last_day):
        why = row.note or str(row.get_kind_display())
        first, last = max(row.first_day, first_day), min(row.last_day, last_day)
        found |= {first + dt.timedelta(days=n): why for n in range((last - first).days + 1)}
    named = working_days.holiday_names().items()
    return found | {day: name for day, name in named if first_day <= day <= last_day}


def days_of(homes: Collection[int], first_day: dt.date, last_day: dt.date) -> dict[int, frozenset[dt.date]]:
    """Days on which nobody works at each of these organisations: public holidays and its own days off."""
    found = {home: {day for day in working_days.holidays() if first_day <= day <= last_day} for home in homes}
    rows = Closure.objects.filter(organisation__in=homes, first_day__lte=last_day, last_day__gte=first_day)
    for home, begins, ends in rows.values_list("organisation_id", "first_day", "last_day"):
        first, last = max(begins, first_day), min(ends, last_day)
        found[home or 0] |= {first + dt.timedelta(days=n) for n in range((last - first).days + 1)}
    return {home: frozenset(days) for home, days in found.items()}


def kept_by(viewer: hats.Anyone) -> QuerySet[Closure]:
    """What this person may take back: of one's school, of whom one represents; for the Department the city's."""
    mine = Q(organisation__in=homes_of(viewer))
    if hats.of(viewer).is_department_officer:
        mine |= Q(organisation=None)
    return Closure.objects.filter(mine).select_related("organisation")


def homes_of(viewer: hats.Anyone) -> frozenset[int]:
    return hats.of(viewer).organisations_as(frozenset({Role.SCHOOL_ADMIN, Role.REPRESENTATIVE}))


def get_for(viewer: hats.Anyone, pk: int) -> Closure:
    closure = kept_by(viewer).filter(pk=pk).first()
    if closure is None:
        raise NotFound(_("Không tìm thấy lịch nghỉ này."))
    return closure


def collisions(closure: Closure) -> QuerySet[Visit]:
    """Visits that hold their seats on such a day. Nothing ends them by itself: they are to be talked about."""
    begins, ends = bounds(closure.first_day, closure.last_day)
    rows = Visit.objects.filter(
        state__in=HOLDING_STATES, slot__starts_at__gte=begins, slot__starts_at__lt=ends
    ).select_related("slot__offer__organisation", "school__organisation")
    if closure.organisation_id is not None:
        rows = rows.filter(Q(school=closure.organisation_id) | Q(slot__offer__organisation=closure.organisation_id))
    return rows.order_by("slot__starts_at", "pk")


def bounds(first_day: dt.date, last_day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """From the first midnight to the last, on the clock of Hải Phòng."""
    zone = clock.zone()
    after = last_day + dt.timedelta(days=1)
    return dt.datetime.combine(first_day, dt.time(), zone), dt.datetime.combine(after, dt.time(), zone)
