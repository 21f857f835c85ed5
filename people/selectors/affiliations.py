from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.errors import NotFound
from people.enums import SUPPORTERS, OrganisationStatus, Role
from people.models import Affiliation, Organisation, User
from people.selectors import gates

NOT_HERE = _("Người này không còn giữ vai trò đó ở đây.")


def current_of(user: User) -> QuerySet[Affiliation]:
    """The person's hats of today, with their dates."""
    return (
        Affiliation.objects.filter(gates.affiliation_is_current(), user=user)
        .select_related("organisation")
        .order_by("starts_on", "pk")
    )


def ask_at(user: User) -> list[str]:
    """Names of advisers, else administrators, of the pupil's schools today: whom to ask when something is missing."""
    schools = Affiliation.objects.filter(gates.affiliation_is_current(), user=user).values("organisation")
    staff = (
        Affiliation.objects.filter(
            gates.affiliation_is_current(),
            organisation__in=schools,
            user__is_active=True,
            role__in=(Role.ADVISER, Role.SCHOOL_ADMIN),
        )
        .select_related("user")
        .order_by("role", "user__sort_name", "pk")
    )
    return list(dict.fromkeys(row.user.full_name for row in staff))[:3]


def supports_in(user: User, organisation: Organisation) -> bool:
    """The person is an outside adult of this organisation today."""
    current = Affiliation.objects.filter(gates.affiliation_is_current(), user=user, role__in=SUPPORTERS)
    return current.filter(organisation=organisation).exists()


def supported_by(user: User) -> list[Organisation]:
    """The verified organisations the person speaks for today, by name."""
    current = Affiliation.objects.filter(gates.affiliation_is_current(), user=user, role__in=SUPPORTERS)
    verified = Organisation.objects.filter(status=OrganisationStatus.VERIFIED, pk__in=current.values("organisation"))
    return list(verified.order_by("name"))


def holders_of(*roles: Role, organisation: Organisation | None = None) -> list[int]:
    """Active accounts that wear one of these roles today in a verified organisation, or in this one."""
    rows = Affiliation.objects.filter(
        gates.affiliation_is_current(),
        role__in=roles,
        user__is_active=True,
        organisation__status=OrganisationStatus.VERIFIED,
    )
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    return sorted(set(rows.values_list("user", flat=True)))


def adults_at(organisation: Organisation) -> QuerySet[Affiliation]:
    """The hats that adults wear here today, by role and name."""
    return (
        Affiliation.objects.filter(gates.affiliation_is_current(), organisation=organisation)
        .exclude(role=Role.STUDENT)
        .select_related("user", "organisation")
        .order_by("role", "user__sort_name", "pk")
    )


def get_at(organisation: Organisation, pk: int) -> Affiliation:
    found = adults_at(organisation).filter(pk=pk).first()
    if found is None:
        raise NotFound(NOT_HERE)
    return found
