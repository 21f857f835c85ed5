"""Who is told what of a roster. Subscribed in `visits/apps.py`: the organiser and those who go along, of the school."""

from django.urls import reverse

from core import wording
from people.notice_kinds import Kind
from people.selectors import gates
from people.services import notices
from visits.enums import Leaving, VisitState
from visits.models import Hosting, Visit, VisitStaff
from visits.notice_kinds import rosters as kinds


def attendees_left(visit: int, count: int, why: str) -> None:
    row = _get(visit)
    left = row.attendees.filter(left_off_at=None).count()
    if row.state == VisitState.CONFIRMED:
        _tell(row, kinds.ROSTER_SHRANK, count=count, left=left)
        hosting = Hosting.objects.filter(offer=row.slot.offer_id).first()
        least = hosting.party_min if hosting else 1
        if left < least:
            _tell(row, kinds.ROSTER_TOO_FEW, left=left, least=least)
        return
    _tell(row, kinds.ROSTER_GONE if why == Leaving.GONE else kinds.ROSTER_REFUSED, count=count, left=left)


def attendee_agreed_late(visit: int, is_back: bool) -> None:
    _tell(_get(visit), kinds.ROSTER_BACK if is_back else kinds.ROSTER_LATE)


def attendee_lapsed(visit: int) -> None:
    _tell(_get(visit), kinds.ROSTER_LAPSED)


def paper_waits(visit: int, taken_by: int) -> None:
    _tell(_get(visit), kinds.ROSTER_PAPER, but=taken_by)


def _tell(visit: Visit, kind: Kind, *, but: int | None = None, **facts: int) -> None:
    told = _grown_ups(visit) - {but}
    place, day = visit.slot.offer.organisation.name, wording.short_date(visit.slot.starts_at)
    path = reverse("visit_roster", args=[visit.pk])
    notices.send(to=told, kind=kind, path=path, key="", place=place, day=day, **facts)


def _grown_ups(visit: Visit) -> set[int]:
    """Who organises and who goes along, while they work at the school."""
    staff = VisitStaff.objects.filter(gates.is_staff_of("person", "visit__school"), visit=visit)
    organising = Visit.objects.filter(gates.is_staff_of("organiser", "school"), pk=visit.pk)
    return {*staff.values_list("person", flat=True), *organising.values_list("organiser", flat=True)}


def _get(visit: int) -> Visit:
    return Visit.objects.select_related("slot__offer__organisation").get(pk=visit)
