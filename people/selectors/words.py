"""Who asks for the word of an organisation somebody speaks for."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from people.enums import WORD_GIVERS, ClearanceCheck, OrganisationStatus
from people.models import ClearanceRequest
from people.selectors import hats


def waiting_for(viewer: hats.Anyone) -> QuerySet[ClearanceRequest]:
    """Oldest first; one's own request waits for somebody else."""
    worn = hats.of(viewer)
    rows = ClearanceRequest.objects.filter(
        check_kind=ClearanceCheck.ORGANISATION_WORD,
        decided_at=None,
        organisation__in=worn.organisations_as(WORD_GIVERS),
        organisation__status=OrganisationStatus.VERIFIED,
    )
    return rows.exclude(user=worn.user_id).select_related("user", "organisation").order_by("asked_at", "pk")


def get_for(viewer: hats.Anyone, pk: int) -> ClearanceRequest:
    found = waiting_for(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy lời xin này, hoặc đã có người trả lời."))
    return found
