"""Who may record that an adult passed a check."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from people.models import User
from people.selectors import hats


def check_can_record_for(user: User, adult: User) -> None:
    """The Department, or whom it gave the officer's role to; never for oneself."""
    if not hats.of(user).is_department_officer:
        raise Refused(_("Chỉ cán bộ Sở được giao mới ghi kết quả thẩm định."))
    if user.pk == adult.pk:
        raise Refused(_("Không ai tự thẩm định cho mình."))


can_record_for = boolean_twin(check_can_record_for)
