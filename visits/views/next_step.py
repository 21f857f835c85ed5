"""The one clear next step of a visit for its reader, and which short form is asked next."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from people.models import User
from visits.enums import Missing, Obstacle, VisitSide, VisitState
from visits.models import Visit
from visits.permissions import day as day_permissions
from visits.permissions import visits as permissions
from visits.selectors import day

_FORMS = {
    Missing.TRANSPORT: "visit_travel",
    Missing.LEAD: "visit_staff",
    Missing.RATIO: "visit_staff",
    Missing.EMERGENCY: "visit_contact",
    Missing.ROSTER: "visit_roster",
    Missing.PARTY: "visit_roster",
    Missing.AGES: "visit_roster",
}


@dataclass(frozen=True)
class Next:
    """`url` leads there; with `posts` a press does it."""

    title: str
    text: str = ""
    label: str = ""
    url: str = ""
    posts: bool = False


def place(name: str, *args: int) -> str:
    """Where the page of this name is, "" where there is none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def form_for(missing: Missing, visit: Visit) -> str:
    return place(_FORMS[missing], visit.pk) if missing in _FORMS else ""


def next_form(missing: list[Missing], visit: Visit) -> str:
    """In the order they are asked: travel, staff, contact, roster; "" when nothing is left to fill in."""
    return next((url for wanted in _FORMS if wanted in missing and (url := form_for(wanted, visit))), "")


def of(user: User, visit: Visit, side: VisitSide, missing: list[Missing], frozen: list[Obstacle]) -> Next:
    if visit.state == VisitState.HELD:
        return _after(visit, side)
    if day.is_on(visit) and side != VisitSide.PUPIL:
        return _of_day(user, visit, side)
    if visit.state in (VisitState.REFUSED, VisitState.CANCELLED, VisitState.EXPIRED):
        return Next(_("Chuyến đi này đã khép lại."))
    if visit.state == VisitState.WAITING:
        return Next(_("Đang trong danh sách chờ."), _("Khi có chỗ trống, đoàn được xếp theo thứ tự và được báo ngay."))
    if frozen:
        return Next(_("Chuyến đi đang tạm dừng."), _("Khi mọi thứ đủ lại, trang tự mở tiếp."))
    if side == VisitSide.PUPIL:
        return Next(_("Em chuẩn bị nhé."), _("Xem giờ, nơi gặp và những thứ cần mang bên dưới."))
    return _of_host(user, visit) if side == VisitSide.HOST else _of_school(user, visit, missing)


def _of_day(user: User, visit: Visit, side: VisitSide) -> Next:
    if side == VisitSide.HOST:
        url = reverse("visit_reception", args=[visit.pk])
        return Next(
            _("Hôm nay đoàn đến."), _("Anh chị ghi lúc đoàn đến và về; trang chỉ có số em."), _("Đón đoàn"), url
        )
    if day_permissions.can_go_along(user, visit):
        url = reverse("visit_day", args=[visit.pk])
        return Next(
            _("Hôm nay đoàn đi."), _("Điểm danh và đếm đầu người, cả khi mất mạng."), _("Mở trang ngày đi"), url
        )
    return Next(_("Hôm nay đoàn đi."), "", _("Xem số em"), reverse("visit_reception", args=[visit.pk]))


def _after(visit: Visit, side: VisitSide) -> Next:
    url = reverse("visit_after", args=[visit.pk])
    if side == VisitSide.PUPIL:
        return Next(_("Chuyến đi thế nào?"), _("Em kể lại vài dòng cho thầy cô nhé."), _("Kể lại chuyến đi"), url)
    text = _("Phản hồi của hai bên, điều các em kể lại, giấy chứng nhận.")
    if side == VisitSide.HOST:
        text = _("Phản hồi của hai bên và điều các em kể lại.")
    return Next(_("Chuyến đi đã diễn ra."), text, _("Sau chuyến đi"), url)


def _of_host(user: User, visit: Visit) -> Next:
    if visit.state in (VisitState.ASKED, VisitState.SCHOOL_APPROVED):
        return Next(_("Anh chị xem rồi trả lời nhà trường."), "", _("Trả lời"), "#decide")
    if visit.state == VisitState.CONFIRMED:
        return Next(_("Đã chốt. Hẹn gặp đoàn."))
    return Next(_("Anh chị đã nhận lời."), _("Nhà trường chuẩn bị tiếp; khi chốt xong anh chị được báo."))


def _of_school(user: User, visit: Visit, missing: list[Missing]) -> Next:
    if _decides(user, visit):
        text = _("Kế hoạch chưa đủ. Nếu duyệt bây giờ, khi bổ sung thầy cô sẽ được hỏi lại.") if missing else ""
        return Next(_("Thầy cô xem rồi duyệt chuyến đi."), text, _("Xem để duyệt"), "#decide")
    if visit.state == VisitState.CONFIRMED:
        return Next(_("Đã chốt."), _("Nếu có gì đổi, sửa ở dưới; ai cần đồng ý lại sẽ được hỏi."))
    form = next_form(missing, visit)
    if visit.returned_for and not form:
        hand_in = reverse("visit_hand_in", args=[visit.pk])
        return Next(_("Sửa theo lời nhắn rồi gửi lại."), visit.returned_for, _("Đã sửa, gửi lại"), hand_in, posts=True)
    if form:
        first = next(wanted for wanted in _FORMS if wanted in missing and form_for(wanted, visit))
        return Next(_("Việc tiếp theo của thầy cô"), str(first.label), _("Điền tiếp"), form)
    if visit.state != VisitState.PREPARING:
        return Next(_("Phần của thầy cô đã xong."), _("Đang chờ các bên còn lại; bảng bên dưới cho biết chờ ai."))
    if missing:
        return Next(_("Chưa chốt được."), " ".join(str(found.label) for found in missing))
    return Next(
        _("Chốt được rồi."),
        _("Em nào chưa được phụ huynh đồng ý sẽ ở lại, chỗ được nhường cho trường khác."),
        _("Chốt chuyến đi"),
        reverse("visit_confirm", args=[visit.pk]),
        posts=True,
    )


def _decides(user: User, visit: Visit) -> bool:
    waits = visit.state in (VisitState.ASKED, VisitState.HOST_ACCEPTED) and not visit.returned_for
    return waits and permissions.can_approve(user, visit)
