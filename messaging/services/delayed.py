"""What waited for the end of the quiet hours goes out, if it still may."""

import datetime as dt

from django.db import transaction

from core import clock
from messaging.enums import MessageState
from messaging.models import Message
from messaging.permissions import conversations as permissions
from messaging.selectors import conversations as selectors
from messaging.services import messages, places

# So many at a time; whatever is left comes a minute later.
_AT_ONCE = 500
# What cannot go out now is looked at again after so long.
_LATER = dt.timedelta(minutes=15)


def release() -> int:
    """Deliver what may go now. Safe to run twice, also at once. Returns how many were delivered."""
    due = Message.objects.filter(state=MessageState.DELAYED, not_before__lte=clock.now())
    due = due.filter(conversation__said_closed=False).order_by("not_before", "pk")
    return sum(
        _release(pk, conversation) for pk, conversation in list(due.values_list("pk", "conversation")[:_AT_ONCE])
    )


@transaction.atomic
def _release(pk: int, conversation: int) -> bool:
    row = places.locked(conversation)
    message = row.messages.select_related("author").filter(pk=pk, state=MessageState.DELAYED).first()
    now = clock.now()
    if message is None or message.author is None or message.not_before is None or message.not_before > now:
        return False
    here = selectors.standing_of(row)
    if not permissions.can_write(message.author, here):
        message.not_before = now + _LATER
        message.save()
        return False
    messages.place(row, message, here, now)
    return message.state == MessageState.DELIVERED
