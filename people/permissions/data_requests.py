"""Who may ask for what about whose data, and who answers."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from people.enums import DataRequestKind, Role
from people.models import DataRequest, User
from people.selectors import hats, pupils

_ADMIN = frozenset({Role.SCHOOL_ADMIN})
# What a pupil may ask for alone; the rest is the guardian's, through the school.
OF_PUPILS = frozenset({DataRequestKind.ACCESS, DataRequestKind.CORRECTION})


def check_can_ask(user: User, subject: User, kind: DataRequestKind) -> None:
    if user.pk != subject.pk:
        check_can_ask_for(user, subject)
    elif hats.of(user).is_pupil and kind not in OF_PUPILS:
        raise Refused(_("Việc này cần phụ huynh của em. Em nhờ bố mẹ nói với nhà trường nhé."))


def check_can_ask_for(user: User, subject: User) -> None:
    """Write down what a guardian or another adult asked for."""
    if not keeps_papers_of(user, subject):
        raise Refused(_("Chỉ quản lý nhà trường (với học sinh) và cán bộ Sở (với người lớn) ghi được yêu cầu này."))


def check_can_work(user: User) -> None:
    worn = hats.of(user)
    if not (worn.is_school_admin or worn.is_department_officer):
        raise Refused(_("Danh sách này chỉ mở cho quản lý nhà trường và cán bộ Sở."))


def check_can_handle(user: User, request: DataRequest) -> None:
    """The pupil's school, for all others the Department; nobody answers a request of their own."""
    if not is_in_charge(user, request):
        raise Refused(_("Yêu cầu này do nơi khác phụ trách."))
    if user.pk == request.subject_id:
        raise Refused(_("Không ai tự trả lời yêu cầu của chính mình. Hãy nhờ một người phụ trách khác."))


def check_can_withdraw(user: User, request: DataRequest) -> None:
    if user.pk not in {request.asked_by_id, request.subject_id}:
        raise Refused(_("Chỉ người đã gửi yêu cầu mới rút lại được."))


def is_in_charge(user: User, request: DataRequest) -> bool:
    worn = hats.of(user)
    if request.school_id is None:
        return worn.is_department_officer
    return request.school_id in worn.organisations_as(_ADMIN)


def keeps_papers_of(user: User, subject: User) -> bool:
    worn = hats.of(user)
    if worn.is_department_officer and pupils.adults().filter(pk=subject.pk).exists():
        return True
    return worn.is_school_admin and pupils.administered_by(worn).filter(pk=subject.pk).exists()


can_ask = boolean_twin(check_can_ask)
can_ask_for = boolean_twin(check_can_ask_for)
can_work = boolean_twin(check_can_work)
can_handle = boolean_twin(check_can_handle)
can_withdraw = boolean_twin(check_can_withdraw)
