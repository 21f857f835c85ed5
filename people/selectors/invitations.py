"""Who invited whom, and what became of it."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from people.enums import Role
from people.models import Invitation, Organisation
from people.selectors import hats

_IN_CHARGE = frozenset({Role.SCHOOL_ADMIN, Role.REPRESENTATIVE})


def visible_to(viewer: hats.Anyone) -> QuerySet[Invitation]:
    """Those of the organisations one is in charge of; all to the Department."""
    worn = hats.of(viewer)
    rows = Invitation.objects.select_related("organisation", "created_by", "accepted_by")
    if worn.is_department_officer:
        return rows
    return rows.filter(organisation__in=worn.organisations_as(_IN_CHARGE))


def of_organisation(viewer: hats.Anyone, organisation: Organisation) -> QuerySet[Invitation]:
    return visible_to(viewer).filter(organisation=organisation)


def get_for(viewer: hats.Anyone, pk: int) -> Invitation:
    found = visible_to(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy lời mời này."))
    return found
