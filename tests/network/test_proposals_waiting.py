"""Held at the last key, a proposal goes on by itself when the obstacle goes away."""

import datetime as dt

import pytest
from django.db.models import F
from django.urls import reverse

from core import clock
from core.errors import Conflict
from network import tasks
from network.enums import IdeaStatus
from network.enums import ProposalState as State
from network.models import Engagement, Idea, Offer, Proposal
from network.services import consent_changes, engagements, ideas, posts, proposals, reviews
from people.enums import ConsentPurpose
from people.models import Affiliation, Clearance, Consent
from tests import make

pytestmark = pytest.mark.django_db


def state_of(proposal):
    return Proposal.objects.get(pk=proposal.pk).state


@pytest.fixture
def held():
    """Both adults said yes; meanwhile the only seat went to another team, then the guardians agreed."""
    offer = make.offer(seats=1)
    proposal = make.proposal(post=offer, state=State.AWAITING_CONSENT)
    other = make.engagement(post=offer)
    consent_changes.consent_given(proposal.idea.created_by_id, ConsentPurpose.MENTORING_CHAT)
    assert state_of(proposal) == State.AWAITING_CONSENT
    return proposal, other


def test_a_freed_seat_opens_what_waited_for_it(held, django_capture_on_commit_callbacks):
    proposal, other = held

    with django_capture_on_commit_callbacks(execute=True):
        engagements.close(engagement=other, by=other.supporter)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.engagement.supporter) == (State.ENGAGED, proposal.accepted_by)
    assert Offer.objects.get().seats_taken == 1
    assert list(proposal.events.values_list("action", "actor")) == [("engage", None)]


def test_a_seat_that_is_added_opens_it_too(held, django_capture_on_commit_callbacks):
    proposal, _other = held
    post = Offer.objects.get()
    wanted = {**reviews.post_content.read(post), "seats": 2}

    with django_capture_on_commit_callbacks(execute=True):
        posts.edit(post=post, content=wanted, by=post.author)
        reviews.decide(review=post.reviews.get(), decision="accepted", by=make.officer())

    assert state_of(proposal) == State.ENGAGED


def test_one_freed_seat_goes_to_who_has_waited_longest(held, django_capture_on_commit_callbacks):
    first, other = held
    second = make.proposal(post=first.post, state=State.AWAITING_CONSENT)

    with django_capture_on_commit_callbacks(execute=True):
        engagements.close(engagement=other, by=other.supporter)

    assert (state_of(first), state_of(second)) == (State.ENGAGED, State.AWAITING_CONSENT)


def renew_clearance(proposal):
    Clearance.objects.filter(user=proposal.accepted_by).update(revoked_at=None)


def find_an_adviser(proposal):
    Affiliation.objects.filter(user=proposal.idea.club.adviser).update(ends_on=None)


def agree_again(proposal):
    Consent.objects.update(withdrawn_at=None)


def lapse(proposal):
    Clearance.objects.filter(user=proposal.accepted_by).update(revoked_at=clock.now())


def lose_adviser(proposal):
    Affiliation.objects.filter(user=proposal.idea.club.adviser).update(ends_on=clock.today() - dt.timedelta(days=1))


def withdraw(proposal):
    Consent.objects.filter(purpose=ConsentPurpose.MENTORING_CHAT).update(withdrawn_at=clock.now())


@pytest.mark.parametrize(
    ("happening", "mending"), [(lapse, renew_clearance), (lose_adviser, find_an_adviser), (withdraw, agree_again)]
)
def test_the_hourly_look_opens_what_was_mended(happening, mending):
    proposal = make.proposal(state=State.AWAITING_CONSENT)
    happening(proposal)
    tasks.mind_proposals()
    assert (state_of(proposal), Engagement.objects.count()) == (State.AWAITING_CONSENT, 0)

    mending(proposal)
    for _ in range(2):
        tasks.mind_proposals()

    assert (state_of(proposal), Engagement.objects.count(), Offer.objects.get().seats_taken) == (State.ENGAGED, 1, 1)


def test_an_idea_published_again_opens_it(django_capture_on_commit_callbacks):
    proposal = make.proposal(state=State.AWAITING_CONSENT)
    Idea.objects.update(status=IdeaStatus.SUBMITTED)

    with django_capture_on_commit_callbacks(execute=True):
        ideas.publish(idea=proposal.idea, visibility="partners", by=proposal.idea.club.adviser)

    assert state_of(proposal) == State.ENGAGED


def test_what_could_go_on_is_opened_before_it_is_called_late():
    proposal = make.proposal(state=State.AWAITING_CONSENT, expires_at=clock.now() - dt.timedelta(minutes=5))

    tasks.mind_proposals()

    assert state_of(proposal) == State.ENGAGED


def test_a_key_turned_back_meanwhile_keeps_it_closed(held, django_capture_on_commit_callbacks):
    proposal, other = held
    proposals.take_key_back(proposal=proposal, by=proposal.post.author)

    with django_capture_on_commit_callbacks(execute=True):
        engagements.close(engagement=other, by=other.supporter)

    assert state_of(proposal) == State.ADVISER_APPROVED


def test_nothing_is_queued_where_nothing_waits(django_capture_on_commit_callbacks):
    other = make.engagement()

    with django_capture_on_commit_callbacks() as queued:
        engagements.close(engagement=other, by=other.supporter)

    assert "network.tasks.open_waiting" not in {getattr(task, "path", "") for task in queued}


def test_the_page_says_that_nobody_has_to_press_again(held, client):
    proposal, _other = held
    client.force_login(proposal.idea.club.adviser)

    shown = client.get(reverse("proposal_detail", args=[proposal.pk])).content.decode()

    assert "Đã hết chỗ." in shown
    assert "Không ai phải bấm lại." in shown


def test_a_key_is_still_refused_where_no_seat_is_left():
    """Who has not decided yet decides with the seats in view; only what was decided is kept."""
    proposal = make.proposal(state=State.SUPPLY_ACCEPTED)
    Offer.objects.update(seats_taken=F("seats"))

    with pytest.raises(Conflict, match="hết chỗ"):
        proposals.approve(proposal=proposal, by=proposal.idea.club.adviser)
