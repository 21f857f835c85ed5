"""A school's home: its clubs and its figures."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core import wording, written
from core.panels import EMPTY, FIGURES, LINES, SHOWN, Line, Panel, Step
from network.selectors import home
from people.models import User
from people.selectors import hats


def my_clubs(user: User) -> Panel | None:
    """The clubs in a teacher's charge, or of the school a person manages; with what is missing."""
    rows = written.rows(home.clubs_in_charge, hats.reader(user))[: SHOWN + 1]
    if not rows:
        return Panel(
            title=_("Câu lạc bộ"),
            template=EMPTY,
            context={"text": _("Trường mình chưa có câu lạc bộ nào.")},
            icon="users-group",
            step=Step(
                title=_("Lập câu lạc bộ đầu tiên"),
                text=_("Một tên gọi, một lĩnh vực và một thầy cô phụ trách là đủ để bắt đầu."),
                label=_("Lập câu lạc bộ"),
                url=reverse("club_create"),
                icon="users-group",
            ),
        )
    lines = [
        Line(
            title=club.name,
            url=reverse("club_detail", args=[club.pk]),
            text=_("%(members)d học sinh · %(ideas)d ý tưởng đã đăng") % {"members": club.members, "ideas": club.shown},
            note="" if club.adviser_id else _("chưa có giáo viên phụ trách"),
            icon="users-group",
        )
        for club in rows[:SHOWN]
    ]
    return Panel(
        title=_("Câu lạc bộ"),
        template=LINES,
        context={"lines": lines},
        icon="users-group",
        more_url=f"{reverse('club_list')}?mine=1",
        more_label=_("Xem hết"),
    )


def school_figures(user: User) -> Panel | None:
    """Counts of the schools a person is on the staff of; every one opens its list."""
    figures = home.school_figures(user)
    if figures is None:
        return None
    own = reverse("club_list") + "?mine=1"
    stats = [
        {"label": _("Câu lạc bộ"), "value": figures.clubs, "icon": "users-group", "url": own},
        {"label": _("Ý tưởng đã đăng"), "value": figures.ideas, "icon": "bulb", "url": reverse("idea_list")},
        {
            "label": _("Nhóm đang được đồng hành"),
            "value": figures.engagements,
            "icon": "route",
            "url": reverse("engagement_list"),
        },
        {
            "label": _("Học sinh chưa đủ đồng ý của phụ huynh"),
            "value": figures.lacking,
            "icon": "users",
            "tone": "orange" if figures.lacking else "",
            "hint": _("trên %(all)s học sinh") % {"all": wording.number(figures.pupils)},
            "url": reverse("consent_board") if figures.keeps_papers else "",
        },
    ]
    return Panel(title=_("Trường mình"), template=FIGURES, context={"stats": stats}, icon="school", wide=True)
