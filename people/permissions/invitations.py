"""Who may invite whom into which role."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from people.enums import ROLE_HOMES, OrganisationKind, Role
from people.models import Organisation, User
from people.selectors import hats

# Within one's own organisation. A pupil comes by the roster, never by a link.
INVITES: dict[Role, frozenset[Role]] = {
    Role.SCHOOL_ADMIN: frozenset({Role.TEACHER, Role.ADVISER, Role.SCHOOL_ADMIN, Role.ALUMNUS}),
    Role.REPRESENTATIVE: frozenset({Role.REPRESENTATIVE, Role.MENTOR, Role.VOLUNTEER, Role.ALUMNUS}),
}


def roles_to_invite(user: User, organisation: Organisation) -> list[Role]:
    """In the order of the enum; those that exist in this kind of organisation."""
    worn = hats.of(user)
    here = {hat.role for hat in worn.counting if hat.organisation_id == organisation.pk}
    allowed = frozenset(Role) if worn.is_department_officer else frozenset().union(*(INVITES.get(r, ()) for r in here))
    kind = OrganisationKind(organisation.kind)
    return [role for role in Role if role in allowed and role != Role.STUDENT and kind in ROLE_HOMES[role]]


def check_can_invite(user: User, organisation: Organisation, role: Role) -> None:
    if role not in roles_to_invite(user, organisation):
        raise Refused(_("Anh chị không mời được vai trò này vào tổ chức này."))


def check_can_revoke(user: User, organisation: Organisation, role: Role) -> None:
    """Whoever may invite may take an invitation back, also a colleague's."""
    check_can_invite(user, organisation, role)


can_invite = boolean_twin(check_can_invite)
can_revoke = boolean_twin(check_can_revoke)
