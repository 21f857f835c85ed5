"""Who may register, verify, suspend and let back in an organisation, and who looks after its file and its people."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from people.enums import OrganisationKind, Right, Role
from people.models import Organisation, User
from people.selectors import delegations, hats
from people.selectors import organisations as selectors

_LOOKS_AFTER = frozenset({Role.REPRESENTATIVE, Role.SCHOOL_ADMIN})


def check_can_register(user: User) -> None:
    if not hats.of(user).is_department_officer:
        raise Refused(_("Chỉ cán bộ Sở mới thêm được trường hay tổ chức."))


def check_can_decide_on(user: User, organisation: Organisation) -> None:
    """Suspend and reinstate. The Department cannot lock itself out."""
    if not hats.of(user).is_department_officer:
        raise Refused(_("Chỉ cán bộ Sở mới tạm ngừng hay cho hoạt động lại được một tổ chức."))
    if organisation.kind == OrganisationKind.EDUCATION_DEPARTMENT:
        raise Refused(_("Sở Giáo dục và Đào tạo không tự xác minh hay tạm ngừng chính mình."))
    _check_is_not_own(user, organisation)


def check_can_see_queue(user: User) -> None:
    if not delegations.scope_of(user, Right.VERIFY_ORGANISATIONS) and not selectors.associations_of(user):
        raise Refused(_("Trang này dành cho người được giao xác minh tổ chức."))


def check_can_verify(user: User, organisation: Organisation) -> None:
    """The Department, its delegate in the delegate's place, the business association for enterprises."""
    if organisation.kind == OrganisationKind.EDUCATION_DEPARTMENT:
        raise Refused(_("Sở Giáo dục và Đào tạo không tự xác minh hay tạm ngừng chính mình."))
    _check_is_not_own(user, organisation)
    if delegations.scope_of(user, Right.VERIFY_ORGANISATIONS).reaches(organisation):
        return
    _check_speaks_for_enterprises(user, organisation)


def check_can_refuse(user: User, organisation: Organisation) -> None:
    """Turn away for good, and look again: the Department and its delegate."""
    check_can_verify(user, organisation)
    if not delegations.scope_of(user, Right.VERIFY_ORGANISATIONS).reaches(organisation):
        raise Refused(_("Hiệp hội giới thiệu, xác minh hoặc đề nghị bổ sung; việc không nhận do Sở quyết định."))


def check_can_recommend(user: User, organisation: Organisation) -> None:
    _check_is_not_own(user, organisation)
    _check_speaks_for_enterprises(user, organisation)


def check_can_edit_file(user: User, organisation: Organisation) -> None:
    """Those in charge there; the Department for all."""
    worn = hats.of(user)
    if not worn.is_department_officer and organisation.pk not in worn.organisations_as(_LOOKS_AFTER):
        raise Refused(_("Chỉ người đại diện của tổ chức mới sửa được hồ sơ."))


def check_can_see_file(user: User, organisation: Organisation) -> None:
    """Tax code, address and signatory: those who write the file and those who decide on it."""
    if not can_edit_file(user, organisation):
        check_can_verify(user, organisation)


def check_can_manage_people(user: User, organisation: Organisation) -> None:
    worn = hats.of(user)
    if not worn.is_department_officer and organisation.pk not in worn.organisations_as(_LOOKS_AFTER):
        raise Refused(_("Chỉ người phụ trách của chính tổ chức đó mới xem được trang này."))


def _check_is_not_own(user: User, organisation: Organisation) -> None:
    if any(hat.organisation_id == organisation.pk for hat in hats.of(user).worn):
        raise Refused(_("Không ai tự quyết định về tổ chức của mình."))


def _check_speaks_for_enterprises(user: User, organisation: Organisation) -> None:
    if organisation.kind != OrganisationKind.ENTERPRISE or not selectors.associations_of(user):
        raise Refused(_("Chỉ cán bộ Sở, người được Sở giao, hoặc Hiệp hội doanh nghiệp với doanh nghiệp mới làm được."))
    if selectors.is_of_colleagues(user, organisation):
        raise Refused(_("Người của hiệp hội cũng thuộc doanh nghiệp này, nên việc này do Sở quyết định."))


can_register = boolean_twin(check_can_register)
can_decide_on = boolean_twin(check_can_decide_on)
can_see_queue = boolean_twin(check_can_see_queue)
can_verify = boolean_twin(check_can_verify)
can_refuse = boolean_twin(check_can_refuse)
can_recommend = boolean_twin(check_can_recommend)
can_edit_file = boolean_twin(check_can_edit_file)
can_see_file = boolean_twin(check_can_see_file)
can_manage_people = boolean_twin(check_can_manage_people)
