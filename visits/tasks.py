"""Background work: each may run twice."""

from django.utils.translation import gettext_lazy as _

from core.actors import background
from visits.services import reminders, visits


@background(_("khép các chuyến đi đã qua"))
def mind_visits() -> None:
    """Hourly: end what was not confirmed in time, and note what has taken place."""
    visits.expire_late()
    visits.hold_past()


@background(_("nhắc việc của các chuyến đi"))
def remind_of_visits() -> None:
    """Daily: who holds a step up, what is missing, who goes tomorrow, what froze."""
    reminders.remind_holders()
    reminders.tell_missing()
    reminders.tell_frozen()
    reminders.tell_day_before()
