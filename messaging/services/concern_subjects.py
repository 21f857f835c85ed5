"""A conversation as something that can be reported: what was said last is sealed, also what is hidden or waits."""

from typing import Any

from django.utils.translation import gettext as _

from messaging.enums import MemberSide
from messaging.models import Conversation, Message
from messaging.selectors import conversations as selectors
from people.concern_subjects import Kind, Someone, Subject
from people.enums import ConcernAbout
from people.selectors import hats

KIND = "conversation"
# So many of the last messages are sealed.
SEALED = 50
_SIDES = {MemberSide.OUTSIDE: ConcernAbout.OUTSIDE, MemberSide.ADVISER: ConcernAbout.STAFF}


def conversation(viewer: hats.Anyone, pk: int) -> Subject | None:
    """With everybody who is in it or wrote lately: whoever reads the copy must know who said what."""
    row = selectors.rows().filter(pk=pk).first()
    if row is None:
        return None
    here, title = selectors.standing_of(row), _title(viewer, row)
    said = list(
        row.messages.select_related("author").prefetch_related("attachments").order_by("-written_at", "-pk")[:SEALED]
    )[::-1]
    names = {member.user_id: member.name for member in here.members.values()}
    names |= {line.author.pk: line.author.full_name for line in said if line.author}
    sides = {line.author_id: MemberSide(line.author_side) for line in said if line.author_id}
    sides |= {member.user_id: member.side for member in here.members.values()}
    content = {
        "conversation": row.pk,
        "about": title,
        "people": [{"id": pk, "name": names[pk], "side": side.value} for pk, side in sorted(sides.items())],
        "messages": [_line(line) for line in said],
    }
    adults = tuple(Someone(pk, names[pk], _SIDES[side]) for pk, side in sorted(sides.items()) if side in _SIDES)
    return Subject(title or _("một cuộc trò chuyện"), content, adults, here.school, kind=KIND, pk=row.pk)


def holdables(
    named: frozenset[int], school: int | None, about: tuple[str, int] | None, found: list[tuple[str, int, str]]
) -> None:
    """Subscribed to `people.events.holdables_sought`: the conversation the report is about.

    With that of an engagement the engagement itself is frozen, not only what is said in it.
    """
    row = Conversation.objects.filter(pk=about[1]).first() if about and about[0] == KIND else None
    if row is None or selectors.standing_of(row).is_closed:
        return
    target = (row.kind, row.subject) if row.kind == "engagement" else (KIND, row.pk)
    if target not in {(kind, pk) for kind, pk, _label in found}:
        found.append((*target, _("Cuộc trò chuyện trong báo cáo")))


def _title(viewer: hats.Anyone, row: Conversation) -> str:
    about = selectors.about(viewer, [row]).get(row.pk)
    return about.title if about else ""


def _line(line: Message) -> dict[str, Any]:
    return {
        "by": line.author_id,
        "at": line.written_at.isoformat(),
        "text": line.body,
        "before_edit": line.original,
        "note": line.note,
        "state": line.state,
        "hidden": line.hidden_at is not None,
        "files": [file.name for file in line.attachments.all()],
    }


KINDS = (Kind(KIND, selectors.get_for, conversation),)
