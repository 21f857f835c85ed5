"""Who may see how good suggestions are: the Department the city's, a school's administrators their school's."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from people.models import User
from people.selectors import hats


def check_can_see_quality(user: User) -> None:
    worn = hats.of(user)
    if not (worn.is_department_officer or worn.is_school_admin):
        raise Refused(_("Trang này dành cho cán bộ Sở và quản lý nhà trường."))


can_see_quality = boolean_twin(check_can_see_quality)
