"""The grown-ups of a school who may go along."""

from django.db.models import Exists, OuterRef, QuerySet

from people.enums import SCHOOL_STAFF, OrganisationStatus
from people.models import Affiliation, User
from people.selectors import gates


def working_at(school: int) -> QuerySet[User]:
    """By name."""
    hat = Affiliation.objects.filter(
        gates.affiliation_is_current(),
        user=OuterRef("pk"),
        organisation=school,
        organisation__status=OrganisationStatus.VERIFIED,
        role__in=sorted(SCHOOL_STAFF),
    )
    return User.objects.filter(Exists(hat), is_active=True).order_by("sort_name", "pk")
