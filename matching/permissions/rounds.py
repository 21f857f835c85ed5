"""Who runs a round: the Department for all, a school's administrators for the school's own clubs."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from matching.models import Round
from people.enums import Role
from people.models import School, User
from people.selectors import hats


def check_can_see_rounds(user: User) -> None:
    worn = hats.of(user)
    if not (worn.is_department_officer or worn.is_school_admin):
        raise Refused(_("Các đợt ghép dành cho cán bộ Sở và quản lý nhà trường."))


def check_can_open(user: User, school: School | None) -> None:
    """For everybody (`school` is None), or for one school's clubs."""
    worn = hats.of(user)
    if school is None and not worn.is_department_officer:
        raise Refused(_("Chỉ cán bộ Sở mở được đợt ghép cho toàn thành phố."))
    if school is not None and school.pk not in worn.organisations_as(frozenset({Role.SCHOOL_ADMIN})):
        raise Refused(_("Chỉ quản lý nhà trường mở được đợt ghép cho câu lạc bộ của trường."))


def check_can_run(user: User, a_round: Round) -> None:
    check_can_open(user, a_round.school)


can_see_rounds = boolean_twin(check_can_see_rounds)
can_open = boolean_twin(check_can_open)
can_run = boolean_twin(check_can_run)
