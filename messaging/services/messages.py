"""Sending. The same service for the socket, the page and the API; nothing is acknowledged before it is committed."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import translation

from core.actors import Actor, acting, signed
from core.errors import Problem
from messaging import events
from messaging.enums import MessageState
from messaging.kinds import Standing
from messaging.models import Conversation, Message
from messaging.selectors import conversations as selectors
from messaging.services import places, readings, review_notices
from messaging.services.sendings import Desk, Draft, Sending, mentioned, quiet_until
from people.models import User

__all__ = ["Draft", "Sending", "mentioned", "place", "send", "send_all"]


@signed
def send(*, conversation: int, draft: Draft, by: User) -> Message:
    """The message as it is now: delivered, or waiting. Sent again with the same `client_id` it is the same message."""
    outcome = send_all(conversation=conversation, sendings=[Sending(draft, by)])[0]
    if isinstance(outcome, Problem):
        raise outcome
    return outcome


@transaction.atomic
def send_all(*, conversation: int, sendings: Sequence[Sending]) -> list[Message | Problem]:
    """What several wrote at the same moment, in one transaction: to each the message, or why not in their language."""
    row = places.locked(conversation)
    here = selectors.standing_of(row)
    desk = Desk(row, here, sendings)
    outcomes: list[Message | Problem] = []
    for sending in sendings:
        with acting(Actor(person=sending.by)), translation.override(sending.by.language):
            try:
                outcomes.append(desk.take(sending.draft, sending.by))
            except Problem as problem:
                outcomes.append(problem)
    desk.write()
    return outcomes


def place(conversation: Conversation, message: Message, here: Standing, now: dt.datetime) -> None:
    """Deliver it, or let it wait for the adviser or for the end of the quiet hours."""
    until = quiet_until(message, here, now)
    if message.hold_reasons and message.reviewed_at is None:
        message.state = MessageState.HELD
        message.save()
        events.waits(message, here)
        review_notices.waits(message, here)
    elif until is not None:
        message.state, message.not_before = MessageState.DELAYED, until
        message.save()
        events.waits(message, here)
    else:
        message.state, message.not_before = MessageState.DELIVERED, None
        places.append(conversation, message, now)
        readings.advance(conversation=conversation.pk, seq=message.seq or 0, user=message.author_id)
        events.delivered(message, here)
