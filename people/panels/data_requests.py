"""What the home pages show of requests about personal data: those whose time is up."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core import wording
from core.panels import LINES, SHOWN, Line, Panel, Step
from people.models import User
from people.permissions import data_requests as permissions
from people.selectors import data_requests as selectors


def late_data_requests(user: User) -> Panel | None:
    """What the law wanted done by now; it comes before everything else."""
    rows = list(selectors.late(user)[:SHOWN]) if permissions.can_work(user) else []
    if not rows:
        return None
    page = reverse("data_request_list")
    lines = [
        Line(
            title=row.get_kind_display().capitalize(),
            url=reverse("data_request_detail", args=[row.pk]),
            text=row.get_asked_as_display(),
            note=wording.relative_day(selectors.next_due(row)),
            icon="alert-triangle",
            state="late",
            state_label=_("quá hạn"),
        )
        for row in rows
    ]
    return Panel(
        title=_("Yêu cầu về dữ liệu đã quá hạn"),
        template=LINES,
        context={"lines": lines},
        icon="alert-triangle",
        more_url=page,
        more_label=_("Xem hết"),
        counts={"data_request_list": len(rows)},
        step=Step(
            title=_("Trả lời yêu cầu đã quá hạn"),
            text=_("Hạn của luật đã qua. Người yêu cầu đang chờ."),
            label=_("Mở danh sách"),
            url=page,
            icon="alert-triangle",
        ),
    )
