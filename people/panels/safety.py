"""What waits for whoever leads safeguarding, on the home page."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import wording
from core.panels import LINES, SHOWN, Line, Panel, Step
from people.enums import ConcernStatus
from people.models import Concern, User
from people.selectors import concerns, hats

_COUNTED = 50


def safety(user: User) -> Panel | None:
    """What waits for whoever leads safeguarding: how much and how long, nothing else."""
    if not hats.of(user).minds_safety:
        return None
    rows = list(concerns.waiting_for(user)[:_COUNTED])
    if not rows:
        return None
    waiting = [row for row in rows if row.status == ConcernStatus.NEW]
    second = [row for row in rows if row.status == ConcernStatus.CLOSING]
    return Panel(
        title=_("Việc an toàn"),
        template=LINES,
        context={"lines": [_line(row) for row in rows[:SHOWN]], "rest": max(0, len(rows) - SHOWN)},
        icon="shield",
        more_url=reverse("concern_list"),
        more_label=_("Xem hết"),
        step=_step(len(waiting), waiting[0]) if waiting else None,
        counts={"concern_list": len(waiting) + len(second)},
    )


def _step(count: int, first: Concern) -> Step:
    return Step(
        title=_("%(count)d việc an toàn chưa ai xem") % {"count": count},
        text=_("Xem trước %(when)s.") % {"when": wording.date_time(first.look_by)},
        label=_("Mở xem"),
        url=reverse("concern_detail", args=[first.pk]),
        icon="shield",
    )


def _line(row: Concern) -> Line:
    url_name = "concern_confirm" if row.status == ConcernStatus.CLOSING else "concern_detail"
    return Line(
        title=_("Việc số %(number)s") % {"number": row.pk},
        url=reverse(url_name, args=[row.pk]),
        text=capfirst(row.get_worry_display()),
        note=wording.ago(row.created_at),
        icon="shield",
        state=row.status,
        state_label=row.get_status_display(),
    )
