"""Seats are the database's to guard: two hundred acceptances for one seat open one engagement."""

import pytest

from core.errors import Conflict
from network.enums import ProposalState
from network.models import Engagement, Offer, Proposal
from network.services import proposals
from people.models import User
from tests import make
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PEOPLE, EACH = 20, 10


def test_two_hundred_acceptances_for_one_seat_open_one_engagement():
    club, offer = make.club(), make.offer(seats=1)
    for _ in range(PEOPLE * EACH):
        make.proposal(make.idea(club), offer, state=ProposalState.ADVISER_APPROVED)
    waiting = list(Proposal.objects.values_list("pk", flat=True))
    author = offer.author_id

    def accept_ten(index: int) -> list[str]:
        mine = waiting[index * EACH : (index + 1) * EACH]
        return [_accept(pk, author) for pk in mine]

    answers = [answer for person in race(PEOPLE, accept_ten) for answer in person]

    assert sorted(set(answers)) == ["full", "opened"]
    assert answers.count("opened") == 1
    assert Engagement.objects.count() == Proposal.objects.filter(state=ProposalState.ENGAGED).count() == 1
    assert Offer.objects.get().seats_taken == 1


def test_the_same_click_twice_opens_one_engagement():
    offer = make.offer(seats=5)
    pk = make.proposal(post=offer, state=ProposalState.ADVISER_APPROVED).pk

    answers = race(8, lambda _: _accept(pk, offer.author_id))

    assert sorted(answers) == ["full"] * 7 + ["opened"]
    assert Offer.objects.get().seats_taken == 1


def _accept(pk: int, author: int) -> str:
    try:
        proposals.accept(proposal=Proposal(pk=pk), by=User.objects.get(pk=author))
    except Conflict:
        return "full"
    return "opened"
