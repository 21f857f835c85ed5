"""The seats of a slot: taken and given back by one conditional UPDATE each, so that they are always exact."""

from django.db.models import F

from visits.models import Slot


def take(*, slot: int, party: int) -> bool:
    """Seats for `party` pupils and one group; False, and nothing taken, when they are not there."""
    room = Slot.objects.filter(
        pk=slot, closed_at=None, seats_taken__lte=F("seats") - party, groups_taken__lt=F("groups")
    )
    return bool(room.update(seats_taken=F("seats_taken") + party, groups_taken=F("groups_taken") + 1))


def give_back(*, slot: int, party: int) -> None:
    Slot.objects.filter(pk=slot).update(seats_taken=F("seats_taken") - party, groups_taken=F("groups_taken") - 1)


def resize(*, slot: int, old: int, new: int) -> bool:
    """The same group with another number of pupils; False when there is no room for more. Fewer always fit."""
    room = Slot.objects.filter(pk=slot)
    if new > old:
        room = room.filter(closed_at=None, seats_taken__lte=F("seats") - (new - old))
    return bool(room.update(seats_taken=F("seats_taken") + (new - old)))
