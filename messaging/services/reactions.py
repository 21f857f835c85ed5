"""A reaction put on a message or taken off."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Invalid, NotFound
from messaging import events
from messaging.enums import Emoji
from messaging.models import Message, Reaction
from messaging.permissions import conversations as permissions
from messaging.selectors import conversations as selectors
from messaging.services import places
from people.models import User


@signed
@transaction.atomic
def react(*, conversation: int, seq: int, emoji: str, on: bool, by: User) -> Message:
    """The same for however often it is asked."""
    if emoji not in Emoji.values:
        raise Invalid(_("Chọn một trong các biểu tượng có sẵn."), field="emoji")
    row = places.locked(conversation)
    here = selectors.standing_of(row)
    permissions.check_can_write(by, here)
    message = row.messages.filter(seq=seq, hidden_at=None).first()
    if message is None:
        raise NotFound(_("Không tìm thấy tin nhắn này."))
    if _set(message, emoji, on=on, by=by):
        places.note_change(row, message)
        events.changed(message, here)
    return message


def _set(message: Message, emoji: str, *, on: bool, by: User) -> bool:
    """Whether anything changed."""
    if on:
        _row, is_new = Reaction.objects.get_or_create(
            message=message, user=by, emoji=emoji, defaults={"at": clock.now()}
        )
        return is_new
    return bool(Reaction.objects.filter(message=message, user=by, emoji=emoji).delete()[0])
