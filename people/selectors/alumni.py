"""Who says they went to which school."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from people.enums import ClaimState, OrganisationKind, OrganisationStatus, Role
from people.models import AlumnusClaim, Organisation, School, User
from people.selectors import hats


def waiting_at(viewer: hats.Anyone, school: Organisation) -> QuerySet[AlumnusClaim]:
    return waiting_for(viewer).filter(school=school.pk)


def waiting_for(viewer: hats.Anyone) -> QuerySet[AlumnusClaim]:
    """The oldest first."""
    return decided_by(viewer).filter(state=ClaimState.WAITING).order_by("pk")


def decided_by(viewer: hats.Anyone) -> QuerySet[AlumnusClaim]:
    """Those that are the viewer's to decide, but for the viewer's own."""
    schools = hats.of(viewer).organisations_as(frozenset({Role.SCHOOL_ADMIN}))
    rows = AlumnusClaim.objects.filter(school__in=schools).exclude(user=hats.of(viewer).user_id)
    return rows.select_related("user", "school__organisation")


def get_for(viewer: hats.Anyone, pk: int) -> AlumnusClaim:
    found = decided_by(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy lời đăng ký cựu học sinh này."))
    return found


def made_by(user: User) -> QuerySet[AlumnusClaim]:
    return AlumnusClaim.objects.filter(user=user).select_related("school__organisation")


def schools_to_name() -> QuerySet[School]:
    verified = School.objects.filter(organisation__status=OrganisationStatus.VERIFIED)
    return verified.filter(organisation__kind=OrganisationKind.SCHOOL).select_related("organisation__commune")


def school_to_name(pk: int) -> School:
    found = schools_to_name().filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy trường này."))
    return found
