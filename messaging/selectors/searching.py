"""Looking for words in one's own conversations."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core.text import fold
from messaging import addresses, excerpts
from messaging.enums import MemberSide
from messaging.excerpts import Piece
from messaging.kinds import About, Standing
from messaging.models import Message
from messaging.selectors import conversations, frames
from messaging.selectors import messages as selectors
from people.models import User

# So many conversations are looked through: those spoken in last; so many words are looked for.
_CONVERSATIONS = 200
_WORDS = 8
SHORTEST = 2


@dataclass(frozen=True)
class Search:
    """`rows` are to be cut into pages before `hits` puts them into words."""

    rows: QuerySet[Message]
    words: list[str]
    standings: dict[int, Standing]


@dataclass(frozen=True)
class Hit:
    message: Message
    here: Standing
    who: str
    about: About | None
    url: str
    pieces: list[Piece]


def search(viewer: User, asked: str) -> Search:
    """Among what the viewer may read at this moment. Too few letters find nothing."""
    words = fold(asked).split()[:_WORDS]
    if sum(map(len, words)) < SHORTEST:
        return Search(Message.objects.none(), words, {})
    standings = conversations.standings_of(conversations.of(viewer)[:_CONVERSATIONS])
    mine = {pk: here for pk, here in standings.items() if conversations.is_member(viewer, here)}
    return Search(selectors.found(viewer, " ".join(words), mine), words, mine)


def hits(viewer: User, found: Search, rows: list[Message]) -> list[Hit]:
    about = conversations.about(viewer, {row.conversation for row in rows})
    return [_hit(viewer, found, row, about.get(row.conversation_id)) for row in rows]


def _hit(viewer: User, found: Search, row: Message, about: About | None) -> Hit:
    here = found.standings[row.conversation_id]
    return Hit(
        message=row,
        here=here,
        who=_who(row, _names(viewer, here)),
        about=about,
        url=addresses.thread(row.conversation_id, row.seq),
        pieces=excerpts.excerpt(row.body, found.words),
    )


def _names(viewer: User, here: Standing) -> dict[Any, str]:
    return {member["id"]: member["name"] for member in frames.members_for(viewer, here)}


def _who(row: Message, names: dict[Any, str]) -> str:
    return names.get(row.author_id, "") or str(MemberSide(row.author_side).label).capitalize()
