"""Which organisations a person may see, and what hangs on one."""

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from core.text import fold
from people.enums import SUPPORTERS, ChangeState, OrganisationAct, OrganisationKind, OrganisationStatus, Right, Role
from people.models import Affiliation, Organisation, OrganisationChange, OrganisationStep, User
from people.selectors import delegations, gates, hats

WAITING = (OrganisationStatus.PENDING, OrganisationStatus.CHANGES_REQUESTED)


def visible_to(viewer: hats.Anyone) -> QuerySet[Organisation]:
    """The verified ones to everybody who may come in, one's own whatever its state, and what one decides on."""
    worn = hats.of(viewer)
    everything = Organisation.objects.select_related("commune", "school")
    if not worn.counting:
        return everything.none()
    if worn.is_department_officer:
        return everything
    seen = Q(status=OrganisationStatus.VERIFIED) | Q(pk__in=[hat.organisation_id for hat in worn.counting])
    if associations_of(viewer):
        seen |= Q(kind=OrganisationKind.ENTERPRISE, status__in=WAITING)
    scope = delegations.scope_of(viewer, Right.VERIFY_ORGANISATIONS)
    return everything.filter(seen | scope.decides_on() if scope else seen)


def get_for(viewer: hats.Anyone, pk: int) -> Organisation:
    organisation = visible_to(viewer).filter(pk=pk).first()
    if organisation is None:
        raise NotFound(_("Không tìm thấy tổ chức này, hoặc tổ chức chưa được xác minh."))
    return organisation


def narrow(rows: QuerySet[Organisation], *, q: str = "", kind: str = "", status: str = "") -> QuerySet[Organisation]:
    """Each word typed must occur, with or without diacritics."""
    for word in fold(q).split():
        rows = rows.filter(search_text__contains=word)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.filter(status=status) if status else rows


def waiting_for(viewer: hats.Anyone) -> QuerySet[Organisation]:
    """What the viewer is asked to look at, the oldest first: new ones, and changes of verified ones.

    Each with `change_waits`, and its recommendations in `recommended`.
    """
    change = OrganisationChange.objects.filter(organisation=OuterRef("pk"), state=ChangeState.WAITING)
    recommended = OrganisationStep.objects.filter(act=OrganisationAct.RECOMMEND).select_related("by")
    scope = delegations.scope_of(viewer, Right.VERIFY_ORGANISATIONS)
    asked = scope.decides_on() if scope else Q(pk=None)
    if associations_of(viewer):
        asked |= Q(kind=OrganisationKind.ENTERPRISE) & ~Q(pk__in=_of_colleagues(viewer))
    return (
        Organisation.objects.filter(asked)
        .exclude(kind=OrganisationKind.EDUCATION_DEPARTMENT)
        .annotate(change_waits=Exists(change))
        .filter(Q(status__in=WAITING) | Q(status=OrganisationStatus.VERIFIED, change_waits=True))
        .select_related("commune")
        .prefetch_related(Prefetch("steps", recommended, to_attr="recommended"))
        .order_by("created_at", "pk")
    )


def associations_of(viewer: hats.Anyone) -> frozenset[int]:
    """The verified business associations for which the viewer speaks."""
    return frozenset(
        hat.organisation_id
        for hat in hats.of(viewer).counting
        if hat.role == Role.REPRESENTATIVE
        and hat.organisation_kind == OrganisationKind.BUSINESS_ASSOCIATION
        and hat.organisation_status == OrganisationStatus.VERIFIED
    )


def is_of_colleagues(viewer: hats.Anyone, organisation: Organisation) -> bool:
    """Somebody of the viewer's association belongs to this organisation, too."""
    return _of_colleagues(viewer).filter(organisation=organisation.pk).exists()


def _of_colleagues(viewer: hats.Anyone) -> QuerySet[Affiliation, int]:
    colleagues = Affiliation.objects.filter(
        gates.affiliation_is_current(), organisation__in=associations_of(viewer)
    ).values("user")
    return Affiliation.objects.filter(gates.affiliation_is_current(), user__in=colleagues).values_list(
        "organisation", flat=True
    )


def history_of(organisation: Organisation) -> QuerySet[OrganisationStep]:
    return organisation.steps.select_related("by")


def run_by(user: hats.Anyone) -> QuerySet[Organisation]:
    """Those whose file and people are this person's to look after."""
    own = hats.of(user).organisations_as(frozenset({Role.REPRESENTATIVE, Role.SCHOOL_ADMIN}))
    return Organisation.objects.filter(pk__in=own).select_related("commune", "school")


def people_in_charge_of(organisation: Organisation) -> list[int]:
    """Whom to tell what happens to it."""
    current = Affiliation.objects.filter(
        gates.affiliation_is_current(), organisation=organisation, role__in=(Role.REPRESENTATIVE, Role.SCHOOL_ADMIN)
    )
    return list(current.values_list("user", flat=True))


def cleared_people_of(organisation: Organisation) -> QuerySet[User]:
    """The outside adults of this organisation whom a pupil may know of."""
    speaks = Affiliation.objects.filter(gates.affiliation_is_current(), organisation=organisation, role__in=SUPPORTERS)
    return gates.cleared_adults().filter(pk__in=speaks.values("user"))


def adults_of(organisation: Organisation) -> QuerySet[User]:
    current = Affiliation.objects.filter(gates.affiliation_is_current(), organisation=organisation)
    return User.objects.filter(pk__in=current.exclude(role=Role.STUDENT).values("user"))


def headcount(organisation: Organisation) -> dict[str, int]:
    """How many people wear a hat here today: pupils and adults."""
    current = Affiliation.objects.filter(gates.affiliation_is_current(), organisation=organisation)
    return current.aggregate(
        pupils=Count("user", distinct=True, filter=Q(role=Role.STUDENT)),
        adults=Count("user", distinct=True, filter=~Q(role=Role.STUDENT)),
    )
