"""What waits for whoever decides on adults' clearances: the Department, and those who speak for an organisation."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import wording, written
from core.panels import LINES, SHOWN, Line, Panel, Step
from people.enums import Right
from people.models import ClearanceRequest, User
from people.permissions import clearances as permissions
from people.selectors import clearance_queue, delegations, hats, words

# Enough to say how much waits without counting the whole.
_COUNTED = 50


def clearances_waiting(user: User) -> Panel | None:
    if not permissions.can_open_queue(user):
        return None
    found = written.rows(clearance_queue.waiting_for, delegations.reader(user, Right.RECORD_IDENTITY))[:_COUNTED]
    lines = [_line(request, reverse("clearance_review", args=[request.user_id])) for request in found[:SHOWN]]
    return _panel(_("Thẩm định người lớn"), lines, len(found), "clearance_queue") if found else None


def words_waiting(user: User) -> Panel | None:
    if not permissions.can_vouch_in(user):
        return None
    found = written.rows(words.waiting_for, hats.reader(user))[:_COUNTED]
    lines = [_line(request, reverse("word_answer", args=[request.pk])) for request in found[:SHOWN]]
    return _panel(_("Xin tổ chức bảo lãnh"), lines, len(found), "word_list") if found else None


def _line(request: ClearanceRequest, url: str) -> Line:
    return Line(
        title=request.user.full_name,
        url=url,
        text=request.get_check_kind_display().capitalize(),
        note=wording.ago(request.asked_at),
        icon="shield-check",
    )


def _panel(title: str, lines: list[Line], count: int, place: str) -> Panel:
    return Panel(
        title=title,
        template=LINES,
        context={"lines": lines, "rest": max(0, count - SHOWN)},
        icon="shield-check",
        more_url=reverse(place),
        more_label=_("Mở hàng chờ"),
        step=Step(
            title=ngettext("%(count)d người đang chờ", "%(count)d người đang chờ", count) % {"count": count},
            text=lines[0].title,
            label=_("Xem ngay"),
            url=lines[0].url,
            icon="shield-check",
        ),
        counts={place: count},
    )
