"""The sessions that come, on the home of those who will be there."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core import wording, written
from core.panels import LINES, Line, Panel, Step
from people.models import User
from people.selectors import hats
from visits.enums import SessionState
from visits.models import Session
from visits.selectors import sessions

_SHOWN = 5


def next_sessions(user: User) -> Panel | None:
    """Not for who manages a school or represents an organisation: those homes are full, and notices lead there."""
    worn = hats.of(user)
    if worn.is_representative or (worn.is_school_admin and not worn.is_adviser):
        return None
    rows = written.rows(sessions.own_coming, hats.reader(user))[:_SHOWN]
    if not rows:
        return None
    sessions.put_names_on(user, rows)
    asked = [row for row in rows if _waits_for(user, row)]
    return Panel(
        title=_("Buổi hẹn tới"),
        template=LINES,
        context={"lines": [_line(row) for row in rows]},
        icon="calendar-event",
        more_url=reverse("session_list"),
        more_label=_("Xem hết"),
        step=_step(asked[0]) if asked else None,
        counts={"engagement_list": len(asked)},
    )


def _waits_for(user: User, row: Session) -> bool:
    is_adviser = row.engagement.proposal.idea.club.adviser_id == user.pk
    return is_adviser and row.state == SessionState.ASKED and row.goes_on  # type: ignore[attr-defined]


def _line(row: Session) -> Line:
    title: str = row.engagement.proposal.idea_title  # type: ignore[attr-defined]
    mentor: str = row.supporter_name  # type: ignore[attr-defined]
    goes_on: bool = row.goes_on  # type: ignore[attr-defined]
    return Line(
        title=wording.date_time(row.starts_at),
        url=reverse("session_detail", args=[row.pk]),
        text=f"{title} · {mentor}",
        note=f"{row.get_way_display()} · {wording.relative_day(row.starts_at)}",
        icon="video" if row.way == "online" else "school",
        state=row.state if goes_on else "paused",
        state_label=str(row.get_state_display()) if goes_on else _("đang tạm dừng"),
    )


def _step(row: Session) -> Step:
    return Step(
        title=_("Một nhóm xin hẹn"),
        text=wording.date_time(row.starts_at),
        label=_("Xác nhận có mặt"),
        url=reverse("session_detail", args=[row.pk]),
        icon="user-check",
    )
