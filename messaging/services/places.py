"""The places in a conversation: given out one after the other, without gaps, while its row is locked.

An auto-increment id would not do: ids become visible out of order, and a reader who has seen 7 would never ask for 6.
"""

import datetime as dt

from core.errors import NotFound
from messaging.enums import MessageState
from messaging.models import Conversation, Message
from messaging.selectors import conversations as selectors


def locked(pk: int) -> Conversation:
    """Within a transaction: nobody else adds to it, or changes anything in it, until that ends."""
    row = selectors.rows().select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise NotFound(selectors.MISSING)
    return row


def append(conversation: Conversation, message: Message, now: dt.datetime) -> None:
    """Give the message the next place and save both."""
    give(conversation, message, now)
    message.save()
    keep(conversation)


def give(conversation: Conversation, message: Message, now: dt.datetime) -> None:
    """The next place; whoever calls saves both, several messages at once (`keep`)."""
    conversation.head_seq += 1
    conversation.last_at = now
    message.state, message.not_before = MessageState.DELIVERED, None
    message.seq, message.delivered_at = conversation.head_seq, now


def keep(conversation: Conversation) -> None:
    conversation.save(update_fields=["head_seq", "last_at"])


def note_change(conversation: Conversation, message: Message) -> None:
    """Something about a delivered message changed: readers who were away will ask for it by this number."""
    conversation.head_change += 1
    conversation.save(update_fields=["head_change"])
    message.change = conversation.head_change
    message.save()
