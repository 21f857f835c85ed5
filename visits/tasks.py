"""Background work: each may run twice."""

from django.utils.translation import gettext_lazy as _

from core.actors import background
from visits.services import placements, visits


@background(_("khép các chuyến đi đã qua"))
def mind_visits() -> None:
    """Hourly: end what was not confirmed in time, and note what has taken place."""
    visits.expire_late()
    visits.hold_past()


@background(_("bắt đầu và khép các kỳ thực tập"))
def mind_placements() -> None:
    """Hourly: begin what is due and whole, end what is past."""
    placements.begin_due()
    placements.end_past()
