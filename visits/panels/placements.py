"""Internships on the home of everybody who is part of one: what waits for the reader first."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core import wording, written
from core.panels import LINES, Line, Panel, Step
from people.models import User
from people.selectors import hats
from visits.enums import PlacementState
from visits.models import Placement
from visits.selectors import placements as selectors

_SHOWN = 5
_COUNTED = 30


def placements(user: User) -> Panel | None:
    """No pupil is named: the page itself says who it is."""
    rows = written.rows(selectors.on_home, hats.reader(user))[:_COUNTED]
    if not rows:
        return None
    asked = {row: what for row in rows if (what := _next(user, row))}
    ordered = sorted(rows, key=lambda row: row not in asked)
    return Panel(
        title=_("Thực tập"),
        template=LINES,
        context={
            "lines": [_line(row, asked.get(row, "")) for row in ordered[:_SHOWN]],
            "rest": max(0, len(rows) - _SHOWN),
        },
        icon="briefcase",
        more_url=reverse("placement_list"),
        more_label=_("Xem hết"),
        step=_step(ordered[0], asked[ordered[0]]) if asked else None,
        counts={"placement_list": len(asked)},
    )


def _next(user: User, row: Placement) -> str:
    """What this reader could do now, "" for nothing."""
    if user.pk == row.pupil_id:
        return _of_pupil(row)
    worn = hats.of(user)
    if row.school_id in worn.staffed_school_ids:
        return _of_school(user, row)
    return _of_host(user, row)


def _of_pupil(row: Placement) -> str:
    if row.state == PlacementState.RUNNING:
        return _("Ghi nhật ký hôm nay")
    return _("Em đồng ý không?") if row.supervisor_id and row.pupil_agreed_at is None else ""


def _of_school(user: User, row: Placement) -> str:
    if user.pk == row.adviser_id:
        return _("Ký nhật ký") if row.signed else ""  # type: ignore[attr-defined]
    return _("Nhà trường đồng ý không?") if row.supervisor_id and row.approved_by_id is None else ""


def _of_host(user: User, row: Placement) -> str:
    if user.pk == row.supervisor_id and row.unsigned:  # type: ignore[attr-defined]
        return _("Ký nhật ký")
    if row.state != PlacementState.ASKED:
        return ""
    if row.supervisor_id is None:
        return _("Mô tả công việc")
    return _("Nơi nhận đồng ý không?") if row.accepted_by_id is None else ""


def _step(row: Placement, what: str) -> Step:
    url = reverse("placement_detail", args=[row.pk])
    return Step(title=what, text=row.offer.title, label=_("Mở trang thực tập"), url=url, icon="briefcase")


def _line(row: Placement, what: str) -> Line:
    days = f"{wording.short_date(row.first_day)} – {wording.short_date(row.last_day)}"
    return Line(
        title=row.offer.title,
        url=reverse("placement_detail", args=[row.pk]),
        text=what or row.offer.organisation.name,
        note=days,
        icon="briefcase",
        state=row.state,
        state_label=row.get_state_display(),
    )
