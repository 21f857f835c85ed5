"""Who may see the whole: the Department the city, a commune's officer the commune."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from people.models import User
from people.selectors import hats


def check_can_see_coverage(user: User) -> None:
    if not hats.of(user).is_officer:
        raise Refused(_("Trang này dành cho cán bộ Sở và cán bộ xã, phường."))


can_see_coverage = boolean_twin(check_can_see_coverage)
