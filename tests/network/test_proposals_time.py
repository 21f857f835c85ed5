"""Reminders, expiry and asking for more."""

import datetime as dt

import pytest
import time_machine

from core import clock
from core.errors import Conflict
from network.enums import ProposalAction as Action
from network.enums import ProposalState as State
from network.services import proposals
from tests import make

pytestmark = pytest.mark.django_db


def after(days):
    return time_machine.travel(clock.now() + dt.timedelta(days=days), tick=False)


def actions(proposal):
    return list(proposal.events.values_list("action", flat=True))


def test_nobody_answers_so_it_is_reminded_once_then_expires():
    idea, offer = make.idea(), make.offer()
    proposal = proposals.propose(idea=idea, post=offer, by=idea.created_by)

    with after(12):
        assert (proposals.remind_waiting(), proposals.remind_waiting()) == (1, 0)
    with after(14):
        assert (proposals.expire_unanswered(), proposals.expire_unanswered()) == (1, 0)

    proposal.refresh_from_db()
    assert proposal.state == State.EXPIRED
    assert actions(proposal) == [Action.PROPOSE, Action.REMIND, Action.EXPIRE]


def test_nothing_expires_before_its_time():
    make.proposal()

    assert (proposals.remind_waiting(), proposals.expire_unanswered()) == (0, 0)


def test_asking_for_more_starts_the_clock_again():
    proposal = make.proposal()

    with after(10):
        proposals.ask(proposal=proposal, text="Các em đã thử với nước nào rồi?", by=proposal.post.author)
    with after(20):
        assert proposals.expire_unanswered() == 0
        proposals.answer(proposal=proposal, text="Nước giếng nhà em ạ.", by=proposal.idea.club.adviser)

    assert actions(proposal) == [Action.ASK, Action.ANSWER]


def test_one_cannot_talk_in_an_expired_proposal():
    proposal = make.proposal(state=State.EXPIRED)

    with pytest.raises(Conflict):
        proposals.ask(proposal=proposal, text="Còn đó không?", by=proposal.post.author)
