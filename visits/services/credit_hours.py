"""The time adults gave: what a visit or session says today, whenever it moves. Run twice it changes nothing."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from core import clock
from network.models import Engagement
from visits.enums import SessionState, VisitState
from visits.models import Credit, Session, Visit


def visit_moved(visit: int, action: str) -> None:
    """Subscribed to `visits.events.visit_moved`."""
    settle_visit(visit=visit)


def session_moved(session: int, action: str, by: int | None) -> None:
    """Subscribed to `visits.events.session_moved`."""
    settle_session(session=session)


@transaction.atomic
def settle_visit(*, visit: int) -> None:
    """Whoever answered for the host and received the group."""
    row = Visit.objects.select_for_update(of=("self",)).select_related("slot__offer").get(pk=visit)
    if row.state != VisitState.HELD or row.accepted_by_id is None:
        Credit.objects.filter(visit=row).delete()
        return
    _note(row.accepted_by_id, row.slot.offer.organisation_id, row.slot.starts_at, row.slot.ends_at, visit=row)


@transaction.atomic
def settle_session(*, session: int) -> None:
    """The mentor, for the organisation whose offer or challenge the team was met for."""
    row = Session.objects.select_for_update(of=("self",)).select_related("engagement__proposal").get(pk=session)
    if row.state != SessionState.HELD:
        Credit.objects.filter(session=row).delete()
        return
    _note(row.engagement.supporter_id, _organisation_of(row.engagement), row.starts_at, row.ends_at, session=row)


def _note(user: int, organisation: int, start: dt.datetime, end: dt.datetime, **of: Visit | Session) -> None:
    facts = {
        "organisation_id": organisation,
        "minutes": round((end - start).total_seconds() / 60),
        "given_on": timezone.localdate(start, clock.zone()),
    }
    Credit.objects.filter(**of).exclude(user=user).delete()
    Credit.objects.get_or_create(user_id=user, **of, defaults={**facts, "noted_at": clock.now()})


def _organisation_of(engagement: Engagement) -> int:
    return engagement.proposal.post.organisation_id
