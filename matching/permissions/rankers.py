"""Who may look at the recommender's learned versions and go back to the one before."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from people.models import User
from people.selectors import hats


def check_can_see(user: User) -> None:
    if not hats.of(user).is_department_officer:
        raise Refused(_("Trang này dành cho cán bộ Sở."))


def check_can_roll_back(user: User) -> None:
    if not hats.of(user).is_department_officer:
        raise Refused(_("Chỉ cán bộ Sở mới đổi được mô hình gợi ý."))


can_see = boolean_twin(check_can_see)
can_roll_back = boolean_twin(check_can_roll_back)
