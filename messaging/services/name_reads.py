"""Pupils' names and words pass through here on their way to an adult's page or API answer, and leave their trace."""

from collections.abc import Iterable

from messaging.enums import MemberSide
from messaging.kinds import Standing
from messaging.models import Conversation
from messaging.selectors.reviews import Waiting
from people.enums import RecordPart
from people.models import User
from people.services import read_log


def noted(viewer: User, conversation: Conversation, here: Standing) -> Standing:
    """The same standing, after the read log knows that `viewer` opened the conversation."""
    _note(viewer, [here])
    return here


def noted_all(viewer: User, standings: Iterable[Standing]) -> None:
    """The same for what stands in a list: what was found, what waits."""
    _note(viewer, standings)


def noted_waiting(viewer: User, rows: list[Waiting]) -> list[Waiting]:
    _note(viewer, [row.here for row in rows])
    return rows


def _note(viewer: User, standings: Iterable[Standing]) -> None:
    pupils = {
        member.user_id for here in standings for member in here.members.values() if member.side == MemberSide.PUPIL
    }
    read_log.record(reader=viewer, pupils=pupils, what=RecordPart.CONVERSATION)
