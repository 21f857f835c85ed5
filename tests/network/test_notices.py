"""Who hears of what in the network: the other side, never the doer, nobody who may not know, no pupil's name."""

import datetime as dt

import pytest

from core import clock
from network.enums import IdeaStatus, PostStatus, ProposalSide, ProposalState, ReviewDecision
from network.models import Review
from network.services import engagements, ideas, post_content, proposals, reviews
from people.enums import Role
from people.models import Clearance, Notice
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea():
    return make.idea()


@pytest.fixture
def offer():
    return make.offer()


def pupil_of(idea):
    return idea.created_by


def told(kind):
    rows = Notice.objects.filter(kind=kind).select_related("recipient")
    return {row.recipient for row in rows}


def test_an_idea_handed_in_waits_for_the_adviser():
    idea = make.idea(status=IdeaStatus.DRAFT)

    ideas.submit(idea=idea, by=pupil_of(idea))

    assert told("idea_submitted") == {idea.club.adviser}
    assert Notice.objects.get().path == f"/ideas/{idea.pk}/"


def test_an_idea_that_comes_back_is_told_to_the_team():
    idea = make.idea(status=IdeaStatus.SUBMITTED)

    ideas.send_back(idea=idea, reason="Kể rõ hơn nhé.", by=idea.club.adviser)

    assert told("idea_returned") == {pupil_of(idea)}


def test_a_pupils_proposal_reaches_both_who_hold_a_key(idea, offer):
    proposals.propose(idea=idea, post=offer, by=pupil_of(idea))

    assert told("proposal_asked") == {idea.club.adviser, offer.author}


def test_an_adults_proposal_reaches_the_adviser(idea, offer):
    proposals.propose(idea=idea, post=offer, by=offer.author)

    assert told("proposal_asked") == {idea.club.adviser}
    assert told("proposal_accepted") == {idea.club.adviser, pupil_of(idea)}


def test_the_keys_and_the_beginning(idea, offer):
    asked = make.proposal(idea, offer)

    proposals.approve(proposal=asked, by=idea.club.adviser)
    proposals.accept(proposal=asked, by=offer.author)

    assert told("proposal_approved") == {offer.author, pupil_of(idea)}
    assert told("proposal_accepted") == {idea.club.adviser, pupil_of(idea)}
    assert told("engagement_opened") == {offer.author, idea.club.adviser, pupil_of(idea)}


def test_the_end_of_an_engagement():
    running = make.engagement()
    idea = running.proposal.idea

    engagements.close(engagement=running, by=idea.club.adviser)

    assert told("engagement_ended") == {running.supporter, idea.club.adviser, pupil_of(idea)}


@pytest.mark.parametrize(("service", "kind"), [("refuse", "proposal_refused"), ("withdraw", "proposal_withdrawn")])
def test_an_end_before_the_beginning(idea, offer, service, kind):
    asked = make.proposal(idea, offer)

    getattr(proposals, service)(proposal=asked, reason="Chưa hợp lúc này.", by=idea.club.adviser)

    assert told(kind) == {offer.author, pupil_of(idea)}


def test_question_and_answer_stay_between_the_adults(idea, offer):
    asked = make.proposal(idea, offer)

    proposals.ask(proposal=asked, text="Nhóm có mấy bạn?", by=offer.author)
    assert told("proposal_talk") == {idea.club.adviser}
    proposals.answer(proposal=asked, text="Bốn bạn.", by=idea.club.adviser)
    assert told("proposal_talk") == {idea.club.adviser, offer.author}


@pytest.mark.parametrize(
    ("state", "side", "who"),
    [
        (ProposalState.PROPOSED, ProposalSide.TEAM, {"adviser", "author"}),
        (ProposalState.ADVISER_APPROVED, ProposalSide.TEAM, {"author"}),
        (ProposalState.SUPPLY_ACCEPTED, ProposalSide.SUPPLY, {"adviser"}),
        (ProposalState.AWAITING_CONSENT, ProposalSide.TEAM, set()),
    ],
)
def test_whose_turn_it_is_is_reminded(idea, offer, state, side, who):
    soon = clock.now()
    make.proposal(idea, offer, state=state, side=side, expires_at=soon + dt.timedelta(days=1))
    people = {"adviser": idea.club.adviser, "author": offer.author}

    proposals.remind_waiting()

    assert told("proposal_expiring") == {people[name] for name in who}


def test_what_nobody_answered_is_told_to_all(idea, offer):
    make.proposal(idea, offer, expires_at=clock.now() - dt.timedelta(hours=1))

    proposals.expire_unanswered()

    assert told("proposal_expired") == {idea.club.adviser, offer.author, pupil_of(idea)}


def test_whoever_may_not_know_of_the_team_hears_nothing(idea, offer):
    asked = make.proposal(idea, offer)
    Clearance.objects.filter(user=offer.author).delete()

    proposals.withdraw(proposal=asked, by=pupil_of(idea))

    assert told("proposal_withdrawn") == {idea.club.adviser}


def test_a_pupil_whose_account_sleeps_hears_nothing(offer):
    idea = make.idea()
    asked = make.proposal(idea, offer)
    pupil_of(idea).guardianships.get().consents.all().delete()

    proposals.refuse(proposal=asked, reason="Chưa hợp.", by=idea.club.adviser)

    assert told("proposal_refused") == {offer.author}


@pytest.mark.parametrize(
    ("decision", "kind"),
    [
        (ReviewDecision.ACCEPTED, "review_accepted"),
        (ReviewDecision.CHANGES_REQUESTED, "review_changes"),
        (ReviewDecision.REFUSED, "review_refused"),
    ],
)
def test_the_author_hears_what_the_department_decided(decision, kind):
    post = make.offer(status=PostStatus.IN_REVIEW)
    waiting = Review.objects.create(offer=post, content=post_content.read(post), submitted_by=post.author)

    reviews.decide(review=waiting, decision=decision, reason="Vì…", by=make.officer())

    assert told(kind) == {post.author}
    assert Notice.objects.get().path == f"/offers/{post.pk}/"


def test_no_notice_names_a_pupil(offer):
    school = make.school()
    pupil = make.pupil(school, full_name="Bùi Thị Tưkhuê")
    idea = make.idea(make.club(school), team=[pupil])
    make.adult(school, Role.SCHOOL_ADMIN)
    asked = proposals.propose(idea=idea, post=offer, by=pupil)
    proposals.approve(proposal=asked, by=idea.club.adviser)
    proposals.accept(proposal=asked, by=offer.author)

    assert Notice.objects.count() > 5
    assert not [row for row in Notice.objects.all() if "Tưkhuê" in str(row.facts) + row.path]
