"""What a visit tells the recommender: of a pair that fits, that it was held, refused by the host or left unanswered.

A school that steps back says nothing about the pair: exams, weather, buses.
"""

from matching.enums import OutcomeKind
from matching.services import outcomes
from visits.enums import VisitAction
from visits.models import Visit
from visits.selectors import parties

_OF_ACTION = {
    VisitAction.HOLD: OutcomeKind.COMPLETED,
    VisitAction.REFUSE: OutcomeKind.REFUSED,
    VisitAction.EXPIRE: OutcomeKind.EXPIRED,
}


def visit_moved(visit: int, action: str) -> None:
    """Subscribed to `visits.events.visit_moved`."""
    kind = _OF_ACTION.get(VisitAction(action))
    if kind is None:
        return
    row = Visit.objects.select_related("slot__offer").get(pk=visit)
    if row.club_id is not None and _was_the_hosts(row, kind):
        outcomes.visit_went(club=row.club_id, offer=row.slot.offer, kind=kind)


def _was_the_hosts(visit: Visit, kind: OutcomeKind) -> bool:
    """Refused by no head of the school; late because the host, who was asked, never answered."""
    if kind == OutcomeKind.REFUSED:
        last = visit.events.filter(action=VisitAction.REFUSE).order_by("-pk").first()
        return last is not None and last.actor_id not in parties.heads_of(visit.school_id)
    if kind == OutcomeKind.EXPIRED:
        return visit.accepted_by_id is None and visit.events.filter(action=VisitAction.PROMOTE).exists()
    return True
