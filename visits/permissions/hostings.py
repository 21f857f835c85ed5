"""Who looks after an offer's conditions, times and safety, and who keeps whose days off."""

from django.utils.translation import gettext as _

from core.errors import Conflict, Refused
from core.permissions import boolean_twin
from network.enums import PostStatus
from network.models import Offer
from network.permissions.proposals import check_speaks_for_post
from people.models import Organisation, User
from people.selectors import hats
from visits.rules import HOSTED_KINDS
from visits.selectors import closures, hostings


def check_can_host(user: User, offer: Offer) -> None:
    """The cleared author, or a cleared representative of the organisation; of an offer that receives pupils."""
    check_speaks_for_post(user, offer)
    if offer.kind not in HOSTED_KINDS:
        raise Conflict(_("Chỉ tham quan, nói chuyện và thực tập mới có giờ đón."))
    if offer.status in {PostStatus.CLOSED, PostStatus.REFUSED}:
        raise Conflict(_("Bài đã khép lại, không mở giờ đón được nữa."))


def check_can_open_slots(user: User, offer: Offer) -> None:
    check_can_host(user, offer)
    if hostings.of_offer(offer) is None:
        raise Conflict(_("Hãy điền điều kiện đón trước, rồi mở giờ đón."))


def check_can_see_host_pages(user: User) -> None:
    if not hats.of(user).is_supporter:
        raise Refused(_("Trang này dành cho nơi đón học sinh."))


def check_keeps_closures(user: User) -> None:
    if not closures.homes_of(user) and not hats.of(user).is_department_officer:
        raise Refused(_("Chỉ nhà trường, đại diện nơi đón và Sở mới ghi lịch nghỉ."))


def check_can_close_for(user: User, home: Organisation | None) -> None:
    """`home` is empty for the whole city."""
    if home is None:
        if not hats.of(user).is_department_officer:
            raise Refused(_("Chỉ cán bộ Sở mới ghi lịch nghỉ của cả thành phố."))
    elif home.pk not in closures.homes_of(user):
        raise Refused(_("Chỉ hiệu trưởng hoặc đại diện của nơi ấy mới ghi lịch nghỉ."))


can_host = boolean_twin(check_can_host)
can_open_slots = boolean_twin(check_can_open_slots)
can_see_host_pages = boolean_twin(check_can_see_host_pages)
keeps_closures = boolean_twin(check_keeps_closures)
can_close_for = boolean_twin(check_can_close_for)
