import numpy as np

from matching.engine.relevance import LEAST_REACH, relative, scale, trust


def relevances(cosines: list[float]) -> list[float]:
    row = np.array([cosines])
    values: list[float] = relative(row[0], scale(row, "folded")).round(3).tolist()
    return values


def test_the_usual_cosine_is_worth_nothing_and_the_nearest_three_a_half() -> None:
    assert relevances([0.5, 0.5, 0.5, 0.1, 0.1, 0.1]) == [0.5, 0.5, 0.5, 0.0, 0.0, 0.0]


def test_better_than_the_nearest_three_never_reaches_one() -> None:
    first, *_ = relevances([1.0, 0.0, 0.0, 0.0])
    assert first == 0.75


def test_the_best_of_a_poor_pool_stays_low() -> None:
    assert relevances([0.005, 0.0, 0.0, 0.0])[0] == round(0.005 / (0.005 + LEAST_REACH["folded"]), 3)


def test_a_pool_of_one_still_tells_something_from_nothing() -> None:
    assert relevances([0.4]) == [0.5]
    assert relevances([0.0]) == [0.0]


def test_an_empty_pool_has_a_scale() -> None:
    assert scale(np.empty((2, 0)), "folded").reach.shape == (2,)


def test_unknown_stays_unknown() -> None:
    row = np.array([[0.5, 0.1]])
    assert np.isnan(relative(np.array([np.nan]), scale(row, "concepts"))).all()


def test_one_concept_named_is_hardly_trusted_many_are() -> None:
    assert trust(np.array([0.0, 1.0, 2.0, 6.0])).round(2).tolist() == [0.0, 0.2, 0.5, 0.9]
