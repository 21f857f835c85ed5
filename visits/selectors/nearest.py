"""What else is free when a slot is not: the same host first, then others of the same field, near in time and place."""

from django.db.models import QuerySet

from core import clock, written
from network.models import Offer
from people.selectors import hats
from visits.models import Slot
from visits.rules import KM_A_DAY, NEAREST
from visits.selectors import slots
from visits.selectors.slots import Facts, Key, OpenSlot, Wanted


def free_near(viewer: hats.Anyone, slot: Slot, party: int) -> list[OpenSlot]:
    """At most `NEAREST` slots with room for `party`, on days that the reader's school has no day off."""
    found = slots.open_to(viewer, Wanted(facts=Facts(party=party)))
    alike = set(written.rows(_offers_alike, slot.offer_id))
    others = [key for key in found.keys if key.slot != slot.pk and key.offer in alike | {slot.offer_id}]
    begins = slot.starts_at.astimezone(clock.zone()).date()

    def cost(key: Key) -> tuple[bool, float]:
        days = abs((key.day - begins).days)
        return key.offer != slot.offer_id, days + found.kilometres.get(key.commune, 0.0) / KM_A_DAY

    return slots.with_rows(viewer, sorted(others, key=cost)[:NEAREST], found.kilometres)


def _offers_alike(offer: int) -> QuerySet[Offer, int]:
    """The offer itself and those that share a field with it."""
    return Offer.objects.filter(fields__offers=offer).order_by().distinct().values_list("pk", flat=True)
