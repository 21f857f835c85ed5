"""Messages as they travel to browsers: one JSON text each, the same for everybody who may read it.

No names and no words of the site's own: a reader's page knows what to call each member (`members_for`).
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects

from messaging import markup
from messaging.enums import MemberSide
from messaging.finding_words import SELF_HARM
from messaging.kinds import Standing
from messaging.models import Message
from people.models import User


def facts_of(message: Message, files: Sequence[Any] | None = None) -> dict[str, Any]:
    """What there is to show of it. Of a hidden one nothing but that it was there.

    Whoever has just sent it gives its files and need not ask for reactions.
    """
    hidden = message.hidden_at is not None
    shown = message.attachments.all() if files is None else files
    return {
        "c": message.conversation_id,
        "seq": message.seq,
        "change": message.change,
        "id": message.pk,
        "by": message.author_id,
        "side": message.author_side,
        "client": str(message.client_id) if message.client_id else None,
        "at": message.delivered_at.isoformat(timespec="milliseconds") if message.delivered_at else None,
        "html": "" if hidden else markup.html(message.body),
        "reply": message.reply_to.seq if message.reply_to else None,
        "mentions": message.mentions,
        "note": message.note,
        "details": message.details,
        "edited": bool(message.original),
        "hidden": hidden,
        "files": [] if hidden else [file_facts(file) for file in shown],
        "reactions": _reactions(message) if files is None else {},
    }


def event(message: Message, kind: str = "message", files: Sequence[Any] | None = None) -> str:
    return json.dumps({"t": kind, **facts_of(message, files)}, ensure_ascii=False, separators=(",", ":"))


def waiting(message: Message) -> dict[str, Any]:
    """What its author sees of a message that has no place yet, or will get none."""
    return {
        "c": message.conversation_id,
        "id": message.pk,
        "client": str(message.client_id),
        "state": message.state,
        "html": markup.html(message.body),
        "until": message.not_before.isoformat() if message.not_before else None,
        "reason": message.review_reason,
        "at": message.written_at.isoformat(timespec="milliseconds"),
        "seq": message.seq,
        # Its author reads a kind word with helpline 111.
        "care": any(kind == SELF_HARM for kind, *_place in message.findings),
    }


def prepared(messages: Iterable[Message]) -> list[Message]:
    """With what `facts_of` asks for: three queries however many they are."""
    rows = list(messages)
    prefetch_related_objects(rows, "attachments", "reactions", "reply_to")
    return rows


def members_for(viewer: User, here: Standing) -> list[dict[str, Any]]:
    """The members as this viewer may know them: the outside adult knows pupils by name while it lives, not after."""
    side = here.members[viewer.pk].side if viewer.pk in here.members else None
    return [
        {
            "id": member.user_id,
            "side": member.side.value,
            "name": "" if side == MemberSide.OUTSIDE and _is_kept_from(member.side, here) else member.name,
        }
        for member in here.members.values()
    ]


def _is_kept_from(side: MemberSide, here: Standing) -> bool:
    return side == MemberSide.PUPIL and not here.is_open


def file_facts(file: Any) -> dict[str, Any]:
    return {
        "id": file.pk,
        "name": file.name,
        "type": file.type,
        "size": file.size,
        "width": file.width,
        "height": file.height,
    }


def _reactions(message: Message) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for reaction in message.reactions.all():
        found.setdefault(reaction.emoji, []).append(reaction.user_id)
    return found
