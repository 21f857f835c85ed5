"""Who may see the whole: the Department the city, a commune's officer the commune, a delegate what was handed on."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from people.enums import Right
from people.models import User
from people.selectors import delegations


def check_can_see_coverage(user: User) -> None:
    if not delegations.scope_of(user, Right.SEE_COVERAGE):
        raise Refused(_("Trang này dành cho cán bộ Sở, cán bộ xã, phường và người được Sở giao."))


can_see_coverage = boolean_twin(check_can_see_coverage)
