"""Visits on the home page: what waits for the reader first, then what comes; a pupil's own, also to tell of."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import wording, written
from core.panels import LINES, Line, Panel, Step
from people.models import User
from people.selectors import hats
from visits.enums import VisitSide, VisitState
from visits.models import Visit
from visits.selectors import after_lists, visits

_SHOWN = 5
# Enough to say how much waits without counting the whole.
_COUNTED = 50


def trips(user: User) -> Panel | None:
    """For teachers, heads of school and hosts."""
    rows = written.rows(after_lists.home_of_adult, hats.reader(user))[:_COUNTED]
    if not rows:
        return None
    waiting = [visit for visit in rows if visit.is_mine]  # type: ignore[attr-defined]
    return Panel(
        title=_("Chuyến đi"),
        template=LINES,
        context={"lines": [_line(user, visit) for visit in rows[:_SHOWN]], "rest": max(0, len(rows) - _SHOWN)},
        icon="bus",
        more_url=reverse("visit_list"),
        more_label=_("Xem hết"),
        step=_step(user, waiting),
        counts={"visit_list": len(waiting)},
    )


def next_trip(user: User) -> Panel | None:
    """For a pupil: confirmed visits the pupil goes on, and those the pupil has not told of yet."""
    rows = written.rows(after_lists.home_of_pupil, hats.reader(user))[:_SHOWN]
    if not rows:
        return None
    return Panel(
        title=_("Chuyến đi của em"),
        template=LINES,
        context={"lines": [_line(user, visit) for visit in rows]},
        icon="bus",
        more_url=reverse("visit_list"),
        more_label=_("Xem hết"),
    )


def _step(user: User, waiting: list[Visit]) -> Step | None:
    if not waiting:
        return None
    count = len(waiting)
    title = ngettext("%(count)d chuyến đi đang chờ", "%(count)d chuyến đi đang chờ", count) % {"count": count}
    line = _line(user, waiting[0])
    return Step(title=title, text=line.title, label=_("Xem và làm tiếp"), url=line.url, icon="bus")


def _line(user: User, visit: Visit) -> Line:
    host, school = visit.slot.offer.organisation.name, visit.school.organisation.name
    side = visits.side_of(user, visit)
    name = school if side == VisitSide.HOST else host
    if visit.state == VisitState.HELD:
        return _line_after(visit, side, name)
    return Line(
        title=name,
        url=reverse("visit_detail", args=[visit.pk]),
        text=wording.date_time(visit.slot.starts_at),
        note=wording.relative_day(visit.slot.starts_at),
        icon="bus",
        state=visit.state,
        state_label=str(VisitState(visit.state).label),
    )


def _line_after(visit: Visit, side: VisitSide, name: str) -> Line:
    asked = _("Kể lại chuyến đi") if side == VisitSide.PUPIL else _("Chờ phản hồi")
    return Line(
        title=name,
        url=reverse("visit_after", args=[visit.pk]),
        text=wording.date_time(visit.slot.starts_at),
        icon="message-star",
        state="waiting",
        state_label=asked,
    )
