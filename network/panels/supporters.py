"""An outside adult's home: the checks still missing, what one has posted."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import wording
from core.panels import EMPTY, LINES, SHOWN, Line, Panel, Step
from network.enums import PostStatus
from network.models import Challenge, Offer
from network.selectors import home
from people.models import User
from people.selectors import clearances, hats


def clearance(user: User) -> Panel | None:
    """For an outside adult whose checks are not complete: which ones are missing."""
    worn = hats.of(user)
    if not worn.is_supporter or worn.is_cleared_supporter:
        return None
    states = clearances.states_of(user)
    done = sum(state.is_current for state in states)
    lines = [
        Line(
            title=state.check.label.capitalize(),
            url=f"{reverse('clearance')}#{state.check}",
            icon="circle-check" if state.is_current else "circle-dashed",
            state="done" if state.is_current else "waiting",
            state_label=_("đã xong") if state.is_current else _("còn thiếu"),
        )
        for state in states
    ]
    return Panel(
        title=_("Thẩm định"),
        template=LINES,
        context={"lines": lines},
        icon="shield-check",
        step=Step(
            title=_("Hoàn tất thẩm định"),
            text=_("Anh chị đã xong %(done)d trong %(all)d bước. Đủ cả rồi, các em mới thấy anh chị và ngược lại.")
            % {"done": done, "all": len(states)},
            label=_("Xem còn thiếu gì"),
            url=reverse("clearance"),
            icon="shield-check",
        ),
    )


def my_posts(user: User) -> Panel | None:
    """What a supporter has on the network, with its seats and how many ask for one."""
    if not hats.of(user).is_supporter:
        return None
    rows: list[Challenge | Offer] = [
        *home.first_in_hand(user, Challenge)[:SHOWN],
        *home.first_in_hand(user, Offer)[:SHOWN],
    ]
    if not rows:
        return _first_post(user)
    return Panel(
        title=_("Bài của anh chị"),
        template=LINES,
        context={"lines": [_post_line(post) for post in rows]},
        icon="clipboard-text",
        more_url=f"{reverse(f'{rows[0].kind_name}_list')}?mine=1",
        more_label=_("Xem hết"),
        step=_post_step(rows),
    )


def _post_line(post: Challenge | Offer) -> Line:
    asks: int = post.asks  # type: ignore[union-attr]
    seats = _("còn %(left)d trong %(all)d chỗ") % {"left": post.seats_left, "all": post.seats}
    asked = ngettext("%(count)d đề nghị đang mở", "%(count)d đề nghị đang mở", asks) % {"count": asks} if asks else ""
    return Line(
        title=post.title,
        url=reverse(f"{post.kind_name}_detail", args=[post.pk]),
        text=" · ".join(part for part in (seats, asked) if part),
        note=wording.deadline(post.deadline) if post.deadline else "",
        icon="puzzle" if isinstance(post, Challenge) else "heart-handshake",
        state=post.status,
        state_label=post.get_status_display(),
    )


def _first_post(user: User) -> Panel:
    name = "challenge" if hats.of(user).is_representative else "offer"
    label = _("Đăng bài toán đầu tiên") if name == "challenge" else _("Viết đề nghị giúp đầu tiên")
    return Panel(
        title=_("Bài của anh chị"),
        template=EMPTY,
        context={"text": _("Anh chị chưa đăng gì.")},
        icon="clipboard-text",
        step=Step(
            title=_("Anh chị giúp được gì cho các em?"),
            text=_("Viết như đang nói chuyện với các em, chừng năm phút. Sở đọc trước khi học sinh thấy."),
            label=label,
            url=reverse(f"{name}_create"),
            icon="pencil",
        ),
    )


def _post_step(rows: list[Challenge | Offer]) -> Step | None:
    for post in rows:
        if post.status == PostStatus.CHANGES_REQUESTED:
            url = reverse(f"{post.kind_name}_edit", args=[post.pk])
            title = _("Sở đề nghị sửa một bài")
            return Step(title=title, text=post.title, label=_("Sửa bài"), url=url, icon="pencil")
    for post in rows:
        if post.status == PostStatus.DRAFT:
            url = reverse(f"{post.kind_name}_edit", args=[post.pk])
            return Step(title=_("Một bản nháp chưa gửi"), text=post.title, label=_("Viết tiếp"), url=url, icon="pencil")
    for post in rows:
        if post.status == PostStatus.PUBLISHED and post.seats_left:
            url = reverse(f"{post.kind_name}_suggestions", args=[post.pk])
            title = _("Xem câu lạc bộ phù hợp")
            return Step(title=title, text=post.title, label=_("Xem gợi ý"), url=url, icon="sparkles")
    return None
