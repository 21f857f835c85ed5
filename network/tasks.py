"""Background work: each may run twice."""

from django.utils.translation import gettext_lazy as _

from core.actors import background
from network.services import proposals


@background(_("nhắc và khép các đề nghị quá hạn"))
def mind_proposals() -> None:
    """Hourly: remind who has not answered, end what nobody answered."""
    proposals.remind_waiting()
    proposals.expire_unanswered()
