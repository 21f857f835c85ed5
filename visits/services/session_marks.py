"""What became of a session: a meeting noted in the engagement, or who did not come."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from network.services import engagements
from people.models import User
from visits.enums import MissedBy, SessionAction
from visits.models import Session
from visits.permissions import sessions as permissions
from visits.services import sessions


@signed
@transaction.atomic
def hold(*, session: Session, done: str = "", next_step: str = "", by: User) -> Session:
    """They met: it stands among the engagement's meetings, with what was done where somebody says so."""
    session = sessions.locked(session)
    permissions.check_can_mark(by, session)
    length = session.ends_at - session.starts_at
    session.missed_by, session.ended_at = "", clock.now()
    session.check_in = engagements.note_meeting(
        engagement=session.engagement,
        held_on=timezone.localdate(session.starts_at, clock.zone()),
        minutes=round(length.total_seconds() / 60),
        done=done.strip() or prefilled(),
        next_step=next_step,
        by=by,
    )
    return sessions.move(session, SessionAction.HOLD, by)


@signed
@transaction.atomic
def miss(*, session: Session, side: MissedBy, by: User) -> Session:
    session = sessions.locked(session)
    permissions.check_can_mark(by, session)
    session.missed_by, session.ended_at = side, clock.now()
    return sessions.move(session, SessionAction.MISS, by)


def prefilled() -> str:
    return _("Gặp nhau theo lịch hẹn.")
