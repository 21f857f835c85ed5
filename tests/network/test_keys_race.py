"""The three keys turned and taken back at the same moment.

Whoever comes first, no pair works together once one of its keys is gone, and whatever is taken back is gone.
"""

import datetime as dt

import pytest

from core import clock
from core.errors import Conflict, Problem
from network.enums import ProposalState
from network.models import Engagement, Offer, Proposal
from network.selectors import engagements as selectors
from network.services import engagements, proposals
from people.enums import ClearanceCheck, ConsentPurpose, Role
from people.models import Affiliation, Clearance, Consent, GuardianLink, Guardianship, Organisation, Refusal, User
from people.selectors import gates
from people.services import (
    affiliations,
    assent,
    clearances,
    concern_protection,
    concern_work,
    consents,
    guardian_answers,
    guardians,
    organisations,
)
from tests import make
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

CHAT, ACCOUNT = ConsentPurpose.MENTORING_CHAT, ConsentPurpose.ACCOUNT
YES, NO = {CHAT: True}, {CHAT: False}
ROUNDS = 3


class Pair:
    """A team of two and a mentor's offer, one key short of working together; `answer` is a guardian's on the page."""

    def __init__(self, officer, state, *, silent=(), with_case=False):
        self.officer = officer.pk
        club = make.club()
        self.team = [make.pupil(club.school) for _ in range(2)]
        self.proposal = make.proposal(make.idea(club, team=self.team), make.offer(), state=state)
        self.mentor, self.adviser = self.proposal.post.author, club.adviser
        self.admin = make.adult(club.school, Role.SCHOOL_ADMIN)
        for place in silent:
            Consent.objects.filter(guardianship__pupil=self.team[place], purpose=CHAT).delete()
        self.guardianships = [Guardianship.objects.get(pupil=pupil) for pupil in self.team]
        self.links = []
        for row in self.guardianships:
            token = make.guardian_link(row)
            make.guardian_code(token)
            self.links.append(GuardianLink.objects.latest("pk").pk)
        if with_case:
            case = make.concern("offer", self.proposal.post.pk, by=self.team[0], person=0)
            self.case = concern_work.hand_to_department(concern=case, text="Nhờ Sở.", by=self.admin)

    def accept(self):
        return proposals.accept(proposal=Proposal(pk=self.proposal.pk), by=_fresh(self.mentor))

    def approve(self):
        return proposals.approve(proposal=Proposal(pk=self.proposal.pk), by=_fresh(self.adviser))

    def answer(self, answers, place=1):
        link = GuardianLink.objects.get(pk=self.links[place])
        return guardian_answers.confirm(link=link, code="135790", answers=answers, browser="")

    @property
    def engagement(self):
        return Engagement.objects.filter(proposal=self.proposal.pk).first()

    def works(self):
        """As the gate sees it now: open, with nothing that freezes it."""
        return self.engagement is not None and not selectors.obstacles(self.engagement)


def _fresh(user):
    return User.objects.get(pk=user.pk)


def _stop_chat(pair):
    pair.answer(NO, place=0)


def _stop_account(pair):
    consents.stop(guardianship=pair.guardianships[0], purpose=ACCOUNT, evidence="mã đúng")


def _tell_school_to_stop(pair):
    consents.withdraw(guardianship=pair.guardianships[0], purpose=CHAT, by=_fresh(pair.admin))


def _end_guardianship(pair):
    guardians.end(guardianship=pair.guardianships[0], by=_fresh(pair.admin))


def _take_yes_back(pair):
    assent.withdraw(by=_fresh(pair.team[0]))


def _revoke_check(pair):
    row = Clearance.objects.get(user=pair.mentor, check_kind=ClearanceCheck.IDENTITY)
    clearances.revoke(clearance=row, reason="Cần xem lại.", by=User.objects.get(pk=pair.officer))


def _lapse(pair):
    Clearance.objects.filter(user=pair.mentor, check_kind=ClearanceCheck.SAFEGUARDING_QUIZ).update(
        expires_on=clock.today() - dt.timedelta(days=1)
    )


def _suspend_adult(pair):
    concern_protection.suspend(concern=pair.case, adult=pair.mentor.pk, by=User.objects.get(pk=pair.officer))


def _suspend_organisation(pair):
    home = Organisation.objects.get(pk=pair.proposal.post.organisation_id)
    organisations.suspend(organisation=home, reason="Đang làm rõ.", by=User.objects.get(pk=pair.officer))


def _suspend_school(pair):
    home = Organisation.objects.get(pk=pair.proposal.idea.club.school_id)
    organisations.suspend(organisation=home, reason="Đang làm rõ.", by=User.objects.get(pk=pair.officer))


def _mentor_leaves(pair):
    _leave(pair, pair.mentor)


def _adviser_leaves(pair):
    _leave(pair, pair.adviser)


def _leave(pair, person):
    hat = Affiliation.objects.get(user=person)
    yesterday = clock.today() - dt.timedelta(days=1)
    affiliations.close(affiliation=hat, last_day=yesterday, by=User.objects.get(pk=pair.officer))


TAKEN = (
    _stop_chat, _stop_account, _tell_school_to_stop, _end_guardianship, _take_yes_back, _revoke_check, _lapse,
    _suspend_adult, _suspend_organisation, _suspend_school, _mentor_leaves, _adviser_leaves,
)  # fmt: skip
LAST_KEYS = {
    "accept": (ProposalState.ADVISER_APPROVED, (), lambda pair: pair.accept()),
    "approve": (ProposalState.SUPPLY_ACCEPTED, (), lambda pair: pair.approve()),
    "agree": (ProposalState.AWAITING_CONSENT, (1,), lambda pair: pair.answer(YES)),
}


@pytest.mark.parametrize("key", LAST_KEYS)
def test_no_pair_works_together_when_something_is_taken_back_as_the_last_key_turns(key):
    state, silent, turn = LAST_KEYS[key]
    officer = make.officer()
    works, failed = [], []
    for take in TAKEN:
        pair = Pair(officer, state, silent=silent, with_case=take is _suspend_adult)

        turned, taken = race(2, lambda index: (turn, take)[index](pair))  # noqa: B023

        works += [take.__name__] * pair.works()
        failed += [(take.__name__, taken)] * (taken is not None)
        failed += [(take.__name__, turned)] * (isinstance(turned, Exception) and not isinstance(turned, Problem))
    assert (works, failed) == ([], [])


def test_what_is_frozen_at_its_birth_lets_nobody_work_or_read_names():
    officer = make.officer()
    for _ in range(ROUNDS):
        pair = Pair(officer, ProposalState.SUPPLY_ACCEPTED)
        race(2, lambda index: (Pair.approve, _stop_chat)[index](pair))  # noqa: B023
        if pair.engagement is not None:
            mentor = _fresh(pair.mentor)
            assert not selectors.names_are_open_to(mentor, pair.engagement)
            with pytest.raises(Conflict):
                engagements.add_goal(engagement=pair.engagement, text="Một mẫu thử.", by=mentor)


def test_two_guardians_who_agree_at_once_open_it_once():
    officer = make.officer()
    for _ in range(ROUNDS):
        pair = Pair(officer, ProposalState.AWAITING_CONSENT, silent=(0, 1))

        outcomes = race(2, lambda place: pair.answer(YES, place))  # noqa: B023

        assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
        assert pair.works()
        assert Offer.objects.get(pk=pair.proposal.offer_id).seats_taken == 1


@pytest.mark.parametrize("key", ["accept", "approve"])
def test_a_key_and_the_last_consent_at_once_leave_nothing_waiting(key):
    officer = make.officer()
    state, _silent, turn = LAST_KEYS[key]
    for _ in range(ROUNDS):
        pair = Pair(officer, state, silent=(1,))

        outcomes = race(2, lambda index: (turn, lambda pair: pair.answer(YES))[index](pair))  # noqa: B023

        assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
        assert pair.works()


def test_a_refusal_and_the_last_consent_at_once_end_it_or_open_it():
    officer = make.officer()
    for _ in range(ROUNDS):
        pair = Pair(officer, ProposalState.AWAITING_CONSENT, silent=(1,))

        def refuse():
            proposal = Proposal(pk=pair.proposal.pk)  # noqa: B023
            return proposals.refuse(proposal=proposal, reason="Chưa hợp.", by=_fresh(pair.adviser))  # noqa: B023

        refused, answered = race(2, lambda index: (refuse, lambda: pair.answer(YES))[index]())  # noqa: B023

        assert not isinstance(answered, Exception)
        assert isinstance(refused, Conflict) == pair.works()
        assert isinstance(refused, Proposal) != pair.works()


def test_a_key_taken_back_as_the_last_one_turns_is_gone_or_came_too_late():
    officer = make.officer()
    for _ in range(ROUNDS):
        pair = Pair(officer, ProposalState.ADVISER_APPROVED)

        def take_back():
            return proposals.take_key_back(proposal=Proposal(pk=pair.proposal.pk), by=_fresh(pair.adviser))  # noqa: B023

        taken, _accepted = race(2, lambda index: (take_back, pair.accept)[index]())  # noqa: B023

        assert isinstance(taken, Conflict) == (pair.engagement is not None)


def _take_key_back(pair):
    proposals.take_key_back(proposal=Proposal(pk=pair.proposal.pk), by=_fresh(pair.adviser))


@pytest.mark.parametrize(
    "take",
    [_take_key_back, _stop_chat, _tell_school_to_stop, _end_guardianship, _revoke_check, _suspend_adult,
     _suspend_organisation],
)  # fmt: skip
def test_of_the_same_thing_taken_back_three_times_at_once_one_is_done(take):
    pair = Pair(make.officer(), ProposalState.ADVISER_APPROVED, with_case=take is _suspend_adult)

    outcomes = race(3, lambda _: take(pair))

    assert [outcome for outcome in outcomes if outcome is None] == [None]
    assert all(isinstance(outcome, Problem) for outcome in outcomes if outcome is not None)


def test_a_yes_and_a_no_of_two_guardians_at_once_are_a_no():
    officer = make.officer()
    for _ in range(ROUNDS):
        pair = Pair(officer, ProposalState.AWAITING_CONSENT, silent=(0,))
        father = make.guardianship(pair.team[0], "Bố", phone="0911111111")

        def refuse():
            consents.stop(guardianship=father, purpose=CHAT, evidence="mã đúng")  # noqa: B023

        race(2, lambda index: (lambda: pair.answer(YES, 0), refuse)[index]())  # noqa: B023

        assert gates.pupils_without_consent([pair.team[0].pk], CHAT) == {pair.team[0].pk}
        assert Refusal.objects.filter(guardianship=father, purpose=CHAT, lifted_at=None).count() == 1
        assert not pair.works()
