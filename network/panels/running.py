"""Running engagements, on the home of everybody who is part of one."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core import wording
from core.panels import LINES, Line, Panel
from network.models import Engagement
from network.selectors import home
from people.models import User

_SHOWN = 5


def running(user: User) -> Panel | None:
    """Running engagements, each with its next goal and the last time the two sides met."""
    rows = list(home.running_engagements(user)[:_SHOWN])
    if not rows:
        return None
    return Panel(
        title=_("Đang đồng hành"),
        template=LINES,
        context={"lines": [_engagement_line(row) for row in rows]},
        icon="route",
        more_url=reverse("engagement_list"),
        more_label=_("Xem hết"),
    )


def _engagement_line(row: Engagement) -> Line:
    goal, met = row.next_goal, row.last_met_on  # type: ignore[attr-defined]
    last = _("gặp lần cuối %(when)s") % {"when": wording.relative_day(met)} if met else _("chưa ghi buổi gặp nào")
    return Line(
        title=_("%(idea)s và %(home)s")
        % {"idea": row.proposal.idea.title, "home": row.proposal.post.organisation.name},
        url=reverse("engagement_detail", args=[row.pk]),
        text=_("Mục tiêu tới: %(goal)s") % {"goal": goal}
        if goal
        else _("Chưa có mục tiêu. Hãy đặt mục tiêu đầu tiên."),
        note=last,
        icon="route",
    )
