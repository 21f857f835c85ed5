"""A conversation for tests: a team, its adviser, a cleared mentor, and words to say."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from messaging.models import Conversation, Message
from messaging.services import conversations, messages
from network.models import Engagement
from people.models import User
from tests import make

# Ten in the morning in Hải Phòng: nobody's quiet hours.
MORNING = dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC)
NIGHT = dt.datetime(2026, 11, 25, 15, 0, tzinfo=dt.UTC)


@dataclass
class Talk:
    engagement: Engagement
    conversation: Conversation
    mentor: User
    adviser: User
    pupil: User

    @property
    def pk(self) -> int:
        return self.conversation.pk


def talk() -> Talk:
    engagement = make.engagement()
    idea = engagement.proposal.idea
    pupil = idea.team.get().pupil
    conversation = conversations.open_about(kind="engagement", subject=engagement.pk, by=pupil)
    return Talk(engagement, conversation, engagement.supporter, idea.club.adviser, pupil)


def say(conversation: int, by: User, body: str = "Chào cả nhà", client: UUID | None = None, **facts: Any) -> Message:
    draft = messages.Draft(client_id=client or uuid4(), body=body, **facts)
    return messages.send(conversation=conversation, draft=draft, by=by)


def known(there: Talk) -> None:
    """The mentor's first words have been read and let through."""
    from messaging.services import reviews

    for number in range(3):
        held = say(there.pk, there.mentor, f"Lời đầu {number}")
        reviews.allow(message=held.pk, by=there.adviser)
