"""Conversations say soon that they stop or go on, also when nobody is looking: no right depends on it."""

from core import jobs
from messaging.models import Conversation

_TASK = "messaging.tasks.settle_all"


def look_again(*_what: object) -> None:
    """Subscribed to whatever may stop a conversation or let it go on; once for a transaction."""
    if Conversation.objects.filter(said_closed=False).exists():
        jobs.enqueue(_TASK)
