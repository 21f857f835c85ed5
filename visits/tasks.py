"""Background work: each may run twice."""

from django.utils.translation import gettext_lazy as _

from core.actors import background
from visits.services import session_reminders, sessions, visits


@background(_("khép các chuyến đi đã qua"))
def mind_visits() -> None:
    """Hourly: end what was not confirmed in time, and note what has taken place."""
    visits.expire_late()
    visits.hold_past()


@background(_("nhắc và khép các buổi hẹn"))
def mind_sessions() -> None:
    """Every minute: remind of what comes, end what nobody confirmed or noted in time."""
    session_reminders.remind()
    sessions.expire_late()
