"""Telling the other side of a visit that an organisation was suspended or came back, or a host's check lapsed."""

from people.notice_kinds import Kind
from visits.enums import Obstacle, VisitState
from visits.models import Visit
from visits.notice_kinds import chain as kinds
from visits.selectors import obstacles, parties, suspensions
from visits.services import notices


def suspended(organisation: int) -> None:
    _tell(organisation, kinds.VISIT_PAUSED)


def reinstated(organisation: int) -> None:
    _tell(organisation, kinds.VISIT_RESUMED)


def clearance_changed(user: int) -> None:
    """Subscribed to `people.events.clearance_changed`: the school hears at once that its host may not receive it."""
    rows = Visit.objects.filter(accepted_by=user, state=VisitState.CONFIRMED)
    visits = list(rows.select_related("slot__offer__organisation", "school__organisation"))
    frozen = obstacles.among(visits)
    for visit in visits:
        if Obstacle.HOST in frozen.get(visit.pk, []):
            notices.tell(visit, kinds.VISIT_PAUSED, _school_side(visit))


def _tell(organisation: int, kind: Kind) -> None:
    rows = suspensions.coming(organisation).exclude(state=VisitState.WAITING)
    for visit in rows.select_related("slot__offer__organisation", "school__organisation"):
        own = visit.school_id == organisation
        notices.tell(visit, kind, parties.hosts_of(visit.slot.offer) if own else _school_side(visit))


def _school_side(visit: Visit) -> set[int]:
    return parties.organisers_of(visit) | parties.heads_of(visit.school_id)
