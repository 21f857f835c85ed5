"""The generated season of `bench/season.py`, in short: which way learning goes, no figure of it."""

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from bench import season
from bench._season_rankers import Fixed, Learned, Ungated
from bench._season_world import Size, city

pytestmark = pytest.mark.long

SEEDS = (1, 2, 3)
MORE = (*SEEDS, 4, 5, 6, 7, 8)
SIZE = Size(weeks=12, ideas_a_week=30, offers=60)


@pytest.fixture(scope="module", autouse=True)
def _one_thread():
    """The products are small: several threads would only wait for each other."""
    with threadpool_limits(1):
        yield


@pytest.fixture(scope="module")
def cities():
    return [city(seed, SIZE) for seed in SEEDS]


def lived(cities, rankers, *, capped, seeds=SEEDS):
    runs = zip(seeds, cities, rankers, strict=True)
    return np.array([season.season(one, ranker, seed, capped) for seed, one, ranker in runs])


def gain_of(better, than):
    return season.of_season(better, "nDCG@10") - season.of_season(than, "nDCG@10")


def test_what_a_season_taught_ranks_the_ideas_of_another_city_better(cities) -> None:
    """In each city for itself: the gain is .055 on average, with a standard deviation between cities of .016."""
    learned = [Ungated() for _ in SEEDS]
    lived(cities, learned, capped=False)
    others = [*cities[1:], cities[0]]

    fixed = lived(others, [Fixed() for _ in SEEDS], capped=False)
    gain = gain_of(lived(others, [Fixed(by=one.by) for one in learned], capped=False), fixed)
    assert (gain > 0).all()
    assert gain.mean() > 0.02


def test_within_a_season_what_is_promoted_helps_and_what_is_not_changes_nothing(cities) -> None:
    """A season this short ends soon after a promotion, and mostly before: it is where one is made that it must show."""
    more = [*cities, *(city(seed, SIZE) for seed in MORE[len(SEEDS) :])]
    rankers = [Learned() for _ in more]
    learned = lived(more, rankers, capped=False, seeds=MORE)
    gain = gain_of(learned, lived(more, [Fixed() for _ in more], capped=False, seeds=MORE))

    promoted = np.array([ranker.promotions > 0 for ranker in rankers])
    assert promoted.sum() >= 2
    assert (gain[~promoted] == 0).all()
    assert gain[promoted].min() > 0
    assert gain[promoted].mean() > 0.01


def test_the_cap_floods_fewer_and_costs_no_match_to_speak_of() -> None:
    """One city tells little: the difference is about as large as its own spread. Twelve tell it."""
    cities = [(seed, city(seed, SIZE)) for seed in range(1, 13)]
    free, capped = (
        np.array([season.season(one, Fixed(), seed, capped) for seed, one in cities]) for capped in (False, True)
    )

    assert season.of_season(capped, "flooded").mean() < season.of_season(free, "flooded").mean()
    assert season.of_season(capped, "accepted").mean() > 0.95 * season.of_season(free, "accepted").mean()
