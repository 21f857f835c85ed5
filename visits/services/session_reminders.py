"""A word the day before and the hour before, to everybody who will be there, once each."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from core import clock
from people.notice_kinds import Kind
from visits.enums import SessionState
from visits.models import Session
from visits.notice_kinds import sessions as kinds
from visits.selectors import sessions as selectors
from visits.services import session_notices, sessions

_DAY, _HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


def remind() -> int:
    """Of what goes on today: a paused session is not spoken of. Safe to run twice. Returns how many reminders went."""
    return _remind("hour_told_at", _HOUR, kinds.SESSION_SOON) + _remind("day_told_at", _DAY, kinds.SESSION_TOMORROW)


def _remind(column: str, ahead: dt.timedelta, kind: Kind) -> int:
    now = clock.now()
    due = selectors.rows().filter(
        Q(goes_on=True), state=SessionState.BOOKED, starts_at__gt=now, starts_at__lte=now + ahead, **{column: None}
    )
    # In the last hour the other reminder says it.
    if ahead == _DAY:
        due = due.filter(starts_at__gt=now + _HOUR)
    return sum(_tell(session, column, kind) for session in due.order_by("pk"))


@transaction.atomic
def _tell(session: Session, column: str, kind: Kind) -> bool:
    is_staffed = session.is_staffed  # type: ignore[attr-defined]
    session = sessions.locked(session)
    if session.state != SessionState.BOOKED or getattr(session, column):
        return False
    setattr(session, column, clock.now())
    session.save(update_fields=[column])
    if is_staffed:
        session_notices.tell(session, kind, session_notices.involved_in(session))
    else:
        adviser = session.engagement.proposal.idea.club.adviser_id
        session_notices.tell(session, kinds.SESSION_UNSTAFFED, {adviser})
    return True
