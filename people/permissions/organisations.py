"""Who may register, verify, suspend and let back in an organisation."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from people.enums import OrganisationKind
from people.models import Organisation, User
from people.selectors import hats


def check_can_register(user: User) -> None:
    if not hats.of(user).is_department_officer:
        raise Refused(_("Chỉ cán bộ Sở mới thêm được trường hay tổ chức."))


def check_can_decide_on(user: User, organisation: Organisation) -> None:
    """Verify, suspend, reinstate. The Department cannot lock itself out."""
    if not hats.of(user).is_department_officer:
        raise Refused(_("Chỉ cán bộ Sở mới xác minh hay tạm ngừng được một tổ chức."))
    if organisation.kind == OrganisationKind.EDUCATION_DEPARTMENT:
        raise Refused(_("Sở Giáo dục và Đào tạo không tự xác minh hay tạm ngừng chính mình."))


can_register = boolean_twin(check_can_register)
can_decide_on = boolean_twin(check_can_decide_on)
