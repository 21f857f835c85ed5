"""How far each member has read."""

from django.db import transaction

from core import clock
from core.actors import signed
from messaging import events
from messaging.kinds import Standing
from messaging.models import Conversation, Reading
from messaging.selectors import conversations as selectors
from people.models import User


@signed
@transaction.atomic
def read(*, conversation: int, seq: int, by: User) -> int:
    """Mark everything up to `seq` as read; never backwards, never beyond what is there. Returns how far it stands."""
    row, here = selectors.get_for(by, conversation)
    return seen(conversation=row, here=here, seq=seq, by=by)


@signed
@transaction.atomic
def seen(*, conversation: Conversation, here: Standing, seq: int, by: User) -> int:
    """`read`, by whoever has just been shown the conversation."""
    stands = advance(conversation=conversation.pk, seq=min(seq, conversation.head_seq), user=by.pk)
    events.read(conversation.pk, by.pk, stands, here)
    return stands


def advance(*, conversation: int, seq: int, user: int | None) -> int:
    if user is None:
        return 0
    now = clock.now()
    row, _ = Reading.objects.get_or_create(conversation_id=conversation, user_id=user, defaults={"at": now})
    if seq > row.seq:
        row.seq, row.at = seq, now
        row.save(update_fields=["seq", "at"])
    return row.seq


def follow_own(*, conversation: int, newest: dict[int, int]) -> None:
    """Who has just written has read up to there: the newest place of each author, in one question."""
    now = clock.now()
    rows = [Reading(conversation_id=conversation, user_id=user, seq=seq, at=now) for user, seq in newest.items()]
    Reading.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["conversation", "user"], update_fields=["seq", "at"]
    )
