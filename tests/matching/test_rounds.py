"""A season's round: what is a candidate, what is given whom, and what people keep or take out."""

import datetime as dt

import pytest

from core import clock
from core.errors import Conflict, Invalid
from matching.enums import DismissReason, RoundObjective, Standing
from matching.models import Round
from matching.selectors import rounds as selectors
from matching.services import outcomes, rounds
from network.enums import OfferKind, ProposalState
from network.models import Offer
from people import personal_data
from people.enums import SchoolLevel
from tests import make
from tests.matching.given_rounds import solve, solved, suggestion

pytestmark = pytest.mark.django_db


def plan(a_round):
    """What is chosen: (idea, post) each."""
    return {(row.idea, row.post) for row in a_round.pairs.filter(chosen=True)}


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


# --- What is kept of a person -----------------------------------------------------------------------------------------
def test_the_words_about_a_pair_go_when_their_author_is_forgotten(officer, scene):
    a_round = solved(officer)
    row = rounds.decide(pair=a_round.pairs.first(), standing=Standing.EXCLUDED, reason="Quá xa.", by=officer)
    holding = personal_data.HOLDINGS["round_pairs"]
    assert [one["reason"] for one in holding.read(officer)] == ["Quá xa."]

    holding.forget(officer)

    row.refresh_from_db()
    assert (row.standing, row.reason) == ("excluded", "—")
