from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import check_grad

from matching.engine import learning, promotion, weights
from matching.engine.examples import FEATURES, Examples
from matching.engine.learning import Learner, shown
from matching.engine.weights import FIXED, Weights
from tests.matching.given import examples


@pytest.fixture(scope="module")
def history() -> Examples:
    return examples()


@pytest.fixture(scope="module")
def learned(history: Examples) -> Learner:
    return Learner().fit(*history.by_time(0.75))


def test_nothing_is_learned_from_but_nearness_of_texts_declared_facts_and_what_adults_did() -> None:
    assert FEATURES == (
        "accented",
        "folded",
        "concepts",
        "kind",
        "field",
        "age",
        "distance",
        "capacity",
        "response",
        "freshness",
    )


def test_contributions_add_up_to_the_chance(history: Examples, learned: Learner) -> None:
    assert learned.contributions(history).sum(axis=1) == pytest.approx(learned.predict_proba(history), abs=1e-6)


def test_what_bends_adds_up_too(history: Examples) -> None:
    bent = FIXED.cut(3)
    bent = replace(bent, demand={**bent.demand, "response": (0.0, 0.1, 2.0)})

    scored = weights.scored(history.ours, history.theirs, history.trust, FEATURES, bent)

    assert scored.contributions.sum(axis=1) == pytest.approx(scored.score, abs=1e-9)


def test_cutting_a_ranker_into_pieces_changes_no_score(history: Examples) -> None:
    assert shown(history, FIXED.cut(4)) == pytest.approx(shown(history, FIXED), abs=1e-9)


@pytest.mark.parametrize("pieces", [1, 3])
def test_the_slope_of_the_loss_is_its_slope(history: Examples, pieces: int) -> None:
    problem = learning._Problem(history.taken(np.arange(60)), FIXED.cut(pieces), FEATURES, 2.0)
    theta = np.random.default_rng(3).normal(0, 0.3, len(problem.start))

    error = check_grad(lambda at: problem.loss(at)[0], lambda at: problem.loss(at)[1], theta)

    assert error < 1e-3


def test_what_decided_in_the_past_weighs_more_and_what_weighs_nothing_by_hand_stays_so(learned: Learner) -> None:
    after = learned.weights_

    assert after.demand["response"][0] > 3 * FIXED.demand["response"][0]
    assert after.supply["response"] == (0.0,)
    assert learned.pieces_ == 1


@pytest.mark.parametrize("name", FEATURES)
def test_a_better_value_of_known_ones_never_makes_a_pair_worse(learned: Learner, name: str) -> None:
    known = examples(50, seed=2, unknown=0.0)
    better = replace(known, ours=known.ours.copy(), theirs=known.theirs.copy())
    for values in (better.ours, better.theirs):
        values[:, FEATURES.index(name)] = 1.0

    assert (learned.predict_proba(better) >= learned.predict_proba(known) - 1e-12).all()


def test_a_chance_is_one_however_far_the_log_odds_are() -> None:
    with np.errstate(all="raise", under="ignore"):
        assert learning._chance(np.array([-1e4, 0.0, 1e4])).tolist() == [0.0, 0.5, 1.0]
        assert learning._chance(np.array([-2.0, 2.0])) == pytest.approx([0.11920292202211755, 0.8807970779778823])


def test_chances_are_on_scale() -> None:
    """The scale is set on the last quarter. Of 1,200 pairs, of which about 44 % go well, the share is known to within a
    standard error of sqrt(.44 · .56 / 1200) = .014: .05 is more than three of these (of 150 pairs it is 1.2)."""
    learned = Learner().fit(*examples(4800).by_time(0.75))
    later = examples(2000, seed=5)

    assert learned.predict_proba(later).mean() == pytest.approx(later.went_well.mean(), abs=0.05)


def test_a_short_history_leans_neither_way() -> None:
    """Each of 600 pairs is off by chance, with a standard deviation of about .036; the mean of eight by .036 / sqrt(8),
    which is .013: .04 is three of these."""
    later = examples(2000, seed=99)
    chances = [Learner().fit(*examples(600, seed=seed).by_time(0.75)).predict_proba(later) for seed in range(1, 9)]

    assert np.mean(chances) == pytest.approx(later.went_well.mean(), abs=0.04)


def test_without_two_kinds_of_outcome_nothing_is_learned(history: Examples) -> None:
    good = history.taken(np.flatnonzero(history.went_well == 1))

    with pytest.raises(ValueError, match="went well"):
        Learner().fit(good, good)


def test_better_on_later_pairs_is_promoted(history: Examples) -> None:
    candidate, verdict = promotion.trained(history, FIXED)

    assert promotion.is_better(verdict)
    assert verdict.pairs == 360
    assert verdict.gain == pytest.approx(verdict.loss_current - verdict.loss_candidate)
    assert verdict.order_candidate > verdict.order_current + 0.1
    assert candidate != FIXED


def test_a_history_of_pure_chance_promotes_nothing() -> None:
    history = examples()
    tossed = replace(history, went_well=np.random.default_rng(8).integers(0, 2, len(history)).astype(float))

    assert not promotion.is_better(promotion.trained(tossed, FIXED)[1])


def test_the_same_ranker_gains_nothing(history: Examples) -> None:
    verdict = promotion.compare(shown(history, FIXED), shown(history, FIXED), history)

    assert (verdict.gain, verdict.gain_low, verdict.gain_high) == (0.0, 0.0, 0.0)
    assert not promotion.is_better(verdict)


def test_order_counts_ties_half() -> None:
    tied = examples(4).taken(np.arange(4))
    tied = replace(tied, went_well=np.array([1.0, 1.0, 0.0, 0.0]))

    found = promotion.area(np.array([0.9, 0.5, 0.5, 0.1]), tied)

    assert found == 3.5 / 4


def test_a_ranker_survives_being_written_down(learned: Learner) -> None:
    assert Weights.of_json(learned.weights_.as_json()) == learned.weights_


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ({"demand": {"kind": (-1.0,)}, "supply": {"kind": (1.0,)}}, "negative"),
        ({"demand": {"kind": (1.0,)}, "supply": {"age": (1.0,)}}, "same scorers"),
        ({"demand": {"kind": (1.0, 2.0)}, "supply": {"kind": (1.0,)}}, "number of pieces"),
        ({"demand": {"kind": (float("nan"),)}, "supply": {"kind": (1.0,)}}, "not finite"),
        ({"demand": {"kind": (1.0,)}, "supply": {"kind": (1.0,)}, "middling": 1.0}, "middling"),
    ],
)
def test_weights_that_are_none_are_refused(kept: dict, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Weights(**kept)
