"""What was said and not read yet, on the home of everybody who takes part in conversations."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import wording
from core.panels import LINES, SHOWN, Line, Panel
from messaging.models import Conversation
from messaging.selectors import conversations, inbox
from people.models import User

# Enough to say how many there are without counting all.
_COUNTED = 50


def unread(user: User) -> Panel | None:
    found = list(inbox.unread_of(user, conversations.of(user))[:_COUNTED])
    if not found:
        return None
    about = conversations.about(user, found[:SHOWN])
    rows = [row for row in found[:SHOWN] if row.pk in about]
    return Panel(
        title=_("Tin chưa đọc"),
        template=LINES,
        context={
            "lines": [_line(row, about[row.pk].title, about[row.pk].place) for row in rows],
            "rest": len(found) - len(rows),
        },
        icon="messages",
        more_url=reverse("conversation_list"),
        more_label=_("Xem hết"),
        counts={"conversation_list": sum(row.new for row in found)},  # type: ignore[attr-defined]
    )


def _line(row: Conversation, title: str, place: str) -> Line:
    count: int = row.new  # type: ignore[attr-defined]
    return Line(
        title=title,
        url=reverse("conversation_detail", args=[row.pk]),
        text=ngettext("%(count)d tin mới", "%(count)d tin mới", count) % {"count": count},
        note=f"{place} · {wording.ago(row.last_at)}",
        icon="messages",
    )
