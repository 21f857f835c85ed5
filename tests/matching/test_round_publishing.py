"""Publishing a round: what it proposes, what it does not, and what becomes of it when the worker fails."""

import datetime as dt

import pytest

from core import clock
from core.errors import Conflict
from matching.enums import OutcomeKind, RoundState, Standing
from matching.models import Outcome, Round, RoundPair
from matching.selectors import rounds as selectors
from matching.services import round_jobs, rounds
from network.enums import ProposalSide, ProposalState
from network.models import Offer, Proposal
from network.services import proposals
from people.models import Notice, User
from tests.matching.given_rounds import opened, publish, solve, solved

pytestmark = pytest.mark.django_db


def test_publishing_makes_a_proposal_a_pair_and_turns_nobody_s_key(officer, scene):
    first, second, wanted, spare = scene
    a_round = publish(solved(officer), officer)

    made = {(row.idea, row.offer): row for row in Proposal.objects.all()}

    assert set(made) == {(first, spare), (second, wanted)}
    assert {(row.side, row.state, row.accepted_by, row.approved_by, row.created_by) for row in made.values()} == {
        (ProposalSide.OFFICE, ProposalState.PROPOSED, None, None, officer)
    }
    assert (a_round.state, a_round.published_by) == (RoundState.PUBLISHED, officer)
    told = Notice.objects.filter(kind="proposal_asked").values_list("recipient", flat=True)
    assert sorted(told) == sorted([first.club.adviser_id, second.club.adviser_id, wanted.author_id, spare.author_id])
    assert Outcome.objects.filter(kind=OutcomeKind.PROPOSED).count() == 2


def test_what_cannot_be_proposed_meanwhile_keeps_the_reason_and_loses_nothing_else(officer, scene):
    first, second, wanted, spare = scene
    a_round = solved(officer)
    Offer.objects.filter(pk=wanted.pk).update(seats_taken=1)

    publish(a_round, officer)

    assert [(row.idea, row.offer) for row in Proposal.objects.all()] == [(first, spare)]
    assert a_round.pairs.get(idea=second).refusal == "Đã hết chỗ."
    assert selectors.progress(a_round) == selectors.Progress(made=1, refused=1, waiting=0)


def test_a_worker_that_comes_back_proposes_nothing_twice(officer, scene):
    a_round = publish(solved(officer), officer)

    round_jobs.propose_all(round_id=a_round.pk)

    assert Proposal.objects.count() == 2


def test_both_keys_are_still_turned_by_whoever_holds_them(officer, scene):
    first, _second, _wanted, spare = scene
    publish(solved(officer), officer)
    made = Proposal.objects.get(idea=first)

    proposals.accept(proposal=made, by=User.objects.get(pk=spare.author_id))
    made = proposals.approve(proposal=made, by=User.objects.get(pk=first.club.adviser_id))

    assert made.state in {ProposalState.AWAITING_CONSENT, ProposalState.ENGAGED}


def test_what_was_changed_since_it_was_solved_is_not_published(officer, scene):
    a_round = solved(officer)
    rounds.decide(pair=a_round.pairs.first(), standing=Standing.LOCKED, by=officer)

    with pytest.raises(Conflict) as refusal:
        rounds.publish(a_round=a_round, by=officer)

    assert str(refusal.value) == "Có cặp vừa được giữ hoặc loại sau lần tính cuối. Hãy tính lại rồi công bố."
    assert (Round.objects.get().state, Proposal.objects.count()) == (RoundState.SOLVED, 0)


def test_nothing_is_published_where_nothing_is_chosen(officer):
    with pytest.raises(Conflict) as refusal:
        rounds.publish(a_round=solved(officer), by=officer)

    assert str(refusal.value) == "Chưa có cặp nào được chọn nên chưa có gì để công bố."


# --- The worker -------------------------------------------------------------------------------------------------------
def test_a_failure_gives_the_round_back_with_a_sentence(officer, scene, monkeypatch):
    a_round = opened(officer)
    rounds.solve(a_round=a_round, by=officer)
    with monkeypatch.context() as broken:
        broken.setattr(round_jobs, "_plans", lambda _round: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            round_jobs.carry_out(round_id=a_round.pk)

    kept = Round.objects.get()
    assert (kept.state, kept.failure.startswith("Máy chủ gặp trục trặc")) == (RoundState.DRAFT, True)
    assert solve(kept, officer).state == RoundState.SOLVED


def test_a_round_discarded_while_it_is_solved_stays_discarded(officer, scene, monkeypatch):
    a_round = opened(officer)
    rounds.solve(a_round=a_round, by=officer)
    plans = round_jobs._plans
    monkeypatch.setattr(
        round_jobs, "_plans", lambda found: (plans(found), rounds.discard(a_round=a_round, by=officer))[0]
    )

    round_jobs.carry_out(round_id=a_round.pk)

    assert (Round.objects.get().state, RoundPair.objects.filter(chosen=True).count()) == (RoundState.DISCARDED, 0)


def test_a_round_that_the_worker_lost_can_be_queued_anew(officer, scene):
    a_round = opened(officer)
    rounds.solve(a_round=a_round, by=officer)
    with pytest.raises(Conflict):
        rounds.solve(a_round=a_round, by=officer)

    Round.objects.update(queued_at=clock.now() - dt.timedelta(minutes=21))
    rounds.solve(a_round=a_round, by=officer)
    round_jobs.carry_out(round_id=a_round.pk)

    assert Round.objects.get().state == RoundState.SOLVED
