"""Visits, sessions, internships and slots on the home page: what waits for the reader, what comes, what fits."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import wording
from core.panels import LINES, SHOWN, Line, Panel, Step
from network.models import Field
from network.selectors import supporters
from people.models import User
from people.selectors import hats
from visits.enums import PlacementState, SessionState, SessionWay, SlotRequestState, VisitState
from visits.selectors import coming
from visits.selectors.coming import Kind, Row

_FITTING = 2
# Where each kind is listed, and how it looks.
_LISTS = {
    Kind.VISIT: ("visit_list", "bus"),
    Kind.SESSION: ("session_list", "calendar-event"),
    Kind.ASKED: ("slot_request_list", "calendar-question"),
    Kind.PLACEMENT: ("placement_list", "briefcase"),
    Kind.LACKING: ("host_home", "calendar-plus"),
    Kind.REQUEST: ("slot_request_list", "calendar-question"),
    Kind.SLOT: ("host_home", "calendar-event"),
}
# The place in the navigation that counts what waits.
_COUNTED = {
    Kind.VISIT: "visit_list",
    Kind.SESSION: "engagement_list",
    Kind.ASKED: "slot_request_list",
    Kind.PLACEMENT: "placement_list",
}
_PAGES = {
    Kind.VISIT: "visit_detail",
    Kind.SESSION: "session_detail",
    Kind.ASKED: "slot_request_detail",
    Kind.PLACEMENT: "placement_detail",
    Kind.REQUEST: "slot_request_detail",
    Kind.SLOT: "hosting_slot",
    Kind.FIT: "open_slot_detail",
}
_TO_DO: dict[tuple[str, str], str | Promise] = {
    (Kind.SESSION, "attend"): gettext_lazy("Một nhóm xin hẹn"),
    (Kind.LACKING, "describe"): gettext_lazy("Anh chị đón các em thế nào?"),
    (Kind.LACKING, "open"): gettext_lazy("Mở giờ đón"),
    (Kind.PLACEMENT, "log"): gettext_lazy("Ghi nhật ký hôm nay"),
    (Kind.PLACEMENT, "agree"): gettext_lazy("Em đồng ý không?"),
    (Kind.PLACEMENT, "countersign"): gettext_lazy("Ký nhật ký"),
    (Kind.PLACEMENT, "approve"): gettext_lazy("Nhà trường đồng ý không?"),
    (Kind.PLACEMENT, "sign"): gettext_lazy("Ký nhật ký"),
    (Kind.PLACEMENT, "describe"): gettext_lazy("Mô tả công việc"),
    (Kind.PLACEMENT, "accept"): gettext_lazy("Nơi nhận đồng ý không?"),
}
_BUTTONS: dict[str, str | Promise] = {
    Kind.VISIT: gettext_lazy("Xem và làm tiếp"),
    Kind.SESSION: gettext_lazy("Xác nhận có mặt"),
    Kind.ASKED: gettext_lazy("Trả lời"),
    Kind.PLACEMENT: gettext_lazy("Mở trang thực tập"),
}


def under_way(user: User) -> Panel | None:
    """The visit of this hour: nothing is more urgent than children on the way."""
    rows = [row for row in coming.of(user) if row.what == coming.DAY]
    return _panel(_("Đang diễn ra"), rows, icon="bus", step=_day_step(user, rows[0])) if rows else None


def waiting_appointments(user: User) -> Panel | None:
    """What the reader could do now; the first of it is the next step."""
    rows = [row for row in coming.of(user) if row.what and row.what != coming.DAY]
    if not rows:
        return None
    counts = {place: sum(row.kind == kind for row in rows) for kind, place in _COUNTED.items()}
    return _panel(
        _title(user),
        rows,
        icon="calendar-exclamation",
        step=_step(rows),
        counts={place: count for place, count in counts.items() if count},
    )


def next_appointments(user: User) -> Panel | None:
    """What comes and needs nothing of the reader, the soonest first."""
    rows = [row for row in coming.of(user) if not row.what and row.kind != Kind.FIT]
    return _panel(_("Lịch sắp tới"), rows, icon="calendar-event") if rows else None


def fitting_slots(user: User) -> Panel | None:
    """The next open slots of hosts whom the recommender finds fit for the school's clubs, one an offer."""
    best: dict[tuple[int, str], Row] = {}
    for row in sorted(coming.of(user), key=lambda row: -row.number):
        if row.kind == Kind.FIT:
            best.setdefault((row.pk, row.kind), row)
    if not best:
        return None
    return Panel(
        title=_("Nơi tham quan hợp với câu lạc bộ"),
        template=LINES,
        context={"lines": [_fitting_line(row) for row in list(best.values())[:_FITTING]]},
        icon="telescope",
        more_url=f"{reverse('open_slot_list')}?sort=fit",
        more_label=_("Tìm nơi tham quan"),
    )


def _panel(title: str, rows: list[Row], *, icon: str, **more: Any) -> Panel:
    return Panel(
        title=title,
        template=LINES,
        context={"lines": [_line(row) for row in rows[:SHOWN]], "rest": max(0, len(rows) - SHOWN)},
        icon=icon,
        more_url=reverse(_LISTS[Kind(rows[0].kind)][0]),
        more_label=_("Xem hết"),
        **more,
    )


def _title(user: User) -> str:
    worn = hats.of(user)
    if worn.is_pupil:
        return _("Lịch hẹn chờ em")
    return _("Lịch hẹn chờ thầy cô") if worn.is_school_staff else _("Lịch hẹn chờ anh chị")


def _step(rows: list[Row]) -> Step:
    row, line = rows[0], _line(rows[0])
    title, text = _told(row, sum(other.kind == row.kind for other in rows)), line.title
    if row.kind == Kind.SESSION:
        text = wording.date_time(row.at)
    if row.kind == Kind.LACKING:
        text = _lacks(row)
    label = _BUTTONS.get(row.kind) or (_("Mở giờ đón") if row.number else _("Điền điều kiện đón"))
    return Step(title=title, text=text, label=str(label), url=line.url, icon=line.icon)


def _day_step(user: User, row: Row) -> Step:
    line, worn = _line(row), hats.of(user)
    text = f"{line.title} · {wording.date_time(row.at)}"
    if worn.is_pupil:
        return Step(
            title=_("Hôm nay em đi tham quan"), text=text, label=_("Xem giờ và nơi gặp"), url=line.url, icon="bus"
        )
    if worn.is_school_staff:
        url = reverse("visit_day", args=[row.pk])
        return Step(title=_("Hôm nay đoàn đi"), text=text, label=_("Mở trang ngày đi"), url=url, icon="list-check")
    url = reverse("visit_reception", args=[row.pk])
    return Step(title=_("Hôm nay đoàn đến"), text=text, label=_("Đón đoàn"), url=url, icon="bus")


def _told(row: Row, count: int) -> str:
    if row.kind == Kind.VISIT:
        return ngettext("%(count)d chuyến đi đang chờ", "%(count)d chuyến đi đang chờ", count) % {"count": count}
    if row.kind == Kind.ASKED:
        return ngettext("%(count)d trường đang hỏi", "%(count)d trường đang hỏi", count) % {"count": count}
    return str(_TO_DO[row.kind, row.what])


def _lacks(row: Row) -> str:
    if row.number:
        return _("“%(offer)s” chưa có buổi nào sắp tới, nên chưa trường nào đặt được.") % {"offer": row.title}
    return _("“%(offer)s” đã đăng. Điền điều kiện đón để nhà trường chuẩn bị được.") % {"offer": row.title}


def _line(row: Row) -> Line:
    write = {
        Kind.VISIT: _visit,
        Kind.SESSION: _session,
        Kind.ASKED: _asked,
        Kind.PLACEMENT: _placement,
        Kind.LACKING: _lacking,
        Kind.REQUEST: _request,
        Kind.SLOT: _slot,
    }
    return write[Kind(row.kind)](row)


def _visit(row: Row) -> Line:
    return _to(
        row,
        title=f"{row.title} ({row.number})" if row.number else row.title,
        text=wording.date_time(row.at),
        note=wording.relative_day(row.at),
        state=row.state,
        state_label=_("chờ kể lại") if row.state == VisitState.HELD else str(VisitState(row.state).label),
    )


def _session(row: Row) -> Line:
    paused = row.state == "paused"
    way = SessionWay.ONLINE if row.number else SessionWay.AT_SCHOOL
    return _to(
        row,
        title=f"{row.title} · {row.place or supporters.nameless()}",
        text=wording.date_time(row.at),
        note=f"{way.label} · {wording.relative_day(row.at)}",
        state=row.state,
        state_label=_("đang tạm dừng") if paused else str(SessionState(row.state).label),
    )


def _asked(row: Row) -> Line:
    text = _("%(field)s · %(party)d học sinh") % {"field": _field(row.place, row.state), "party": row.number}
    return _to(row, title=row.title, text=text, note=wording.deadline(row.at))


def _placement(row: Row) -> Line:
    days = f"{wording.short_date(row.at)} – {wording.short_date(row.until)}"
    text = _told(row, 1) if row.what else row.place
    label = str(PlacementState(row.state).label)
    return _to(row, title=row.title, text=text, note=days, state=row.state, state_label=label)


def _lacking(row: Row) -> Line:
    page = "hosting_slots" if row.number else "hosting_edit"
    icon = "calendar-plus" if row.number else "pencil"
    return Line(title=row.title, url=reverse(page, args=[row.pk]), text=_told(row, 1), icon=icon)


def _request(row: Row) -> Line:
    return _to(
        row,
        title=_("%(field)s · %(party)d học sinh") % {"field": _field(row.title, row.place), "party": row.number},
        text=_("Đang hỏi nơi đón"),
        note=wording.deadline(row.at),
        state=row.state,
        state_label=str(SlotRequestState(row.state).label),
    )


def _slot(row: Row) -> Line:
    return _to(row, title=row.title, text=wording.date_time(row.at), note=_("còn trống"))


def _fitting_line(row: Row) -> Line:
    return Line(
        title=row.title,
        url=reverse("open_slot_detail", args=[row.pk]),
        text=f"{row.place} · {wording.date_time(row.at)}",
        note=_("Hợp với %(club)s") % {"club": row.state},
        icon="telescope",
    )


def _field(name: str, name_en: str) -> str:
    return str(Field(name=name, name_en=name_en))


def _to(row: Row, **shown: str) -> Line:
    return Line(url=reverse(_page_of(row), args=[row.pk]), icon=_LISTS[Kind(row.kind)][1], **shown)


def _page_of(row: Row) -> str:
    if row.kind == Kind.VISIT and row.state == VisitState.HELD:
        return "visit_after"
    return _PAGES[Kind(row.kind)]
