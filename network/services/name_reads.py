"""Pupils' names pass through here on their way to an adult's page or API answer, and leave their trace."""

from collections.abc import Iterable
from typing import TypeVar

from network.models import ClubMembership, TeamMember
from people.models import User
from people.selectors import hats
from people.services import read_log

M = TypeVar("M", TeamMember, ClubMembership)


def noted_people(reader: hats.Anyone, pupils: Iterable[int], what: str) -> None:
    """The same for names that stand elsewhere: in a history, in a list to choose from."""
    if isinstance(reader, User):
        read_log.record(reader=reader, pupils=pupils, what=what)


def noted(reader: hats.Anyone, members: list[M], what: str) -> list[M]:
    """The same members, after the read log knows that `reader` was shown who they are."""
    if isinstance(reader, User):
        read_log.record(reader=reader, pupils=[member.pupil_id for member in members], what=what)
    return members
