"""The short forms after the booking: how the group travels, who goes along, whom to call.

What somebody has agreed to already is asked again when it changes (`visits.reopen`).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.actors import signed
from core.errors import Invalid
from people.models import User
from visits.enums import Change, Transport
from visits.models import Visit, VisitStaff
from visits.permissions import visits as permissions
from visits.rules import STAFF_MOST
from visits.selectors import parties
from visits.services import busy, visits

_PHONE = re.compile(r"\+?\d{8,14}")
_BETWEEN = re.compile(r"[\s.\-()]")


@dataclass(frozen=True)
class Travel:
    transport: Transport
    plan: str
    meeting_point: str = ""


@signed
@transaction.atomic
def travel(*, visit: Visit, travel: Travel, by: User) -> Visit:
    """How the group comes there and back, and where it meets."""
    visit = visits.locked(visit)
    permissions.check_can_prepare(by, visit)
    plan, place = travel.plan.strip(), travel.meeting_point.strip()
    if not plan:
        raise Invalid(_("Hãy ghi vài chữ: đi lúc nào, đón ở đâu, ai lái xe, về lúc nào."), field="plan")
    moved, replanned = place != visit.meeting_point, (travel.transport, plan) != (visit.transport, visit.transport_plan)
    visit.transport, visit.transport_plan, visit.meeting_point = travel.transport, plan, place
    if moved or replanned:
        visit.save()
    if replanned:
        visits.reopen(visit, Change.TRANSPORT, by, str(Transport(travel.transport).label))
    if moved:
        visits.reopen(visit, Change.PLACE, by, place)
    return visit


@signed
@transaction.atomic
def name_staff(*, visit: Visit, people: Collection[int], lead: int, by: User) -> Visit:
    """Exactly these of the school's staff go along; Conflict names who is elsewhere at that time."""
    visit = visits.locked(visit)
    permissions.check_can_prepare(by, visit)
    wanted = set(people)
    _check_staff(visit, wanted, lead)
    before = {row.person_id: row for row in VisitStaff.objects.filter(visit=visit)}
    led_by = next((pk for pk, row in before.items() if row.is_lead), None)
    if wanted == before.keys() and lead == led_by:
        return visit
    _replace(visit, before, wanted, lead)
    count = ngettext("%(count)d thầy cô đi cùng", "%(count)d thầy cô đi cùng", len(wanted)) % {"count": len(wanted)}
    visits.reopen(visit, Change.STAFF, by, count)
    return visit


@signed
@transaction.atomic
def contact(*, visit: Visit, name: str, phone: str, by: User) -> Visit:
    """Whom to call when something happens: nobody decided anything by it, so nothing opens again."""
    visit = visits.locked(visit)
    permissions.check_can_prepare(by, visit)
    number = _BETWEEN.sub("", phone)
    if not name.strip():
        raise Invalid(_("Hãy ghi họ tên người trực điện thoại."), field="name")
    if not _PHONE.fullmatch(number):
        raise Invalid(_("Số điện thoại có từ 8 đến 14 chữ số, ví dụ 0912 345 678."), field="phone")
    visit.emergency_name, visit.emergency_phone = name.strip(), number
    visit.save()
    return visit


def _check_staff(visit: Visit, wanted: set[int], lead: int) -> None:
    known = set(parties.school_staff(visit.school_id).filter(pk__in=wanted).values_list("pk", flat=True))
    if wanted - known:
        raise Invalid(_("Trong danh sách có người không còn là thầy cô của trường. Hãy chọn lại."), field="people")
    if lead not in wanted:
        raise Invalid(_("Trưởng đoàn phải là một trong những thầy cô đi cùng."), field="lead")
    if len(wanted) > STAFF_MOST:
        raise Invalid(_("Mỗi đoàn có nhiều nhất %(n)d thầy cô đi cùng.") % {"n": STAFF_MOST}, field="people")


def _replace(visit: Visit, before: dict[int, VisitStaff], wanted: set[int], lead: int) -> None:
    """Who led steps back first: of two who lead, the database refuses the second."""
    gone, new = before.keys() - wanted, wanted - before.keys()
    for pk, row in before.items():
        if pk in gone:
            row.delete()
        elif row.is_lead and pk != lead:
            row.is_lead = False
            row.save()
    for pk in sorted(new):
        VisitStaff.objects.create(visit=visit, person_id=pk, is_lead=pk == lead)
    if lead in before and not before[lead].is_lead:
        before[lead].is_lead = True
        before[lead].save()
    if new:
        # First whoever is new, then whoever is no more: nobody waits in a circle.
        slot = visit.slot
        busy.take(visit=visit, people=new, starts_at=slot.starts_at, ends_at=slot.ends_at)
    busy.let_go(visit=visit, people=gone)
