"""The generated season of `bench/season.py`, in short: which way learning goes, no figure of it."""

import numpy as np
import pytest

from bench import season
from bench._season_rankers import Fixed, Learned
from bench._season_world import Size, city

pytestmark = pytest.mark.long

SEEDS = (0, 1)


@pytest.fixture(scope="module")
def cities():
    return [city(seed, Size(weeks=12, ideas_a_week=30, offers=60)) for seed in SEEDS]


def lived(cities, ranker, *, capped):
    return np.array([season.season(one, ranker(), seed, capped) for seed, one in zip(SEEDS, cities, strict=True)])


def test_learning_ranks_new_ideas_better_than_the_weights_set_by_hand(cities) -> None:
    fixed, learned = lived(cities, Fixed, capped=False), lived(cities, Learned, capped=False)

    gain = season.of_season(learned, "nDCG@10") - season.of_season(fixed, "nDCG@10")
    assert gain.mean() > 0.01


def test_the_cap_floods_fewer_and_costs_no_match_to_speak_of(cities) -> None:
    free, capped = lived(cities, Fixed, capped=False), lived(cities, Fixed, capped=True)

    assert season.of_season(capped, "flooded").mean() < season.of_season(free, "flooded").mean()
    assert season.of_season(capped, "accepted").mean() > 0.95 * season.of_season(free, "accepted").mean()
