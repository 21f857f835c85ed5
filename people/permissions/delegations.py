"""Who may hand a right on and take it back."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from people.models import User
from people.selectors import hats


def check_can_delegate(user: User) -> None:
    if not hats.of(user).is_department_officer:
        raise Refused(_("Chỉ cán bộ Sở mới giao và thu quyền."))


can_delegate = boolean_twin(check_can_delegate)
