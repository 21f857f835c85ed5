"""Who may give and take which hat where."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from people.enums import ROLE_HOMES, OrganisationKind, Role
from people.models import Organisation, User
from people.selectors import hats

# Within one's own organisation: the role on the left gives the roles on the right. The Department gives all.
GIVES: dict[Role, frozenset[Role]] = {
    Role.SCHOOL_ADMIN: frozenset({Role.STUDENT, Role.TEACHER, Role.ADVISER, Role.ALUMNUS}),
    Role.ADVISER: frozenset({Role.STUDENT}),
    Role.REPRESENTATIVE: frozenset({Role.MENTOR, Role.VOLUNTEER, Role.ALUMNUS}),
}


def roles_to_give(user: User, organisation: Organisation) -> list[Role]:
    """In the order of the enum; those that exist in this kind of organisation."""
    kind = OrganisationKind(organisation.kind)
    return [role for role in Role if kind in ROLE_HOMES[role] and _is_over(user, organisation, role)]


def check_can_give(user: User, wearer: User, organisation: Organisation, role: Role) -> None:
    """Nobody gives a hat to oneself, the Department's officers included."""
    if user.pk == wearer.pk:
        raise Refused(_("Không ai tự nhận vai trò cho mình."))
    _check_is_over(user, organisation, role)


def check_can_take(user: User, wearer: User, organisation: Organisation, role: Role) -> None:
    """Everybody may lay down a hat of one's own, except a pupil: the school keeps the roll."""
    if user.pk == wearer.pk and role != Role.STUDENT:
        return
    _check_is_over(user, organisation, role)


can_give = boolean_twin(check_can_give)
can_take = boolean_twin(check_can_take)


def _check_is_over(user: User, organisation: Organisation, role: Role) -> None:
    worn = hats.of(user)
    if worn.is_department_officer:
        return
    here = {hat.role for hat in worn.counting if hat.organisation_id == organisation.pk}
    if not any(role in GIVES.get(own, frozenset()) for own in here):
        raise Refused(_("Chỉ Sở hoặc người phụ trách của chính tổ chức đó mới giao và thu được vai trò này."))


_is_over = boolean_twin(_check_is_over)
