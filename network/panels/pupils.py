"""A pupil's home: the own idea, what the team has asked, what is new."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core import wording, written
from core.panels import EMPTY, LINES, SHOWN, Line, Panel, Step
from network.enums import IdeaStatus
from network.models import Challenge, Idea
from network.selectors import clubs, home
from people.models import User
from people.selectors import hats

# Enough to say how many are open without counting the whole.
_COUNTED = 50


def my_ideas(user: User) -> Panel | None:
    """A pupil's own ideas, with what the team can do next."""
    rows = written.rows(home.own_ideas, hats.reader(user))[:SHOWN]
    if not rows:
        return _first_idea(user)
    lines = [
        Line(
            title=idea.title,
            url=reverse("idea_detail", args=[idea.pk]),
            text=f"{idea.club.name} · {idea.field}",
            icon="bulb",
            state=idea.status,
            state_label=idea.get_status_display(),
        )
        for idea in rows
    ]
    return Panel(
        title=_("Ý tưởng của em"),
        template=LINES,
        context={"lines": lines},
        icon="bulb",
        more_url=f"{reverse('idea_list')}?show=mine",
        more_label=_("Mọi ý tưởng của em"),
        step=_idea_step(rows[0]),
    )


def _first_idea(user: User) -> Panel:
    own = written.rows(clubs.own_of, hats.reader(user))[:1]
    if own:
        text = _("Bắt đầu từ một chuyện làm em khó chịu hằng ngày. Viết bản nháp chỉ mất mười phút.")
        label, url = _("Viết ý tưởng đầu tiên"), reverse("idea_create", args=[own[0].pk])
    else:
        text = _("Ý tưởng bắt đầu từ câu lạc bộ. Em xem trường mình có câu lạc bộ nào, rồi xin thầy cô cho vào nhé.")
        label, url = _("Xem câu lạc bộ của trường"), f"{reverse('club_list')}?mine=1"
    return Panel(
        title=_("Ý tưởng của em"),
        template=EMPTY,
        context={"text": _("Em chưa có ý tưởng nào.")},
        icon="bulb",
        step=Step(title=_("Bắt đầu thôi"), text=text, label=label, url=url, icon="pencil"),
    )


def _idea_step(idea: Idea) -> Step | None:
    if idea.status == IdeaStatus.DRAFT:
        edit = reverse("idea_edit", args=[idea.pk])
        text = _("“%(title)s” đang là bản nháp. Viết xong, em gửi thầy cô phụ trách đọc nhé.") % {"title": idea.title}
        return Step(title=_("Viết tiếp ý tưởng"), text=text, label=_("Viết tiếp"), url=edit, icon="pencil")
    if idea.status == IdeaStatus.SUBMITTED:
        text = _("Trong lúc chờ, em xem có bài toán nào hay không.")
        label, url = _("Xem bài toán"), reverse("challenge_list")
        return Step(title=_("Thầy cô đang đọc ý tưởng của em"), text=text, label=label, url=url, icon="puzzle")
    if idea.status == IdeaStatus.PUBLISHED and not idea.under_way:  # type: ignore[attr-defined]
        text = _("“%(title)s” đã ở trên mạng lưới. Xem ai hợp với nhóm em và vì sao.") % {"title": idea.title}
        url = reverse("idea_suggestions", args=[idea.pk])
        return Step(title=_("Tìm người đồng hành"), text=text, label=_("Xem gợi ý"), url=url, icon="sparkles")
    return None


def my_proposals(user: User) -> Panel | None:
    """What a pupil's team has asked or been asked, while it is open."""
    rows = written.rows(home.open_proposals, hats.reader(user))[:_COUNTED]
    if not rows:
        return None
    lines = [
        Line(
            title=proposal.post.title,
            url=reverse("proposal_detail", args=[proposal.pk]),
            text=proposal.post.organisation.name,
            note=wording.deadline(proposal.expires_at),
            icon="arrows-join-2",
            state=proposal.state,
            state_label=proposal.get_state_display(),
        )
        for proposal in rows[:SHOWN]
    ]
    return Panel(
        title=_("Đề nghị kết nối"),
        template=LINES,
        context={"lines": lines, "rest": max(0, len(rows) - SHOWN)},
        icon="arrows-join-2",
        more_url=reverse("proposal_list"),
        more_label=_("Xem hết"),
        counts={"proposal_list": len(rows)},
    )


def open_calls(user: User) -> Panel | None:
    """The newest challenges and offers with a free seat."""
    rows = home.newest_calls(user)
    if not rows:
        return None
    lines = [
        Line(
            title=post.title,
            url=reverse(f"{post.kind_name}_detail", args=[post.pk]),
            text=post.organisation.name,
            note=wording.deadline(post.deadline) if post.deadline else "",
            icon="puzzle" if isinstance(post, Challenge) else "heart-handshake",
        )
        for post in rows[:SHOWN]
    ]
    return Panel(
        title=_("Mới trên mạng lưới"),
        template=LINES,
        context={"lines": lines},
        icon="sparkles",
        more_url=reverse("challenge_list"),
        more_label=_("Mọi bài toán"),
    )
