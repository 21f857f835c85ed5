"""A round's candidates: what is kept comes first, the floor where it is asked for, and what more seats would bring."""

from dataclasses import replace

import numpy as np
import pytest

from matching.engine.assignment import Instance, Objective
from matching.engine.market import Market, filled, solve

LEFT, RIGHT, SCORE = [0, 0, 1, 2], [0, 1, 0, 0], [0.9, 0.78, 0.8, 0.2]


def market(*, kept=(), least=(0, 0, 0), capacity=(1, 1), need=1):
    """Three lefts: the first could be given either right, the others the first right alone."""
    flags = np.zeros(len(SCORE), dtype=bool)
    flags[list(kept)] = True
    pairs = Instance(
        need=np.full(3, need),
        capacity=np.array(capacity),
        left=np.array(LEFT),
        right=np.array(RIGHT),
        score=np.array(SCORE),
        left_min=np.array(least),
        right_min=np.zeros(len(capacity), dtype=np.int64),
    )
    return Market(pairs=pairs, kept=flags)


def chosen(answer):
    return answer.chosen.tolist()


@pytest.mark.parametrize("objective", list(Objective))
def test_the_rest_goes_around_what_is_kept(objective):
    assert chosen(solve(market(), objective, floor=False)) == [1, 2]
    assert chosen(solve(market(kept=[0]), objective, floor=False)) == [0]
    assert chosen(solve(market(kept=[3]), objective, floor=False)) == [1, 3]


@pytest.mark.parametrize("objective", list(Objective))
def test_the_floor_comes_before_the_score_where_it_is_asked_for(objective):
    small = market(least=(0, 0, 1))

    assert chosen(solve(small, objective, floor=True)) == [1, 3]
    assert chosen(solve(small, objective, floor=False)) == [1, 2]


def scarce(protected: int, *, places: int = 5):
    """Ten lefts for so many places; the protected score lowest."""
    count = 10
    pairs = Instance(
        need=np.ones(count, dtype=np.int64),
        capacity=np.ones(places, dtype=np.int64),
        left=np.repeat(np.arange(count), places),
        right=np.tile(np.arange(places), count),
        score=np.repeat(np.linspace(0.9, 0.4, count), places),
        left_min=(np.arange(count) >= count - protected).astype(np.int64),
        right_min=np.zeros(places, dtype=np.int64),
    )
    return Market(pairs, np.zeros(len(pairs.left), dtype=bool))


@pytest.mark.parametrize("objective", list(Objective))
@pytest.mark.parametrize(("protected", "served"), [(0, 0), (2, 1), (4, 2), (6, 3), (10, 5)])
def test_where_places_are_scarce_the_protected_get_their_share_and_no_more(objective, protected, served):
    given = scarce(protected)

    chosen_lefts = given.pairs.left[solve(given, objective, floor=True).chosen]

    assert sorted(chosen_lefts) == [*range(5 - served), *range(10 - protected, 10 - protected + served)]


def test_protected_lefts_that_win_by_themselves_take_nothing_more():
    given = scarce(4)
    turned = Market(replace(given.pairs, left_min=(np.arange(10) < 4).astype(np.int64)), given.kept)

    with_floor, without = (solve(turned, Objective.TOTAL, floor=floor) for floor in (True, False))

    assert sorted(turned.pairs.left[with_floor.chosen]) == sorted(turned.pairs.left[without.chosen]) == [0, 1, 2, 3, 4]


def test_what_is_kept_counts_towards_the_floor():
    small = market(least=(1, 0, 0), kept=[1])

    assert chosen(solve(small, Objective.TOTAL, floor=True)) == [1, 2]


def test_figures_count_what_is_kept():
    answer = solve(market(kept=[3]), Objective.TOTAL, floor=False)

    assert (answer.total, answer.worst, answer.matched, answer.unfilled) == (pytest.approx(0.98), 0.2, 2, 1)


def test_the_worst_off_is_one_that_was_given_something():
    assert solve(market(), Objective.FAIR, floor=False).worst == 0.78


@pytest.mark.parametrize(("more", "places"), [(0, 2), (1, 3), (2, 3)])
def test_how_many_places_more_seats_fill(more, places):
    assert filled(market(), wider=0, more=more) == places


def test_nothing_to_choose_from():
    nothing = Instance(
        *(np.zeros(0, dtype=np.int64) for _ in range(4)), np.zeros(0), *(np.zeros(0, dtype=np.int64),) * 2
    )

    answer = solve(Market(nothing, np.zeros(0, dtype=bool)), Objective.FAIR, floor=True)

    assert (chosen(answer), answer.total, answer.worst, answer.unfilled) == ([], 0.0, 0.0, 0)
