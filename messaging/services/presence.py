"""What is only said now: somebody is there, somebody is typing. Nothing of it is kept."""

from django.utils.translation import gettext as _

from core.actors import signed
from core.errors import Invalid
from messaging import events
from messaging.permissions import conversations as permissions
from messaging.selectors import conversations as selectors
from people.models import User

SIGNS = frozenset({"typing", "here"})


@signed
def show(*, conversation: int, sign: str, by: User) -> None:
    """To those who may notice (`events.who_may_notice`)."""
    if sign not in SIGNS:
        raise Invalid(_("Không hiểu yêu cầu này."))
    _row, here = selectors.get_for(by, conversation)
    if here.is_open:
        permissions.check_can_write(by, here)
        events.noticed(conversation, by.pk, sign, here)
