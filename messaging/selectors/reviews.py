"""What waits for an adviser, ready to be read: what was found marked in it, why it waits, what was said before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Window, prefetch_related_objects
from django.db.models.functions import RowNumber

from messaging import addresses, finding_words
from messaging.enums import HoldReason, MemberSide, MessageState
from messaging.kinds import About, Standing
from messaging.models import Message
from messaging.selectors import conversations
from messaging.selectors import messages as selectors
from people.models import User

# So many are shown at once: those behind them come as these are decided.
SHOWN = 20
# Enough to say how much waits without counting the whole.
COUNTED = 50
_CONTEXT = 3


@dataclass(frozen=True)
class Line:
    """Something said before; of a hidden one that it was there."""

    who: str
    text: str
    is_hidden: bool


@dataclass(frozen=True)
class Waiting:
    """`parts`: the words in order, each with what was found in it, or ""."""

    message: Message
    here: Standing
    about: About | None
    who: str
    parts: list[tuple[str, str]]
    why: list[str]
    context: list[Line]

    @property
    def thread(self) -> str:
        return addresses.thread(self.message.conversation_id)

    @property
    def needs_care(self) -> bool:
        return any(found[0] == finding_words.SELF_HARM for found in self.message.findings)

    @property
    def lead_knows(self) -> bool:
        return finding_words.opens_case(self.message.findings)


def waiting_for(viewer: User) -> list[Message]:
    """Of this adviser's conversations, oldest first; `COUNTED` at most."""
    return selectors.held_and_mine(viewer, list(selectors.held_for(viewer)[:COUNTED]))


def read_by(viewer: User, rows: Sequence[Message]) -> list[Waiting]:
    """The same number of questions however many they are."""
    prefetch_related_objects(rows, "attachments")
    talks = {row.conversation_id: row.conversation for row in rows}
    standings = conversations.standings_of(talks.values())
    about = conversations.about(viewer, talks.values())
    said = _said_before(talks)
    return [_read(row, standings[row.conversation_id], about.get(row.conversation_id), said) for row in rows]


def called(author: int | None, side: str, here: Standing) -> str:
    """The name the conversation calls them by; of who is no member any more what they were."""
    member = here.members.get(author or 0)
    return member.name if member else str(MemberSide(side).label).capitalize() if side else ""


def parts_of(message: Message) -> list[tuple[str, str]]:
    parts, place = [], 0
    for found in sorted(message.findings, key=lambda found: (found[1], -found[2])):
        start, end = found[1:3]
        if start < place:
            continue
        parts += [("", message.body[place:start]), (finding_words.label(found), message.body[start:end])]
        place = end
    return [part for part in [*parts, ("", message.body[place:])] if part[1]]


def _read(row: Message, here: Standing, about: About | None, said: dict[int, list[Message]]) -> Waiting:
    before = [
        Line(called(line.author_id, line.author_side, here), line.body, line.hidden_at is not None)
        for line in said[row.conversation_id]
    ]
    return Waiting(
        message=row,
        here=here,
        about=about,
        who=called(row.author_id, row.author_side, here),
        parts=parts_of(row),
        why=_why(row),
        context=before,
    )


def _why(row: Message) -> list[str]:
    """What was found says more than that something was."""
    found = dict.fromkeys(finding_words.label(one) for one in row.findings)
    others = [str(HoldReason(reason).label) for reason in row.hold_reasons if reason != HoldReason.FOUND]
    return [*found, *others]


def _said_before(talks: Iterable[int]) -> dict[int, list[Message]]:
    numbered = Message.objects.filter(
        conversation__in=list(talks), state=MessageState.DELIVERED, author__isnull=False
    ).annotate(place=Window(RowNumber(), partition_by=F("conversation"), order_by=F("seq").desc()))
    found: dict[int, list[Message]] = defaultdict(list)
    for row in numbered.filter(place__lte=_CONTEXT).order_by("conversation", "seq"):
        found[row.conversation_id].append(row)
    return found
