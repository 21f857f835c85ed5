"""Three keys, in every order, and each of them taken back."""

import datetime as dt
from itertools import permutations

import pytest

from core import clock
from core.errors import Conflict, Invalid, Refused
from network.enums import IdeaStatus, PostStatus
from network.enums import ProposalState as State
from network.models import Engagement, Idea, Offer, Proposal
from network.services import proposals
from people.enums import ConsentPurpose, Role
from people.models import Affiliation, Clearance, Consent
from tests import make

pytestmark = pytest.mark.django_db


def withdraw_consents(idea):
    Consent.objects.filter(guardianship__pupil__team_places__idea=idea, purpose=ConsentPurpose.MENTORING_CHAT).update(
        withdrawn_at=clock.now()
    )


def agree_again(idea):
    Consent.objects.filter(guardianship__pupil__team_places__idea=idea).update(withdrawn_at=None)


def test_a_pupil_asks_and_holds_no_key_of_the_three():
    idea, offer = make.idea(), make.offer()

    proposal = proposals.propose(idea=idea, post=offer, note="Chúng em chào anh ạ.", by=idea.created_by)

    assert (proposal.state, proposal.accepted_by, proposal.approved_by) == (State.PROPOSED, None, None)


def test_a_mentor_who_invites_has_accepted_with_it():
    idea, offer = make.idea(), make.offer()

    assert proposals.propose(idea=idea, post=offer, by=offer.author).state == State.SUPPLY_ACCEPTED


def test_an_adviser_who_asks_has_approved_with_it():
    idea, offer = make.idea(), make.offer()

    assert proposals.propose(idea=idea, post=offer, by=idea.club.adviser).state == State.ADVISER_APPROVED


@pytest.mark.parametrize("order", list(permutations(["accept", "approve", "agree"])))
def test_the_last_key_opens_the_engagement_whatever_the_order(order):
    idea, offer = make.idea(), make.offer()
    withdraw_consents(idea)
    proposal = proposals.propose(idea=idea, post=offer, by=idea.created_by)
    turn = {
        "accept": lambda: proposals.accept(proposal=proposal, by=offer.author),
        "approve": lambda: proposals.approve(proposal=proposal, by=idea.club.adviser),
        "agree": lambda: (agree_again(idea), proposals.turn_consents_key(proposal=proposal)),
    }

    for key in order[:2]:
        turn[key]()
    assert not Engagement.objects.exists()
    turn[order[2]]()

    proposal.refresh_from_db()
    offer.refresh_from_db()
    assert (proposal.state, offer.seats_taken) == (State.ENGAGED, 1)
    assert Engagement.objects.get().supporter == offer.author


def test_one_pupil_without_consent_keeps_the_whole_team_waiting():
    club = make.club()
    team = [make.pupil(club.school), make.pupil(club.school, consents=(ConsentPurpose.ACCOUNT,))]
    proposal = make.proposal(make.idea(club, team=team), state=State.SUPPLY_ACCEPTED)

    proposal = proposals.approve(proposal=proposal, by=club.adviser)

    assert proposal.state == State.AWAITING_CONSENT
    assert not Engagement.objects.exists()


def test_a_key_taken_back_leaves_the_other_turned():
    proposal = make.proposal(state=State.ADVISER_APPROVED)
    withdraw_consents(proposal.idea)
    proposal = proposals.accept(proposal=proposal, by=proposal.post.author)

    proposal = proposals.take_key_back(proposal=proposal, by=proposal.idea.club.adviser)

    assert (proposal.state, proposal.approved_by) == (State.SUPPLY_ACCEPTED, None)
    assert proposal.accepted_by is not None


@pytest.mark.parametrize(
    ("who", "may_accept", "may_approve"),
    [
        ("author", True, False),
        ("colleague", True, False),
        ("uncleared_colleague", False, False),
        ("rival", False, False),
        ("adviser", False, True),
        ("other_teacher", False, False),
        ("adviser_elsewhere", False, False),
        ("school_admin", False, False),
        ("member", False, False),
        ("other_pupil", False, False),
        ("officer", False, False),
    ],
)
def test_who_holds_which_key(who, may_accept, may_approve):
    from network.permissions.proposals import can_accept, can_approve

    proposal = make.proposal()
    school, home = proposal.idea.club.school, proposal.post.organisation
    people = {
        "author": lambda: proposal.post.author,
        "colleague": lambda: make.representative(home),
        "uncleared_colleague": lambda: make.representative(home, cleared=False),
        "rival": make.representative,
        "adviser": lambda: proposal.idea.club.adviser,
        "other_teacher": lambda: make.adviser(school),
        "adviser_elsewhere": make.adviser,
        "school_admin": lambda: make.adult(school, Role.SCHOOL_ADMIN),
        "member": lambda: proposal.idea.created_by,
        "other_pupil": lambda: make.pupil(school),
        "officer": make.officer,
    }
    user = people[who]()

    assert (can_accept(user, proposal), can_approve(user, proposal)) == (may_accept, may_approve)


def lapse_clearance(proposal):
    Clearance.objects.filter(user=proposal.post.author, check_kind="identity").update(revoked_at=clock.now())


def lose_adviser(proposal):
    Affiliation.objects.filter(user=proposal.idea.club.adviser).update(ends_on=clock.today() - dt.timedelta(days=1))


def withdraw_account(proposal):
    Consent.objects.filter(purpose=ConsentPurpose.ACCOUNT).update(withdrawn_at=clock.now())


def hide_idea(proposal):
    type(proposal.idea).objects.update(visibility="school")


def close_post(proposal):
    type(proposal.post).objects.update(status="closed")


def fill_seats(proposal):
    type(proposal.post).objects.update(seats_taken=1)


@pytest.mark.parametrize(
    "happening", [lapse_clearance, lose_adviser, withdraw_account, hide_idea, close_post, fill_seats]
)
def test_nothing_opens_once_something_is_gone(happening):
    """Whatever falls away between the two keys, the second one is refused and all stays as it was."""
    proposal = make.proposal(state=State.SUPPLY_ACCEPTED)
    happening(proposal)

    with pytest.raises((Conflict, Refused)):
        proposals.approve(proposal=proposal, by=proposal.idea.club.adviser)

    proposal.refresh_from_db()
    assert proposal.state == State.SUPPLY_ACCEPTED
    assert not Engagement.objects.exists()


def test_a_pair_has_one_open_proposal():
    proposal = make.proposal()

    with pytest.raises(Conflict, match="đang mở"):
        proposals.propose(idea=proposal.idea, post=proposal.post, by=proposal.post.author)

    assert Proposal.objects.count() == 1


def test_a_pair_that_was_refused_may_try_again():
    proposal = make.proposal()
    proposals.refuse(proposal=proposal, reason="Tháng này bận quá.", by=proposal.post.author)

    again = proposals.propose(idea=proposal.idea, post=proposal.post, by=proposal.post.author)

    assert again.state == State.SUPPLY_ACCEPTED


def test_a_refusal_needs_a_reason():
    proposal = make.proposal()

    with pytest.raises(Invalid, match="lý do"):
        proposals.refuse(proposal=proposal, reason=" ", by=proposal.post.author)


def test_an_ended_proposal_moves_no_more():
    proposal = make.proposal()
    proposals.withdraw(proposal=proposal, by=proposal.created_by)

    with pytest.raises(Conflict, match="đã rút lại"):
        proposals.accept(proposal=proposal, by=proposal.post.author)


def test_a_pupil_of_another_team_cannot_ask_for_it():
    idea = make.idea()

    with pytest.raises(Refused, match="trong nhóm"):
        proposals.propose(idea=idea, post=make.offer(), by=make.pupil(idea.club.school))


def test_nobody_holds_two_keys():
    """A teacher in charge who also speaks for the firm would be the adult and the one who watches over the adult."""
    school, firm = make.school(), make.organisation()
    teacher = make.adviser(school)
    make.hat(teacher, firm, Role.REPRESENTATIVE)
    make.clear(teacher)
    idea, offer = make.idea(make.club(school, by=teacher)), make.offer(firm)

    with pytest.raises(Refused, match="hai chìa khóa"):
        proposals.propose(idea=idea, post=offer, by=teacher)
    with pytest.raises(Refused, match="hai chìa khóa"):
        proposals.approve(proposal=make.proposal(idea, offer, state=State.SUPPLY_ACCEPTED), by=teacher)


def take_idea_back(proposal):
    Idea.objects.filter(pk=proposal.idea_id).update(status=IdeaStatus.DRAFT)


def lapse(proposal):
    Clearance.objects.filter(user=proposal.accepted_by).update(revoked_at=clock.now())


def close_post(proposal):
    Offer.objects.filter(pk=proposal.offer_id).update(status=PostStatus.CLOSED)


@pytest.mark.parametrize("happening", [take_idea_back, lapse, close_post])
def test_a_guardians_yes_opens_nothing_that_was_taken_back_meanwhile(happening):
    proposal = make.proposal(state=State.AWAITING_CONSENT)
    happening(proposal)

    assert proposals.turn_consents_key(proposal=proposal).state == State.AWAITING_CONSENT
    assert not Engagement.objects.exists()


def test_an_adviser_cannot_open_it_for_a_colleague_who_lapsed():
    firm = make.organisation()
    colleague = make.representative(firm)
    proposal = make.proposal(post=make.offer(firm), state=State.PROPOSED)
    proposals.accept(proposal=proposal, by=colleague)
    Clearance.objects.filter(user=colleague).update(revoked_at=clock.now())

    with pytest.raises(Conflict, match="Thẩm định"):
        proposals.approve(proposal=proposal, by=proposal.idea.club.adviser)
