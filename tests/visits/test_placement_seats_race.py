"""The seats of an internship are the database's to guard: of many hosts' yeses for one seat one is taken."""

import pytest

from core.errors import Conflict
from network.models import Offer
from people.models import User
from tests import make
from tests.races import race
from tests.visits import given_placements
from visits.models import Placement
from visits.services import placements

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_the_last_seat_goes_to_one_of_eight():
    club, offer = make.club(), given_placements.offer(seats=1)
    waiting = [given_placements.placement(offer, club).pk for _ in range(8)]
    author = offer.author_id

    def accept(index: int) -> str:
        try:
            placements.accept(placement=Placement(pk=waiting[index]), by=User.objects.get(pk=author))
        except Conflict:
            return "full"
        return "taken"

    answers = race(8, accept)

    assert sorted(answers) == ["full"] * 7 + ["taken"]
    assert Placement.objects.filter(holds_seat=True).count() == Offer.objects.get(pk=offer.pk).seats_taken == 1
