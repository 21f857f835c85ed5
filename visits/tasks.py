"""Background work: each may run twice."""

from django.utils.translation import gettext_lazy as _

from core.actors import background
from visits.services import slot_requests, visits


@background(_("khép các chuyến đi đã qua"))
def mind_visits() -> None:
    """Hourly: end what was not confirmed or answered in time, and note what has taken place."""
    visits.expire_late()
    visits.hold_past()
    slot_requests.expire_late()
    slot_requests.look_again()
