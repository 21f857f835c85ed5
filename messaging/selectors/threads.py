"""A conversation as one member reads it: who speaks, on which day, what is answered to."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core import clock
from core import wording as core_wording
from messaging import wording
from messaging.enums import Emoji, MemberSide, MessageState
from messaging.kinds import Standing
from messaging.models import Conversation, Message
from messaging.selectors import frames
from messaging.selectors.inbox import shortened
from people.models import User

_WAITING_SHOWN = 50


@dataclass(frozen=True)
class Voice:
    """Who says it, as this reader may know them."""

    name: str
    side: str
    side_label: str
    initials: str
    shade: int
    is_own: bool = False


@dataclass(frozen=True)
class Line:
    """One message with its surroundings. `day` is set where a new day begins, `begins` where another voice does."""

    facts: Mapping[str, Any]
    voice: Voice
    at: dt.datetime | None
    day: str
    begins: bool
    note: str
    quote: tuple[str, str] | None
    reactions: Sequence[tuple[str, str, int]]


def voices(viewer: User, here: Standing) -> dict[int, Voice]:
    found = {}
    for member in frames.members_for(viewer, here):
        name = member["name"] or wording.of_side(member["side"])
        found[member["id"]] = _voice(name, member["side"], is_own=member["id"] == viewer.pk)
    return found


def others(found: Mapping[int, Voice]) -> list[Voice]:
    """The others, teachers first."""
    order = [MemberSide.ADVISER, MemberSide.OUTSIDE, MemberSide.PUPIL]
    apart = [voice for voice in found.values() if not voice.is_own]
    return sorted(apart, key=lambda voice: (order.index(MemberSide(voice.side)), voice.name))


def lines(messages: Iterable[Message], known: Mapping[int, Voice]) -> list[Line]:
    found: list[Line] = []
    day, speaker = None, None
    for message in messages:
        facts = frames.facts_of(message)
        own_day = core_wording.day(message.delivered_at) if message.delivered_at else None
        is_new_day = own_day != day
        said_by = message.author_id if not facts["note"] else None
        found.append(
            Line(
                facts=facts,
                voice=voice_of(message, known),
                at=message.delivered_at,
                day=day_in_words(own_day) if own_day and is_new_day else "",
                begins=is_new_day or said_by != speaker,
                note=wording.note(facts["note"], facts["details"]) if facts["note"] else "",
                quote=quote_of(message, known),
                reactions=[(emoji, str(Emoji(emoji).label), len(by)) for emoji, by in facts["reactions"].items()],
            )
        )
        day, speaker = own_day, said_by
    return found


def quotes(messages: Iterable[Message], known: Mapping[int, Voice]) -> dict[int, dict[str, str]]:
    """What messages answer to, by its place: the page may not hold it any more."""
    found = {}
    for message in messages:
        quote = quote_of(message, known)
        if quote is not None and message.reply_to is not None and message.reply_to.seq is not None:
            found[message.reply_to.seq] = {"name": quote[0], "text": quote[1]}
    return found


def quote_of(message: Message, known: Mapping[int, Voice]) -> tuple[str, str] | None:
    answered = message.reply_to
    if answered is None or message.hidden_at is not None:
        return None
    text = wording.hidden() if answered.hidden_at else shortened(answered.body) or wording.of_file()
    return voice_of(answered, known).name, text


def voice_of(message: Message, known: Mapping[int, Voice]) -> Voice:
    """Somebody who is no member any more is called by the side they stood on."""
    found = known.get(message.author_id or 0)
    return found or _voice(wording.of_side(message.author_side), message.author_side)


def waiting(viewer: User, conversation: Conversation, here: Standing) -> tuple[list[Message], int]:
    """The reader's own that have no place; and how many wait for this reader as the adviser."""
    rows = conversation.messages.filter(seq=None).order_by("written_at", "pk")
    decides = here.members[viewer.pk].side == MemberSide.ADVISER
    found = list(rows if decides else rows.filter(author=viewer))
    own = [row for row in found if row.author_id == viewer.pk]
    return own[-_WAITING_SHOWN:], sum(decides and row.state == MessageState.HELD for row in found)


def day_in_words(day: dt.date) -> str:
    away = (clock.today() - day).days
    if away == 0:
        return _("Hôm nay")
    return _("Hôm qua") if away == 1 else core_wording.long_date(day).capitalize()


def _voice(name: str, side: str, *, is_own: bool = False) -> Voice:
    return Voice(
        name=name,
        side=side,
        side_label=wording.of_side(side),
        initials=core_wording.initials(name),
        shade=core_wording.shade(name),
        is_own=is_own,
    )
