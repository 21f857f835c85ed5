"""Slots for whoever moves a visit, or moves the slot itself."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from people.enums import Role
from people.selectors import hats
from visits import rules
from visits.enums import HOLDING_STATES
from visits.models import Slot, Visit

_SHOWN = 20


def others_for(visit: Visit) -> QuerySet[Slot]:
    """Open slots of the same offer with room for this party, the nearest first."""
    rows = Slot.objects.filter(
        offer=visit.slot.offer_id,
        closed_at=None,
        starts_at__gte=clock.now() + rules.BOOK_AHEAD,
        seats_taken__lte=F("seats") - visit.party,
        groups_taken__lt=F("groups"),
    )
    return rows.exclude(pk=visit.slot_id).order_by("starts_at", "pk")[:_SHOWN]


def get_for(viewer: hats.Anyone, pk: int) -> Slot:
    """A slot of an offer the reader may answer for."""
    worn = hats.of(viewer)
    represented = worn.organisations_as(frozenset({Role.REPRESENTATIVE}))
    slot = Slot.objects.select_related("offer__organisation").filter(pk=pk).first()
    if slot is not None and worn.is_cleared_supporter:
        writes = slot.offer.author_id == worn.user_id and slot.offer.organisation_id in worn.supported_organisation_ids
        if writes or slot.offer.organisation_id in represented:
            return slot
    raise NotFound(_("Không tìm thấy khung giờ này."))


def visits_on(slot: Slot) -> QuerySet[Visit]:
    """Those that hold seats there, for the host who moves it."""
    rows = Visit.objects.filter(slot=slot, state__in=HOLDING_STATES)
    return rows.select_related("school__organisation").order_by("pk")
