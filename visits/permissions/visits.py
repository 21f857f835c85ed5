"""Who may book, who holds which key, and who may change or end a visit."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict, Invalid, Refused
from core.permissions import boolean_twin
from network.models import Club, Offer
from network.permissions.proposals import check_speaks_for_post
from network.selectors import posts
from people.enums import ContactLevel, Role
from people.models import School, User
from people.selectors import contact_levels, gates, hats
from visits import rules
from visits.enums import HOLDING_STATES, OPEN_VISIT_STATES, Obstacle, VisitState
from visits.models import Hosting, SafetySheet, Slot, Visit
from visits.selectors import closures, quotas, staff

_ADULTS_ON_SITE = frozenset({ContactLevel.ON_SITE, ContactLevel.IN_PERSON_MENTOR})


def check_can_book(user: User, slot: Slot, school: School, party: int) -> None:
    """Any of the school's staff, for a slot that is open to that school on that day with that many."""
    check_is_staff_of(user, school.pk)
    check_slot_is_open(slot)
    hosting = Hosting.objects.filter(offer=slot.offer_id).first()
    check_party_fits(slot, hosting, party)
    closed = closures.of_school(school.pk, timezone.localdate(slot.starts_at))
    if closed:
        raise Conflict(_("Ngày này trường không sắp xếp đi được: %(why)s.") % {"why": closed})
    left = quotas.left_for(school, slot, hosting)
    if left is not None and party > left:
        raise Conflict(
            _("Nơi đón dành cho mỗi trường một số chỗ trong năm học; trường mình còn %(n)d chỗ.") % {"n": max(left, 0)}
        )


def check_goes_for(school: School, club: Club | None, lead: User | None) -> None:
    """The club is a running one of the school, and whoever leads works there today."""
    if club is not None and (club.school_id != school.pk or club.closed_on is not None):
        raise Invalid(_("Chọn một câu lạc bộ đang hoạt động của trường mình."), field="club")
    if lead is not None and not staff.working_at(school.pk).filter(pk=lead.pk).exists():
        raise Invalid(_("Trưởng đoàn phải là thầy cô đang công tác tại trường."), field="lead")


def check_party_fits(slot: Slot, hosting: Hosting | None, party: int) -> None:
    least, most = (hosting.party_min, hosting.party_max) if hosting else (1, slot.seats)
    most = min(most, slot.seats)
    if not least <= party <= most:
        raise Invalid(
            _("Nơi đón nhận mỗi đoàn từ %(least)d đến %(most)d học sinh.") % {"least": least, "most": most},
            field="party",
        )


def check_slot_is_open(slot: Slot) -> None:
    shown = Offer.objects.filter(posts.is_open_to_pupils(), pk=slot.offer_id).exists()
    if slot.closed_at or not shown:
        raise Conflict(_("Khung giờ này không còn mở."))
    closed = closures.of_school(slot.offer.organisation_id, timezone.localdate(slot.starts_at))
    if closed:
        raise Conflict(_("Ngày này nơi đón nghỉ: %(why)s.") % {"why": closed})
    if slot.starts_at < clock.now() + rules.BOOK_AHEAD:
        raise Conflict(_("Khung giờ này quá gần, không còn kịp chuẩn bị. Hãy chọn một ngày khác."))


def check_is_staff_of(user: User, school: int) -> None:
    if school not in hats.of(user).staffed_school_ids:
        raise Refused(_("Chỉ thầy cô của trường mới làm được việc này."))


def check_is_head_of(user: User, school: int) -> None:
    if school not in hats.of(user).organisations_as(frozenset({Role.SCHOOL_ADMIN})):
        raise Refused(_("Chỉ hiệu trưởng hoặc người quản lý nhà trường mới duyệt được."))


def check_hosts(user: User, visit: Visit) -> None:
    check_speaks_for_post(user, visit.slot.offer)


def check_goes_on(visit: Visit) -> None:
    """A safeguarding lead's hold stops every step forward; ending it, or taking a word back, is always possible."""
    held = getattr(visit, "is_on_hold", None)
    if held is None:
        held = Visit.objects.filter(gates.is_held("pk", kind="visit"), pk=visit.pk).exists()
    if held:
        raise Conflict(str(Obstacle.PAUSE.label))


def check_can_approve(user: User, visit: Visit) -> None:
    _check_decides_for_school(user, visit)
    check_goes_on(visit)


def check_can_send_back(user: User, visit: Visit) -> None:
    _check_decides_for_school(user, visit)
    if visit.state not in (VisitState.ASKED, VisitState.HOST_ACCEPTED):
        raise Conflict(_("Nhà trường đã duyệt rồi, hoặc chuyến đi không còn chờ duyệt."))
    if visit.returned_for:
        raise Conflict(_("Đã gửi lại cho thầy cô tổ chức rồi."))


def check_can_hand_in(user: User, visit: Visit) -> None:
    check_can_prepare(user, visit)
    if not visit.returned_for:
        raise Conflict(_("Chuyến đi đang không chờ sửa."))


def _check_decides_for_school(user: User, visit: Visit) -> None:
    check_is_head_of(user, visit.school_id)
    if user.pk == visit.organiser_id:
        raise Refused(_("Chuyến đi do chính thầy cô tổ chức, nên cần một người quản lý khác của trường duyệt."))


def check_can_accept(user: User, visit: Visit) -> None:
    """Whoever receives pupils at the place was seen in person by whoever checked the identity."""
    check_hosts(user, visit)
    if visit.school_id in hats.of(user).staffed_school_ids:
        raise Refused(_("Một người không giữ hai chìa khóa. Nhờ một đồng nghiệp quyết định thay."))
    if contact_levels.level_of(user) not in _ADULTS_ON_SITE:
        raise Refused(_("Anh chị cần được kiểm tra danh tính trực tiếp trước khi đón học sinh tại cơ sở."))
    check_goes_on(visit)


def check_sheet_serves(safety: SafetySheet, visit: Visit) -> None:
    if safety.offer_id != visit.slot.offer_id:
        raise Invalid(_("Phiếu an toàn này thuộc một đề nghị khác."), field="safety")
    if safety.valid_until < timezone.localdate(visit.slot.starts_at):
        raise Conflict(_("Phiếu an toàn hết hiệu lực trước ngày đón. Hãy xem lại và ký phiếu mới."))


def check_can_prepare(user: User, visit: Visit) -> None:
    """Roster, staff, transport: the school's staff, while the visit holds its seats."""
    check_is_staff_of(user, visit.school_id)
    if visit.state not in HOLDING_STATES:
        raise Conflict(_("Chuyến đi chưa được xếp chỗ hoặc đã kết thúc."))
    if visit.slot.starts_at <= clock.now():
        raise Conflict(_("Chuyến đi đã bắt đầu, không sửa được nữa."))
    check_goes_on(visit)


def check_can_confirm(user: User, visit: Visit) -> None:
    """The organiser or the head of school."""
    check_can_prepare(user, visit)
    if user.pk != visit.organiser_id:
        check_is_head_of(user, visit.school_id)


def check_can_take_key_back(user: User, visit: Visit) -> None:
    if not is_head_of(user, visit.school_id):
        check_hosts(user, visit)


def check_can_refuse(user: User, visit: Visit) -> None:
    """Whoever holds a key may say no."""
    check_can_take_key_back(user, visit)


def check_can_cancel(user: User, visit: Visit) -> None:
    if visit.state not in OPEN_VISIT_STATES:
        raise Conflict(_("Chuyến đi này đã kết thúc."))
    if user.pk == visit.organiser_id and visit.school_id in hats.of(user).staffed_school_ids:
        return
    check_can_take_key_back(user, visit)


can_book = boolean_twin(check_can_book)
is_staff_of = boolean_twin(check_is_staff_of)
is_head_of = boolean_twin(check_is_head_of)
hosts = boolean_twin(check_hosts)
can_approve = boolean_twin(check_can_approve)
can_send_back = boolean_twin(check_can_send_back)
can_hand_in = boolean_twin(check_can_hand_in)
can_accept = boolean_twin(check_can_accept)
can_prepare = boolean_twin(check_can_prepare)
can_confirm = boolean_twin(check_can_confirm)
can_take_key_back = boolean_twin(check_can_take_key_back)
can_refuse = boolean_twin(check_can_refuse)
can_cancel = boolean_twin(check_can_cancel)
