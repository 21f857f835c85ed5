"""What happened in a conversation, told to open sockets after the commit. Only this module touches live delivery.

No right depends on it: who was not reached finds everything in the database.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from messaging.enums import MemberSide
from messaging.kinds import Standing
from messaging.live.bus import BUS
from messaging.live.hints import Hint
from messaging.models import Attachment, Message
from messaging.selectors import frames


def delivered(message: Message, here: Standing) -> None:
    def tell() -> None:
        frame = frames.event(frames.prepared([message])[0])
        BUS.publish(Hint(message.conversation_id, sorted(here.members), seq=message.seq, frame=frame))

    transaction.on_commit(tell, robust=True)


def sent(new: Sequence[tuple[Message, Sequence[Attachment]]], here: Standing) -> None:
    """`delivered` of some that were written a moment ago: there is nothing to ask for."""
    members = sorted(here.members)
    hints = [
        Hint(message.conversation_id, members, seq=message.seq, frame=frames.event(message, files=files))
        for message, files in new
    ]
    transaction.on_commit(lambda: BUS.publish(*hints), robust=True)


def changed(message: Message, here: Standing) -> None:
    def tell() -> None:
        frame = frames.event(frames.prepared([message])[0], "change")
        to = sorted(here.members)
        BUS.publish(Hint(message.conversation_id, to, change=message.change, of=message.seq, frame=frame))

    transaction.on_commit(tell, robust=True)


def waits(message: Message, here: Standing) -> None:
    """Its author sees that it waits, the adviser that something is to be read."""
    _say(message.conversation_id, {"t": "waiting", **frames.waiting(message)}, [message.author_id or 0])
    _say(message.conversation_id, {"t": "queue"}, _advisers(here))


def decided(message: Message, here: Standing) -> None:
    _say(message.conversation_id, {"t": "decided", **frames.waiting(message)}, [message.author_id or 0])
    _say(message.conversation_id, {"t": "queue"}, _advisers(here))


def read(conversation: int, user: int, seq: int, here: Standing) -> None:
    _say(conversation, {"t": "read", "by": user, "seq": seq}, who_may_notice(user, here))


def noticed(conversation: int, user: int, what: str, here: Standing) -> None:
    """Somebody is typing, or is there."""
    _say(conversation, {"t": what, "by": user}, who_may_notice(user, here))


def who_may_notice(user: int, here: Standing) -> list[int]:
    """Whether a pupil is there, types or has read is nothing for outside adults."""
    member = here.members.get(user)
    others = [other for other in here.members.values() if other.user_id != user]
    if member is None or member.side == MemberSide.PUPIL:
        others = [other for other in others if other.side != MemberSide.OUTSIDE]
    return sorted(other.user_id for other in others)


def _advisers(here: Standing) -> list[int]:
    return [member.user_id for member in here.members.values() if member.side == MemberSide.ADVISER]


def _say(conversation: int, facts: dict[str, Any], to: Iterable[int]) -> None:
    hearers = list(to)
    frame = json.dumps({"c": conversation, **facts}, ensure_ascii=False, separators=(",", ":"))
    transaction.on_commit(lambda: BUS.publish(Hint(conversation, hearers, frame=frame)), robust=True)
