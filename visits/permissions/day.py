"""Who takes attendance on the day of a visit, and who says that the group has come."""

from django.utils.translation import gettext as _

from core import clock, wording
from core.errors import Conflict, Refused
from core.permissions import boolean_twin
from people.models import User
from visits.models import Visit
from visits.permissions import visits
from visits.selectors import day


def check_goes_along(user: User, visit: Visit) -> None:
    """Those who go along, who organises, and the head of school."""
    visits.check_is_staff_of(user, visit.school_id)
    if user.pk == visit.organiser_id or visit.staff.filter(person=user.pk).exists():
        return
    if not visits.is_head_of(user, visit.school_id):
        raise Refused(_("Trang ngày đi dành cho thầy cô đi cùng, người tổ chức và hiệu trưởng."))


def check_can_print(user: User, visit: Visit) -> None:
    """The sheet of codes, from the confirmation on: it is printed the day before."""
    check_goes_along(user, visit)
    _check_takes_place(visit)
    if day.window_of(visit.slot).is_over:
        raise Conflict(_("Chuyến đi đã qua, các mã không còn dùng được."))


def check_can_take(user: User, visit: Visit) -> None:
    """A safeguarding lead's hold does not keep anybody from counting children who are on the way."""
    check_goes_along(user, visit)
    _check_is_on(visit)


def check_can_receive(user: User, visit: Visit) -> None:
    visits.check_hosts(user, visit)
    _check_is_on(visit)


def check_sees_numbers(user: User, visit: Visit) -> None:
    """Both sides' grown-ups."""
    if not visits.is_staff_of(user, visit.school_id):
        visits.check_hosts(user, visit)


def _check_takes_place(visit: Visit) -> None:
    if visit.state not in day.ON_STATES:
        raise Conflict(_("Chuyến đi chưa chốt, hoặc không còn diễn ra."))


def _check_is_on(visit: Visit) -> None:
    _check_takes_place(visit)
    window = day.window_of(visit.slot)
    if clock.now() < window.opens_at:
        opens = wording.date_time(window.opens_at)
        raise Conflict(_("Điểm danh mở từ %(time)s, ba giờ trước giờ hẹn.") % {"time": opens})
    if window.is_over:
        raise Conflict(_("Đã quá 12 giờ sau chuyến đi: điểm danh đã khép, không ghi thêm được."))


can_go_along = boolean_twin(check_goes_along)
can_print = boolean_twin(check_can_print)
can_take = boolean_twin(check_can_take)
can_receive = boolean_twin(check_can_receive)
can_see_numbers = boolean_twin(check_sees_numbers)
