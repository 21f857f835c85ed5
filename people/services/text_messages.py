"""Messages to guardians' phones: written down with what they are for, handed to the carrier in the background."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Q

from core import clock, jobs
from people import senders
from people.models import TextMessage
from people.senders import Letter, SendFailed

_AT_ONCE, _ROUNDS = 3, 5
_TAKEN_FOR = dt.timedelta(minutes=2)
_AGAIN_AFTER = dt.timedelta(minutes=55)


def queue(*, phone: str, text: str, minutes: int) -> TextMessage:
    """To be sent as soon as this transaction has committed, and not later than in so many minutes."""
    now = clock.now()
    row = TextMessage.objects.create(
        key=uuid.uuid4(),
        phone=phone,
        text=text,
        created_at=now,
        expires_at=now + dt.timedelta(minutes=minutes),
        due_at=now,
    )
    jobs.enqueue("people.tasks.deliver_text", row.pk)
    return row


def deliver(*, message_id: int) -> bool:
    """Hand one message to the carrier; True once it is taken. Called again it does nothing that was done."""
    row = _take(message_id)
    if row is None:
        return False
    letter, sender = Letter(key=row.key, phone=row.phone, text=row.text), senders.chosen()
    for _try in range(_AT_ONCE):
        try:
            sender.send(letter)
        except SendFailed:
            continue
        TextMessage.objects.filter(pk=row.pk).update(sent_at=clock.now(), text="")
        return True
    _put_back(row)
    return False


def deliver_waiting() -> None:
    """By the clock: what the carrier did not take before; and secrets of messages that came too late are wiped."""
    now = clock.now()
    waiting = Q(sent_at=None, failed_at=None)
    TextMessage.objects.filter(waiting, expires_at__lte=now).update(failed_at=now, text="")
    for pk in TextMessage.objects.filter(waiting, due_at__lte=now).order_by("pk").values_list("pk", flat=True):
        deliver(message_id=pk)


@transaction.atomic
def _take(message_id: int) -> TextMessage | None:
    now = clock.now()
    waits = TextMessage.objects.select_for_update().filter(pk=message_id, sent_at=None, failed_at=None)
    row = waits.filter(due_at__lte=now, expires_at__gt=now).first()
    if row is not None:
        row.due_at, row.tries = now + _TAKEN_FOR, row.tries + 1
        row.save(update_fields=["due_at", "tries"])
    return row


def _put_back(row: TextMessage) -> None:
    now = clock.now()
    if row.tries >= _ROUNDS or row.expires_at <= now:
        TextMessage.objects.filter(pk=row.pk).update(failed_at=now, text="")
    else:
        TextMessage.objects.filter(pk=row.pk).update(due_at=now + _AGAIN_AFTER)
