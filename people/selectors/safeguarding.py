"""Who leads safeguarding: the members of staff a school named, its administrators while it named nobody.

The same at the Department, with its officers. Asked at the moment of use, like every right.
"""

from django.db.models import Exists, Q, QuerySet

from people.enums import SCHOOL_STAFF, OrganisationKind, OrganisationStatus, Role
from people.models import Affiliation, User
from people.selectors import gates, hats

# Who leads where nobody was named.
DEFAULTS = (Role.SCHOOL_ADMIN, Role.DEPARTMENT_OFFICER)


def leads_school(user: hats.Anyone, column: str) -> Q:
    """Of rows that name a school in `column`: this person answers for its reports."""
    worn = hats.of(user)
    by_default = Q(**{f"{column}__in": worn.organisations_as(frozenset({Role.SCHOOL_ADMIN}))})
    named_there = Q(**{f"{column}__in": _named_leads().values("organisation")})
    return Q(**{f"{column}__in": _named(worn) & worn.staffed_school_ids}) | (by_default & ~named_there)


def leads_own_department(user: hats.Anyone) -> Q:
    """The same of an officer and the Department, whatever row is asked."""
    worn = hats.of(user)
    own = worn.organisations_as(frozenset({Role.DEPARTMENT_OFFICER}))
    if own & _named(worn):
        return Q()
    return Q(pk=None) if not own else ~Q(Exists(_named_leads().filter(organisation__in=own)))


def schools_led_by(user: hats.Anyone) -> frozenset[int]:
    """Schools whose reports this person answers for. Costs a query only for an administrator who was not named."""
    worn = hats.of(user)
    named = _named(worn) & worn.staffed_school_ids
    by_default = worn.organisations_as(frozenset({Role.SCHOOL_ADMIN})) - named
    return named | (by_default - _with_a_named_lead(by_default))


def leads_department(user: hats.Anyone) -> bool:
    worn = hats.of(user)
    own = worn.organisations_as(frozenset({Role.DEPARTMENT_OFFICER}))
    return bool(own & _named(worn)) or bool(own - _with_a_named_lead(own))


def leads_of(organisation: int) -> QuerySet[User]:
    """The people who lead at this organisation today."""
    return _wearing(_leading().filter(organisation=organisation))


def leads_of_department() -> QuerySet[User]:
    return _wearing(_leading().filter(organisation__kind=OrganisationKind.EDUCATION_DEPARTMENT))


def administrators_of(organisation: int) -> QuerySet[User]:
    return _wearing(_current().filter(organisation=organisation, role=Role.SCHOOL_ADMIN))


def officers() -> QuerySet[User]:
    return _wearing(_current().filter(role=Role.DEPARTMENT_OFFICER))


def staff_to_choose_from(user: User) -> QuerySet[Affiliation]:
    """The hats this person may make a lead's: of the staff of the own schools, of the own Department."""
    worn = hats.of(user)
    schools = worn.organisations_as(frozenset({Role.SCHOOL_ADMIN}))
    departments = worn.organisations_as(frozenset({Role.DEPARTMENT_OFFICER}))
    may = Q(organisation__in=schools, role__in=SCHOOL_STAFF)
    may |= Q(organisation__in=departments, role=Role.DEPARTMENT_OFFICER)
    rows = _current().filter(may).select_related("user", "organisation", "safeguarding_lead")
    return rows.order_by("organisation", "user__sort_name", "pk")


def is_staff_of(user_ids: set[int], school: int) -> bool:
    return _current().filter(user__in=user_ids, organisation=school, role__in=SCHOOL_STAFF).exists()


def _named(worn: hats.Hats) -> frozenset[int]:
    return frozenset(hat.organisation_id for hat in worn.counting if hat.leads_safeguarding)


def _with_a_named_lead(organisations: frozenset[int]) -> set[int]:
    if not organisations:
        return set()
    return set(
        _current()
        .filter(safeguarding_lead__isnull=False, organisation__in=organisations)
        .values_list("organisation", flat=True)
    )


def _named_leads() -> QuerySet[Affiliation]:
    return _current().filter(safeguarding_lead__isnull=False)


def _leading() -> QuerySet[Affiliation]:
    named = _named_leads().values("organisation")
    return _current().filter(Q(safeguarding_lead__isnull=False) | (Q(role__in=DEFAULTS) & ~Q(organisation__in=named)))


def _current() -> QuerySet[Affiliation]:
    """Nobody of a suspended organisation comes in, so nobody of it would ever look."""
    rows = Affiliation.objects.filter(gates.affiliation_is_current(), user__is_active=True)
    return rows.exclude(organisation__status=OrganisationStatus.SUSPENDED)


def _wearing(rows: QuerySet[Affiliation]) -> QuerySet[User]:
    return User.objects.filter(pk__in=rows.values("user"))
