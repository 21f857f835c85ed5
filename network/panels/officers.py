"""An officer's home: the figures of the area, the needs nobody answers, who waits too long."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import wording, written
from core.panels import FIGURES, LINES, SHOWN, Line, Panel, Step
from network.models import Proposal
from network.permissions.coverage import can_see_coverage
from network.selectors import coverage, home
from people.enums import Right
from people.models import User
from people.selectors import delegations


def area_figures(user: User) -> Panel | None:
    if not can_see_coverage(user):
        return None
    figures = home.area_figures(user)
    page = reverse("coverage")
    stats = [
        {
            "label": _("Trường chưa có câu lạc bộ"),
            "value": figures.without_club,
            "icon": "school",
            "tone": "orange" if figures.without_club else "",
            "url": f"{page}?sort=-without_club#communes",
            "hint": _("trên %(all)s trường") % {"all": wording.number(figures.schools)},
        },
        {"label": _("Ý tưởng đã đăng"), "value": figures.ideas, "icon": "bulb", "url": f"{page}?sort=-ideas#communes"},
        {
            "label": _("Nhóm đang được đồng hành"),
            "value": figures.engagements,
            "icon": "route",
            "tone": "teal",
            "url": f"{page}?sort=-engagements#communes",
        },
    ]
    return Panel(
        title=_("Toàn cảnh"),
        template=FIGURES,
        context={"stats": stats},
        icon="map-2",
        more_url=page,
        more_label=_("Mở bản đồ"),
        wide=True,
        step=Step(
            title=_("Xem toàn cảnh"),
            text=ngettext(
                "%(count)d trường chưa có câu lạc bộ. Bản đồ cho biết đó là những nơi nào.",
                "%(count)d trường chưa có câu lạc bộ. Bản đồ cho biết đó là những nơi nào.",
                figures.without_club,
            )
            % {"count": figures.without_club},
            label=_("Mở bản đồ"),
            url=page,
            icon="map-2",
        ),
    )


def unmet_needs(user: User) -> Panel | None:
    rows = coverage.unmet(user) if can_see_coverage(user) else []
    if not rows:
        return None
    page = reverse("coverage_needs")
    lines = [
        Line(
            title=row.kind.label.capitalize(),
            url=f"{page}?kind={row.kind}&field={row.field.code}",
            text=str(row.field),
            note=ngettext("%(count)d nhu cầu", "%(count)d nhu cầu", row.needs) % {"count": row.needs},
            icon="heart-question",
        )
        for row in rows[:SHOWN]
    ]
    return Panel(
        title=_("Nhu cầu chưa ai trả lời"),
        template=LINES,
        context={"lines": lines},
        icon="heart-question",
        more_url=page,
        more_label=_("Xem hết"),
    )


def _long_waiting(user: User) -> list[Proposal]:
    return written.rows(coverage.waiting, delegations.reader(user, Right.SEE_COVERAGE))[:SHOWN]


def waiting_too_long(user: User) -> Panel | None:
    rows = _long_waiting(user) if can_see_coverage(user) else []
    if not rows:
        return None
    page = reverse("coverage_waiting")
    lines = [
        Line(
            title=f"{row.idea.club.name} ↔ {row.post.organisation.name}",
            url=page,
            text=row.idea.club.school.organisation.name,
            note=wording.relative_day(row.created_at),
            icon="clock",
            state=row.state,
            state_label=row.get_state_display(),
        )
        for row in rows
    ]
    return Panel(
        title=_("Chờ quá lâu"),
        template=LINES,
        context={"lines": lines},
        icon="clock",
        more_url=page,
        more_label=_("Xem hết"),
    )
