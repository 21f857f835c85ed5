"""What a guardian sees of the child's conversations with adults from outside: with whom, how much, when; no words."""

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import wording
from messaging.enums import MessageState
from messaging.models import Conversation
from network.models import Engagement
from people.selectors.guardian_overview import Section, SectionLine


def add_conversations(pupil: int, sections: list[Section]) -> None:
    """Subscribed to `people.events.child_overview_asked`. Also what is over, or stopped for want of a consent."""
    talks = _talks_of(pupil)
    rows = Engagement.objects.filter(pk__in=talks).select_related(
        "supporter", "proposal__challenge__organisation", "proposal__offer__organisation"
    )
    lines = [
        SectionLine(
            title=f"{row.supporter.full_name} · {row.proposal.post.organisation.name}",
            text=_how_much(talks[row.pk]),
            since=timezone.localdate(talks[row.pk].opened_at),
        )
        for row in rows.order_by("pk")
    ]
    title, empty = _("Các cuộc trò chuyện của cháu với người ngoài trường"), _("Chưa có cuộc trò chuyện nào.")
    sections.append(Section(title, "messages", empty, lines))


def _talks_of(pupil: int) -> dict[int, Conversation]:
    """By the engagement: of the teams the child is or was in."""
    teams = Engagement.objects.filter(proposal__idea__team__pupil=pupil).values("pk")
    said = Q(messages__state=MessageState.DELIVERED, messages__author__isnull=False)
    rows = Conversation.objects.filter(kind="engagement", subject__in=teams).annotate(
        said=Count("messages", filter=said), last_said=Max("messages__delivered_at", filter=said)
    )
    return {row.subject: row for row in rows}


def _how_much(row: Conversation) -> str:
    said, last = row.said, row.last_said  # type: ignore[attr-defined]
    count = ngettext("%(count)d tin nhắn", "%(count)d tin nhắn", said) % {"count": said}
    return f"{count}, {_('tin cuối %(when)s') % {'when': wording.relative_day(last)}}" if last else count
