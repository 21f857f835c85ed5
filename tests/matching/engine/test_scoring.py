import numpy as np
import pytest

from matching.engine.scoring import MIDDLING, TwoSided, one_sided, presented, two_sided

TEXT = slice(0, 3)
WEIGHTS = np.array([1.0, 1.0, 2.0, 0.5, 0.5])
NAN = float("nan")


def values(*rows: list[float]) -> np.ndarray:
    return np.array(rows)


def test_a_direction_is_the_weighted_mean_of_what_is_known() -> None:
    assert one_sided(values([1, 1, 1, 0, NAN]), WEIGHTS, TEXT).score == pytest.approx([4 / 4.5])


def test_concepts_take_the_place_of_words_that_cannot_be_compared() -> None:
    assert one_sided(values([NAN, NAN, 0.5, 1, 1]), WEIGHTS, TEXT).score == pytest.approx([(4 * 0.5 + 1) / 5])


def test_facts_alone_do_not_make_a_good_match() -> None:
    assert one_sided(values([NAN, NAN, NAN, 1, 1]), WEIGHTS, TEXT).score == pytest.approx([1 / 5])


def test_nothing_known_scores_nothing() -> None:
    assert one_sided(values([NAN] * 5), WEIGHTS, TEXT).score.tolist() == [0.0]


def test_the_score_is_the_harmonic_mean_and_the_contributions_add_up_to_it() -> None:
    random = np.random.default_rng(1)
    ours = np.where(random.random((500, 5)) < 0.3, NAN, random.random((500, 5)))
    theirs = np.where(np.isnan(ours), NAN, random.random((500, 5)))
    other = np.array([2.0, 0.0, 1.0, 0.1, 3.0])
    scored = two_sided(ours, theirs, TEXT, (WEIGHTS, other))
    a, b = one_sided(ours, WEIGHTS, TEXT).score, one_sided(theirs, other, TEXT).score
    np.testing.assert_allclose(scored.score, 2 * a * b / np.maximum(a + b, 1e-300), atol=1e-12)
    np.testing.assert_allclose(scored.contributions.sum(axis=1), scored.score, atol=1e-9)
    assert (scored.contributions >= 0).all()
    assert (scored.losses <= 1e-12).all()
    assert ((scored.score >= 0) & (scored.score <= 1)).all()


def test_a_side_that_gains_nothing_leaves_nothing() -> None:
    scored = two_sided(values([1, 1, 1, 1, 1]), values([0, 0, 0, 0, 0]), TEXT, (WEIGHTS, WEIGHTS))
    assert scored.score.tolist() == [0.0]


def test_what_is_shown_keeps_the_order_and_still_adds_up() -> None:
    random = np.random.default_rng(2)
    ours, theirs = random.random((200, 5)), random.random((200, 5))
    plain = two_sided(ours, theirs, TEXT, (WEIGHTS, WEIGHTS))
    shown = presented(plain)
    assert np.argsort(plain.score).tolist() == np.argsort(shown.score).tolist()
    np.testing.assert_allclose(shown.contributions.sum(axis=1), shown.score, atol=1e-9)
    assert (shown.score - shown.losses.min(axis=1) <= 1 + 1e-12).all()
    assert ((shown.score > 0) & (shown.score < 1)).all()


def test_a_middling_pair_is_shown_as_one_half_a_very_good_one_above_eight_tenths() -> None:
    means = np.array([0.0, MIDDLING, 0.6, 1.0])
    shown = presented(TwoSided(means, means[:, None], means[:, None] * 0))
    assert shown.score[[0, 1, 3]].tolist() == pytest.approx([0, 0.5, 1])
    assert 0.8 < shown.score[2] < 0.9
