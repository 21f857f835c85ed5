"""A season's round: what is a candidate, what is given whom, what people keep, and what becomes of it."""

import datetime as dt

import pytest

from core import clock
from core.errors import Conflict, Invalid, NotFound, Refused
from matching.enums import DismissReason, OutcomeKind, RoundObjective, RoundState, Standing
from matching.models import Outcome, Round, RoundPair
from matching.selectors import rounds as selectors
from matching.services import outcomes, round_jobs, rounds
from network.enums import OfferKind, ProposalSide, ProposalState
from network.models import Idea, Offer, Proposal
from network.services import proposals
from people import personal_data
from people.enums import Role, SchoolLevel
from people.models import Notice, User
from tests import make
from tests.matching.given_rounds import opened, publish, solve, solved, suggestion, terms

pytestmark = pytest.mark.django_db


def plan(a_round):
    """What is chosen: (idea, post) each."""
    return {(row.idea, row.post) for row in a_round.pairs.filter(chosen=True)}


@pytest.fixture
def officer():
    return make.officer()


@pytest.fixture
def scene():
    """Two ideas want the same mentor; the first could also take another."""
    wanted, spare = make.offer(), make.offer()
    first, second = make.idea(), make.idea()
    for idea, post, score in ((first, wanted, 0.9), (first, spare, 0.78), (second, wanted, 0.8)):
        suggestion(idea, post, score)
    return first, second, wanted, spare


# --- What is a candidate ----------------------------------------------------------------------------------------------
def nothing(idea, offer):
    pass


def below_the_floor(idea, offer):
    idea.suggestions.update(score=0.29)


def another_kind(idea, offer):
    Offer.objects.filter(pk=offer.pk).update(kind=OfferKind.FUNDING)


def no_seat(idea, offer):
    Offer.objects.filter(pk=offer.pk).update(seats_taken=1)


def past_deadline(idea, offer):
    Offer.objects.filter(pk=offer.pk).update(deadline=clock.today() - dt.timedelta(days=1))


def too_young(idea, offer):
    type(idea.club).objects.filter(pk=idea.club_id).update(grade_max=7)
    Offer.objects.filter(pk=offer.pk).update(age_min=16)


def dismissed(idea, offer):
    row = idea.suggestions.get()
    outcomes.dismiss(suggestion=row, reason=DismissReason.TOO_FAR, by=idea.club.adviser)


def under_way(idea, offer):
    make.proposal(idea, offer)


def refused(idea, offer):
    make.proposal(idea, offer, state=ProposalState.REFUSED)


@pytest.mark.parametrize(
    ("happening", "candidates"),
    [
        (nothing, 1),
        (below_the_floor, 0),
        (another_kind, 0),
        (no_seat, 0),
        (past_deadline, 0),
        (too_young, 0),
        (dismissed, 0),
        (under_way, 0),
        (refused, 0),
    ],
)
def test_hard_conflicts_are_removed_first(officer, happening, candidates):
    idea, offer = make.idea(), make.offer()
    suggestion(idea, offer, 0.6)
    happening(idea, offer)

    assert solved(officer).pairs.count() == candidates


def test_a_team_without_the_consent_to_mentoring_is_a_candidate(officer):
    idea = make.idea(team=[make.pupil(home := make.school())], home=make.club(home))
    suggestion(idea, make.offer(), 0.6)

    assert [row.idea for row in solved(officer).pairs.all()] == [idea]


def test_at_most_fifty_candidates_a_side_the_best_ones(officer, monkeypatch):
    monkeypatch.setattr("matching.rules.CANDIDATES_MOST", 2)
    offer = make.offer()
    ideas = [make.idea() for _ in range(3)]
    for place, idea in enumerate(ideas):
        suggestion(idea, offer, 0.9 - place / 10)

    assert {row.idea for row in solved(officer).pairs.all()} == set(ideas[:2])


# --- What is given whom -----------------------------------------------------------------------------------------------
def test_each_objective_is_there_to_compare(officer, scene):
    plans = solved(officer).plans

    assert {name: (plans[name]["total"], plans[name]["worst"], plans[name]["matched"]) for name in RoundObjective} == {
        "total": (1.58, 0.78, 2),
        "matched": (1.58, 0.78, 2),
        "fair": (1.58, 0.78, 2),
    }


def test_another_objective_can_be_taken_without_solving_again(officer):
    """A sum of .9 alone, or both with .5 and .1."""
    lone, both = make.offer(), make.offer()
    first, second = make.idea(), make.idea()
    for idea, post, score in ((first, lone, 0.95), (first, both, 0.4), (second, lone, 0.5)):
        suggestion(idea, post, score)
    a_round = solved(officer)
    assert plan(a_round) == {(first, lone)}

    rounds.choose(a_round=a_round, objective=RoundObjective.MATCHED, by=officer)

    assert plan(a_round) == {(first, both), (second, lone)}
    assert Round.objects.get().objective == RoundObjective.MATCHED


def test_solving_twice_gives_the_same_whatever_has_happened_since(officer, scene):
    _first, second, wanted, spare = scene
    a_round = solved(officer)
    kept = (plan(a_round), a_round.plans, a_round.configuration, a_round.cut_off, a_round.code_version)
    suggestion(second, spare, 0.99)
    Offer.objects.filter(pk=wanted.pk).update(seats=5)

    again = solve(a_round, officer)

    assert (plan(again), again.plans, again.configuration, again.cut_off, again.code_version) == kept


def test_a_kept_pair_stays_and_the_rest_goes_around_it(officer, scene):
    first, second, wanted, spare = scene
    a_round = solved(officer)
    assert plan(a_round) == {(first, spare), (second, wanted)}

    rounds.decide(pair=a_round.pairs.get(idea=first, offer=wanted), standing=Standing.LOCKED, by=officer)

    assert plan(solve(a_round, officer)) == {(first, wanted)}


def test_a_pair_taken_out_is_chosen_never_more(officer, scene):
    first, second, wanted, _spare = scene
    a_round = solved(officer)
    pair = a_round.pairs.get(idea=second, offer=wanted)

    rounds.decide(pair=pair, standing=Standing.EXCLUDED, reason="Đã quen nhau từ trước.", by=officer)

    assert plan(solve(a_round, officer)) == {(first, wanted)}
    row = a_round.pairs.get(pk=pair.pk)
    assert (row.standing, row.reason, row.decided_by) == ("excluded", "Đã quen nhau từ trước.", officer)


def test_taking_out_asks_for_a_reason(officer, scene):
    pair = solved(officer).pairs.first()

    with pytest.raises(Invalid) as refusal:
        rounds.decide(pair=pair, standing=Standing.EXCLUDED, reason="  ", by=officer)

    assert refusal.value.field == "reason"
    assert Round.objects.get().is_stale is False


def test_no_more_is_kept_than_there_are_seats(officer, scene):
    first, second, wanted, spare = scene
    a_round = solved(officer)
    rounds.decide(pair=a_round.pairs.get(idea=first, offer=wanted), standing=Standing.LOCKED, by=officer)

    with pytest.raises(Conflict) as full:
        rounds.decide(pair=a_round.pairs.get(idea=second, offer=wanted), standing=Standing.LOCKED, by=officer)
    with pytest.raises(Conflict) as twice:
        rounds.decide(pair=a_round.pairs.get(idea=first, offer=spare), standing=Standing.LOCKED, by=officer)

    assert str(full.value) == "Bài này còn 1 chỗ và đã được giữ hết."
    assert str(twice.value) == "Ý tưởng này đã được giữ đủ số chỗ. Hãy bỏ giữ một cặp khác của ý tưởng trước."


def test_who_lost_a_place_to_whom_and_what_the_next_best_costs(officer, scene):
    first, second, wanted, _spare = scene
    a_round = solved(officer)

    told = {fate.idea: fate for fate in selectors.fates(officer, a_round, None, without=False).rows}

    assert (told[first].missed.post, told[first].is_full, told[first].cost) == (wanted, True, 0.12)
    assert (told[second].missed, told[second].cost) == (None, None)


# --- The floor --------------------------------------------------------------------------------------------------------
def test_a_protected_idea_keeps_its_best_candidate_and_is_given_a_place_for_a_price(officer):
    small = make.idea(make.club(make.school(SchoolLevel.THCS), grade_min=6, grade_max=9))
    large = make.idea()
    offer = make.offer()
    suggestion(small, offer, 0.2)
    suggestion(large, offer, 0.9)

    plain, floored = solved(officer), solved(officer, protects=True)

    assert (plan(plain), plan(floored)) == ({(large, offer)}, {(small, offer)})
    assert (floored.plans["total"]["total"], floored.plans["total"]["without"]["total"]) == (0.2, 0.9)
    assert floored.plans["total"]["groups"]["protected"] == [
        ["False", 1, 1, 1, 1, 1, 1, 0],
        ["True", 1, 0, 1, 0, 1, 0, 1],
    ]


# --- Publishing -------------------------------------------------------------------------------------------------------
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


# --- Who may ----------------------------------------------------------------------------------------------------------
PEOPLE = {
    "officer": make.officer,
    "commune": make.commune_officer,
    "adviser": make.adviser,
    "mentor": make.mentor,
    "other_school": lambda: make.adult(make.school(), Role.SCHOOL_ADMIN),
}


@pytest.mark.parametrize(("who", "allowed"), [(name, name == "officer") for name in PEOPLE])
def test_only_the_department_runs_a_round_for_all(scene, who, allowed):
    a_round, user = solved(), PEOPLE[who]()

    def attempt(act):
        try:
            act()
        except (Refused, NotFound):
            return False
        return True

    found = (
        attempt(lambda: rounds.create(terms=terms(), by=user)),
        attempt(lambda: selectors.get_for(user, a_round.pk)),
        attempt(lambda: rounds.decide(pair=a_round.pairs.first(), standing=Standing.FREE, by=user)),
        attempt(lambda: rounds.choose(a_round=a_round, objective=RoundObjective.FAIR, by=user)),
        attempt(lambda: rounds.publish(a_round=a_round, by=user)),
    )

    assert found == (allowed,) * 5


def test_a_school_runs_a_round_for_its_own_clubs_alone(scene):
    home = make.school()
    head = make.adult(home, Role.SCHOOL_ADMIN)
    own = make.idea(make.club(home))
    suggestion(own, scene[2], 0.5)

    a_round = solved(head, school=home)

    assert [row.idea for row in a_round.pairs.all()] == [own]
    publish(a_round, head)
    assert [row.idea for row in Proposal.objects.all()] == [own]
    with pytest.raises(Refused):
        rounds.create(terms=terms(school=make.school()), by=head)
    with pytest.raises(Refused):
        rounds.discard(a_round=solved(head, school=home), by=make.officer())


def test_a_school_introduces_nobody_of_another(scene):
    head = make.adult(make.school(), Role.SCHOOL_ADMIN)

    with pytest.raises(Refused):
        proposals.introduce(idea=scene[0], post=scene[2], by=head)

    assert Proposal.objects.count() == 0


def test_a_pair_whose_idea_was_taken_back_is_not_shown(officer, scene):
    first, second, *_rest = scene
    a_round = solved(officer)
    Idea.objects.filter(pk=first.pk).update(status="draft", title="Chưa ai đọc")

    assert [row.idea for row in selectors.pairs(officer, a_round)] == [second]
    assert selectors.hidden(officer, a_round) == 1
    assert [fate.idea for fate in selectors.fates(officer, a_round, None, without=False).rows] == [second]


# --- What is kept of a person -----------------------------------------------------------------------------------------
def test_the_words_about_a_pair_go_when_their_author_is_forgotten(officer, scene):
    a_round = solved(officer)
    row = rounds.decide(pair=a_round.pairs.first(), standing=Standing.EXCLUDED, reason="Quá xa.", by=officer)
    holding = personal_data.HOLDINGS["round_pairs"]
    assert [one["reason"] for one in holding.read(officer)] == ["Quá xa."]

    holding.forget(officer)

    row.refresh_from_db()
    assert (row.standing, row.reason) == ("excluded", "—")
