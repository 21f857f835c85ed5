"""What conversations offer to home pages."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import wording
from core.panels import LINES, SHOWN, Line, Panel, Step
from messaging.models import Message
from messaging.selectors import conversations
from messaging.selectors import reviews as selectors
from people.models import User


def held_messages(user: User) -> Panel | None:
    """What waits for this adviser: where and since when, never the words."""
    found = selectors.waiting_for(user)
    if not found:
        return None
    about = conversations.about(user, {row.conversation for row in found[:SHOWN]})
    lines = [_line(row, about[row.conversation_id].title) for row in found[:SHOWN] if row.conversation_id in about]
    return Panel(
        title=_("Tin chờ thầy cô xem"),
        template=LINES,
        context={"lines": lines, "rest": max(0, len(found) - SHOWN)},
        icon="message-exclamation",
        more_url=reverse("talk_review"),
        more_label=_("Mở hàng chờ"),
        step=Step(
            title=ngettext("%(count)d tin chờ thầy cô xem", "%(count)d tin chờ thầy cô xem", len(found))
            % {"count": len(found)},
            text=_("Tin chờ lâu nhất viết %(when)s.") % {"when": wording.ago(found[0].written_at)},
            label=_("Xem tin"),
            url=reverse("talk_review"),
            icon="message-exclamation",
        ),
        counts={"talk_review": len(found)},
    )


def _line(row: Message, title: str) -> Line:
    return Line(
        title=title,
        url=f"{reverse('talk_review')}?at={row.pk}#waiting-{row.pk}",
        text=str(row.get_author_side_display()).capitalize(),
        note=wording.ago(row.written_at),
        icon="message-exclamation",
    )
