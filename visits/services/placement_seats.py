"""One seat of the offer for each intern: taken and given back by one conditional UPDATE each, so that it is exact."""

from django.db.models import F
from django.utils.translation import gettext as _

from core.errors import Conflict
from network import events
from network.models import Offer
from visits.models import Placement


def take(placement: Placement) -> None:
    """With the placement locked, saved by whoever calls."""
    if placement.holds_seat:
        return
    room = Offer.objects.filter(pk=placement.offer_id, seats_taken__lt=F("seats"))
    if not room.update(seats_taken=F("seats_taken") + 1):
        raise Conflict(_("Đã hết chỗ. Chưa có gì thay đổi."))
    placement.holds_seat = True
    events.post_changed.publish("offer", placement.offer_id)


def give_back(placement: Placement) -> None:
    if not placement.holds_seat:
        return
    Offer.objects.filter(pk=placement.offer_id).update(seats_taken=F("seats_taken") - 1)
    placement.holds_seat = False
    events.post_changed.publish("offer", placement.offer_id)
