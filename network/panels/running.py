"""Running engagements, on the home of everybody who is part of one."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock, wording, written
from core.panels import LINES, SHOWN, Line, Panel, Step
from network.models import Engagement
from network.selectors import engagement_words, home, idea_titles
from people.models import User
from people.selectors import hats

_SILENT_DAYS = 14


def running(user: User) -> Panel | None:
    """Running engagements, each with its next goal and the last time the two sides met."""
    rows = written.rows(home.running_engagements, hats.reader(user))[:SHOWN]
    if not rows:
        return None
    idea_titles.put_on(user, [row.proposal for row in rows])
    for row in rows:
        row.next_goal = engagement_words.goal_told(user, row, row.next_goal or "")  # type: ignore[attr-defined]
    return Panel(
        title=_("Đang đồng hành"),
        template=LINES,
        context={"lines": [_engagement_line(row) for row in rows]},
        icon="route",
        more_url=reverse("engagement_list"),
        more_label=_("Xem hết"),
        step=_next_meeting(rows[0]),
    )


def _next_meeting(row: Engagement) -> Step:
    """The newest engagement: a goal where none is set, a check-in where none was written lately."""
    goal, met = row.next_goal, row.last_met_on  # type: ignore[attr-defined]
    url = reverse("engagement_detail", args=[row.pk])
    title: str = row.proposal.idea_title  # type: ignore[attr-defined]
    if not goal:
        label = _("Đặt mục tiêu")
        return Step(title=_("Đặt một mục tiêu mới"), text=title, label=label, url=url, icon="target")
    if met is None or met < clock.today() - dt.timedelta(days=_SILENT_DAYS):
        text = _("Lâu rồi chưa ai ghi buổi gặp của “%(idea)s”.") % {"idea": title}
        return Step(title=_("Ghi lại buổi gặp"), text=text, label=_("Ghi ngay"), url=url, icon="notes")
    text = _("Mục tiêu tới: %(goal)s") % {"goal": goal}
    return Step(title=_("Chuẩn bị buổi gặp tới"), text=text, label=_("Mở trang nhóm"), url=url, icon="calendar-event")


def _engagement_line(row: Engagement) -> Line:
    goal, met = row.next_goal, row.last_met_on  # type: ignore[attr-defined]
    title: str = row.proposal.idea_title  # type: ignore[attr-defined]
    aim = (
        _("Mục tiêu tới: %(goal)s") % {"goal": goal}
        if goal
        else _("Không còn mục tiêu nào đang mở. Hãy đặt một mục tiêu mới.")
    )
    last = _("gặp lần cuối %(when)s") % {"when": wording.relative_day(met)} if met else _("chưa ghi buổi gặp nào")
    return Line(
        title=_("%(idea)s và %(home)s") % {"idea": title, "home": row.proposal.post.organisation.name},
        url=reverse("engagement_detail", args=[row.pk]),
        text=aim,
        note=last,
        icon="route",
    )
