"""Who is told of what follows a visit, and who is reminded, once, that there is something to tell."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from core import actors, clock, wording
from people.notice_kinds import Kind
from people.selectors import gates
from people.services import notices
from visits.enums import FeedbackSide, VisitState
from visits.models import Attendee, Reflection, Visit
from visits.notice_kinds import after as kinds
from visits.rules import TELL_AFTER
from visits.selectors import certificates, parties

# Who was not reminded within so long is not reminded of what is long past.
_WHILE = dt.timedelta(days=7)


def reflection_sent(visit: int) -> None:
    """Once a day, however many pupils tell."""
    row = _read(visit)
    _tell(row, kinds.REFLECTION_SENT, parties.organisers_of(row), key=clock.today().isoformat())


def reflection_answered(visit: int, pupil: int) -> None:
    _tell(_read(visit), kinds.REFLECTION_ANSWERED, {pupil})


def reflection_shared(visit: int) -> None:
    row = _read(visit)
    _tell(row, kinds.REFLECTION_SHARED, parties.hosts_of(row.slot.offer), key=clock.today().isoformat())


def feedback_given(visit: int, side: str) -> None:
    row = _read(visit)
    by_host = side == FeedbackSide.HOST
    _tell(row, kinds.FEEDBACK_GIVEN, _school(row) if by_host else parties.hosts_of(row.slot.offer))


def certificates_issued(visit: int, pupils: tuple[int, ...]) -> None:
    _tell(_read(visit), kinds.CERTIFICATE_ISSUED, pupils)


def remind() -> int:
    """Three days after: pupils who have not told, and the side that has not said how it was. Returns of how many."""
    late = clock.now() - TELL_AFTER
    rows = Visit.objects.filter(
        state=VisitState.HELD, slot__ends_at__lte=late, slot__ends_at__gt=late - _WHILE
    ).select_related(*_RELATED)
    return sum(_remind(visit) for visit in rows.order_by("pk"))


def _remind(visit: Visit) -> bool:
    told = Reflection.objects.filter(attendee__visit=visit, sent_at__isnull=False).values("attendee__pupil")
    silent: Iterable[Attendee] = certificates.earned_by(visit).exclude(pupil__in=told)
    pupils = gates.active_pupils().filter(pk__in=[place.pupil_id for place in silent])
    _tell(visit, kinds.TELL_OF_VISIT, pupils.values_list("pk", flat=True), key="once")
    said = set(visit.feedbacks.values_list("side", flat=True))
    missing: set[int] = set()
    if FeedbackSide.SCHOOL not in said:
        missing |= _school(visit)
    if FeedbackSide.HOST not in said:
        missing |= parties.hosts_of(visit.slot.offer)
    _tell(visit, kinds.SAY_HOW_IT_WAS, missing, key="once")
    return bool(pupils or missing)


def _school(visit: Visit) -> set[int]:
    return parties.organisers_of(visit) | parties.staff_of(visit)


def _tell(visit: Visit, kind: Kind, to: Iterable[int], *, key: str = "") -> None:
    acting = actors.current().person
    notices.send(
        to=set(to) - {acting.pk if acting else None},
        kind=kind,
        path=reverse("visit_after", args=[visit.pk]),
        key=f"{kind.code}:{visit.pk}:{key}" if key else "",
        school=visit.school.organisation.name,
        host=visit.slot.offer.organisation.name,
        day=wording.short_date(visit.slot.starts_at),
    )


_RELATED = ("slot__offer__organisation", "school__organisation")


def _read(pk: int) -> Visit:
    return Visit.objects.select_related(*_RELATED).get(pk=pk)
