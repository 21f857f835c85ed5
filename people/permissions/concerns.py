"""Who works on a case. `selectors/concerns.py` says who sees one; a named person does neither."""

from django.utils.translation import gettext as _

from core.errors import Conflict, NotFound, Refused
from core.permissions import boolean_twin
from people.enums import ConcernStatus, Role
from people.models import Affiliation, Concern, User
from people.selectors import concerns as selectors
from people.selectors import hats, safeguarding


def check_minds_safety(user: User) -> None:
    """May open the list of cases; which stand there is another question."""
    if not hats.of(user).minds_safety:
        raise Refused(_("Trang này dành cho người phụ trách an toàn của trường và của Sở."))


def check_can_lead(user: User, concern: Concern) -> None:
    if not selectors.led_by(user).filter(pk=concern.pk).exists():
        raise NotFound(_("Không tìm thấy việc này."))


def check_can_write_in(user: User, concern: Concern) -> None:
    """A closed case is read only; what comes up later is a new one."""
    check_can_lead(user, concern)
    if concern.status == ConcernStatus.CLOSED:
        raise Conflict(_("Việc này đã khép lại, chỉ còn xem được."))


def check_can_confirm(user: User, concern: Concern) -> None:
    """A second person, named nowhere in the case."""
    if concern.close_asked_by_id == user.pk:
        raise Refused(_("Người đề nghị khép lại không tự xác nhận. Cần một người thứ hai."))
    if not selectors.to_confirm_by(user).filter(pk=concern.pk).exists():
        raise NotFound(_("Không tìm thấy việc này."))


def check_can_suspend_in(user: User, concern: Concern) -> None:
    """Whom the Department cleared the Department suspends."""
    check_can_write_in(user, concern)
    if not hats.of(user).is_department_officer:
        raise Refused(_("Chỉ Sở tạm ngừng được một người lớn. Thầy cô gửi đề nghị lên Sở."))


def check_can_appoint(user: User, affiliation: Affiliation) -> None:
    """The school's administrator among its staff, the Department's officers among themselves."""
    worn = hats.of(user)
    over = worn.organisations_as(frozenset({Role.SCHOOL_ADMIN, Role.DEPARTMENT_OFFICER}))
    if affiliation.organisation_id not in over:
        raise Refused(_("Chỉ quản lý nhà trường hoặc cán bộ Sở chọn người phụ trách an toàn của nơi mình."))
    if not safeguarding.staff_to_choose_from(user).filter(pk=affiliation.pk).exists():
        raise NotFound(_("Không tìm thấy người này trong số thầy cô, cán bộ đang làm việc."))


can_lead = boolean_twin(check_can_lead)
can_write_in = boolean_twin(check_can_write_in)
can_confirm = boolean_twin(check_can_confirm)
can_suspend_in = boolean_twin(check_can_suspend_in)
