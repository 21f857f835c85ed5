"""Conversations about a visit: the teachers who prepare it and whoever receives them; pupils hear it from teachers."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from core import clock
from messaging.enums import MemberSide, Obstacle
from messaging.kinds import About, Kind, Member, Standing, standing
from people.selectors import gates, hats
from visits.enums import Change, VisitAction, VisitState
from visits.models import Visit, VisitStaff
from visits.rules import TALK_AFTER
from visits.selectors import visits

# Nobody is anybody's guest yet, or any more.
_OVER = (VisitState.REFUSED, VisitState.CANCELLED, VisitState.EXPIRED)
NOTES = {
    VisitAction.APPROVE.value: _("Nhà trường đã duyệt chuyến đi."),
    VisitAction.ACCEPT.value: _("Nơi đón đã nhận lời."),
    VisitAction.CONFIRM.value: _("Chuyến đi đã chốt."),
    VisitAction.REOPEN_SCHOOL.value: _("Chuyến đi cần nhà trường duyệt lại."),
    VisitAction.REOPEN_HOST.value: _("Chuyến đi cần nơi đón nhận lời lại."),
    VisitAction.REOPEN_BOTH.value: _("Chuyến đi cần cả hai bên đồng ý lại."),
    VisitAction.REOPEN.value: _("Chuyến đi cần chốt lại."),
    VisitAction.CANCEL.value: _("Chuyến đi đã hủy."),
    f"new_{Change.TIME.value}": _("Giờ của chuyến đi đã thay đổi."),
    f"new_{Change.PLACE.value}": _("Nơi gặp đã thay đổi."),
    f"new_{Change.PARTY.value}": _("Số học sinh đã thay đổi."),
    f"new_{Change.STAFF.value}": _("Thầy cô đi cùng đã thay đổi."),
    f"new_{Change.TRANSPORT.value}": _("Cách đi lại đã thay đổi."),
}


def ids_for(viewer: hats.Anyone) -> QuerySet[Visit, Any]:
    """Of those one sees, those one prepares: the organiser, whoever goes along, whoever receives."""
    own = hats.of(viewer).user_id
    goes_along = VisitStaff.objects.filter(visit=OuterRef("pk"), person=own)
    host = Q(accepted_by=own) | Q(accepted_by=None, slot__offer__author=own)
    if hats.of(viewer).is_pupil:
        return Visit.objects.none().values("pk")
    taking_part = Q(organiser=own) | Q(Exists(goes_along)) | host
    return visits.visible_to(viewer).filter(taking_part).exclude(state=VisitState.WAITING).values("pk")


def is_in(viewer: hats.Anyone, visit: Visit) -> bool:
    return ids_for(viewer).filter(pk=visit.pk).exists()


def standings(ids: Iterable[int]) -> dict[int, Standing]:
    speaks = Q(gates.is_cleared("slot__offer__author")) & Q(
        gates.is_supporter_of("slot__offer__author", "slot__offer__organisation")
    )
    accepted = Q(gates.is_cleared("accepted_by")) & Q(gates.is_supporter_of("accepted_by", "slot__offer__organisation"))
    asked = {"author_stands": speaks, "host_stands": accepted, "is_paused": Q(gates.is_held("pk", kind="visit"))}
    rows = (
        Visit.objects.filter(pk__in=list(ids))
        .exclude(state=VisitState.WAITING)
        .annotate(**{name: ExpressionWrapper(held, output_field=BooleanField()) for name, held in asked.items()})
        .select_related("slot__offer__author", "accepted_by", "organiser")
    )
    teachers = _teachers([row.pk for row in rows])
    return {row.pk: _standing(row, teachers.get(row.pk, [])) for row in rows}


def about(viewer: Any, ids: Iterable[int]) -> dict[int, About]:
    rows = visits.visible_to(viewer).filter(pk__in=list(ids))
    return {
        row.pk: About(
            title=f"{row.slot.offer.title} · {date_format(localtime(row.slot.starts_at), 'd/m H:i')}",
            url=reverse("visit_detail", args=[row.pk]),
            place=f"{row.school.organisation.name} · {row.slot.offer.organisation.name}",
        )
        for row in rows
    }


def _teachers(ids: list[int]) -> dict[int, list[Member]]:
    """By visit: the organiser and whoever goes along, of those who work at the school today."""
    found: dict[int, list[Member]] = {pk: [] for pk in ids}
    along = VisitStaff.objects.filter(gates.is_staff_of("person", "visit__school"), visit__in=ids)
    for row in along.select_related("person"):
        found[row.visit_id].append(Member(row.person_id, MemberSide.ADVISER, row.person.full_name))
    organisers = Visit.objects.filter(gates.is_staff_of("organiser", "school"), pk__in=ids)
    for visit in organisers.select_related("organiser"):
        found[visit.pk].append(Member(visit.organiser_id, MemberSide.ADVISER, visit.organiser.full_name))
    return found


def _standing(row: Any, teachers: list[Member]) -> Standing:
    host = row.accepted_by or row.slot.offer.author
    stands = row.host_stands if row.accepted_by_id else row.author_stands
    found = [] if teachers else [Obstacle.ADVISER]
    members = list(teachers)
    if stands:
        members.append(Member(host.pk, MemberSide.OUTSIDE, host.full_name))
    else:
        found.append(Obstacle.OUTSIDE)
    if row.is_paused:
        found.append(Obstacle.PAUSE)
    is_closed = row.state in _OVER or (row.state == VisitState.HELD and row.ended_at < clock.now() - TALK_AFTER)
    return standing(members, [] if is_closed else found, is_closed=is_closed, school=row.school_id)


KIND = Kind("visit", _("Tham quan"), "bus", standings, ids_for, about, NOTES)
