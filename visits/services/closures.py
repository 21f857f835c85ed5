"""Days off that a school, a host or the Department writes down. Visits on them are named, never ended by it."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Invalid
from core.text import tidy
from people.enums import OrganisationKind
from people.models import Organisation, User
from visits.enums import ClosureKind
from visits.models import Closure
from visits.permissions import hostings as permissions

NOTE_LENGTH = 120
LONGEST_DAYS = 120
AHEAD_DAYS = 550


@dataclass(frozen=True)
class DaysOff:
    kind: ClosureKind
    first_day: dt.date
    last_day: dt.date
    note: str = ""


@signed
@transaction.atomic
def add(*, home: Organisation | None, days: DaysOff, by: User) -> Closure:
    """`home` is empty for the whole city."""
    permissions.check_can_close_for(by, home)
    _check(home, days)
    return Closure.objects.create(
        organisation=home, kind=days.kind, first_day=days.first_day, last_day=days.last_day, note=tidy(days.note)
    )


@signed
@transaction.atomic
def remove(*, closure: Closure, by: User) -> None:
    permissions.check_can_close_for(by, closure.organisation)
    closure.delete()


def kinds_for(home: Organisation | None) -> list[ClosureKind]:
    """A host is busy; a school and the city have exams, breaks and holidays."""
    if home is not None and home.kind != OrganisationKind.SCHOOL:
        return [ClosureKind.BUSY]
    return [kind for kind in ClosureKind if kind != ClosureKind.BUSY]


def _check(home: Organisation | None, days: DaysOff) -> None:
    if days.kind not in kinds_for(home):
        raise Invalid(_("Loại ngày nghỉ này không hợp với nơi ấy."), field="kind")
    if days.last_day < days.first_day:
        raise Invalid(_("Ngày cuối không thể trước ngày đầu."), field="last_day")
    if days.last_day < clock.today():
        raise Invalid(_("Những ngày này đã qua."), field="last_day")
    if (days.last_day - days.first_day).days >= LONGEST_DAYS:
        raise Invalid(_("Một kỳ nghỉ dài nhất %(n)d ngày.") % {"n": LONGEST_DAYS}, field="last_day")
    if days.last_day > clock.today() + dt.timedelta(days=AHEAD_DAYS):
        raise Invalid(_("Ngày này còn quá xa."), field="last_day")
    if len(days.note) > NOTE_LENGTH:
        raise Invalid(_("Nhiều nhất %(n)d chữ cái.") % {"n": NOTE_LENGTH}, field="note")
