"""What a conversation can be about. Apps above `messaging` register theirs when they start.

A kind answers three questions about its things, each for many at once: who is in the conversation and may it go on
today (`standings`), in which is this reader (`ids_for`), what is it called and where is its page (`about`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import QuerySet

from messaging.enums import MemberSide, NoteCode, Obstacle


class Member(NamedTuple):
    """`name` is how everybody in the conversation may call them: of a pupil the given name alone."""

    user_id: int
    side: MemberSide
    name: str


@dataclass(frozen=True)
class Standing:
    """How a conversation stands at this moment. Made by `standing`, which keeps the rule of the third person."""

    members: Mapping[int, Member]
    obstacles: tuple[Obstacle, ...] = ()
    is_closed: bool = False
    # Whose pupils they are: its safeguarding lead answers for what is said here.
    school: int | None = None

    @property
    def is_open(self) -> bool:
        return not self.obstacles and not self.is_closed

    @property
    def has_pupils(self) -> bool:
        return self._has(MemberSide.PUPIL)

    def _has(self, side: MemberSide) -> bool:
        return any(member.side == side for member in self.members.values())


@dataclass(frozen=True)
class About:
    title: str
    url: str
    # Whose it is: a club, a school, an organisation.
    place: str = ""


@dataclass(frozen=True)
class Kind:
    code: str
    label: Any
    icon: str
    standings: Callable[[Iterable[int]], dict[int, Standing]]
    ids_for: Callable[[Any], QuerySet[Any, Any]]
    about: Callable[[Any, Iterable[int]], dict[int, About]]
    # What the site may write in its conversations besides `NoteCode`, by code (`services.conversations.say`).
    notes: Mapping[str, Any] = field(default_factory=dict, compare=False)


KINDS: dict[str, Kind] = {}
# Nobody, and nothing can be written: a thing that is no more.
GONE = Standing({}, (), is_closed=True)


def register(*kinds: Kind) -> None:
    for kind in kinds:
        if KINDS.setdefault(kind.code, kind) != kind:
            raise ValueError(f"There are two kinds of conversations called {kind.code}.")


def note_labels() -> dict[str, Any]:
    """Every line the site may write, by its code."""
    own = {code.value: code.label for code in NoteCode}
    return own | {code: label for kind in KINDS.values() for code, label in kind.notes.items()}


def standing(
    members: Iterable[Member],
    obstacles: Iterable[Obstacle] = (),
    *,
    is_closed: bool = False,
    school: int | None = None,
) -> Standing:
    """No adult and minor alone: where a pupil is, an adviser is; without one nobody writes."""
    known = {member.user_id: member for member in members}
    found = list(dict.fromkeys(obstacles))
    sides = {member.side for member in known.values()}
    if MemberSide.PUPIL in sides and MemberSide.ADVISER not in sides and Obstacle.ADVISER not in found:
        found.append(Obstacle.ADVISER)
    return Standing(known, tuple(found), is_closed, school)


def called(pupils: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Given names by id; two of one name are told apart as teachers do: "Minh A", "Minh B"."""
    by_name: dict[str, list[int]] = {}
    for pk, given_name in sorted(pupils):
        by_name.setdefault(given_name, []).append(pk)
    return {
        pk: f"{name} {chr(ord('A') + place)}" if len(same) > 1 else name
        for name, same in by_name.items()
        for place, pk in enumerate(same)
    }
