"""Every scorer keeps the same promises; then what each one says."""

import numpy as np
import pytest

from matching.engine import analysis
from matching.engine.documents import Demand, Document, Mode, Need, Supply, SupplyKind
from matching.engine.facts import Facts, Pairs, facts
from matching.engine.index import FloatArray
from matching.engine.scorers import (
    SCORERS,
    AgeFit,
    CapacityFit,
    DistanceFit,
    FieldFit,
    FreshnessFit,
    KindFit,
    ResponseFit,
    Scorer,
)

CODES = {"food": 0, "health": 1, "tourism": 2}


def columns(*documents: Document) -> Facts:
    return facts(documents, CODES)


def rich(number: int) -> Supply:
    kinds = list(SupplyKind)
    return Supply(
        f"s{number}",
        kinds[number % len(kinds)],
        fields=frozenset(list(CODES)[: number % 4]),
        ages=(8 + number, 20 - number),
        place=(-80.0 + 20 * number, -170.0 + 40 * number),
        mode=list(Mode)[number % 3],
        capacity_left=number * 1000,
        response_rate=number / 8,
        fresh_days=float(10**number),
    )


DEMAND = Demand(
    "d",
    needs=(Need(SupplyKind.VISIT), Need(SupplyKind.FUNDING)),
    fields=frozenset({"food", "health"}),
    ages=(11, 15),
    place=(20.86, 106.68),
    fresh_days=3,
)
EVERY_SIZE = [
    (columns(DEMAND), columns(*(rich(number) for number in range(9)))),
    (columns(*[DEMAND, Demand("blank")]), columns(rich(4))),
    (columns(DEMAND), columns(Supply("blank"))),
    (columns(DEMAND, DEMAND), columns(rich(1), rich(2))),
]


def pairs(demands: Facts, supplies: Facts) -> Pairs:
    size = max(len(demands), len(supplies))
    return Pairs(demands, supplies, {name: np.linspace(0, 1, size) for name in analysis.FIELDS})


@pytest.mark.parametrize("scorer", SCORERS, ids=lambda scorer: scorer.name)
class TestEveryScorer:
    @pytest.mark.parametrize(("demands", "supplies"), EVERY_SIZE)
    def test_gives_one_value_a_pair_in_0_to_1_or_unknown(self, scorer: Scorer, demands: Facts, supplies: Facts) -> None:
        given = pairs(demands, supplies)
        values = scorer.score(given)
        assert values.shape == (len(given),)
        assert all(np.isnan(value) or 0 <= value <= 1 for value in values)

    def test_leaves_its_input_alone(self, scorer: Scorer) -> None:
        given = pairs(*EVERY_SIZE[0])
        before = [getattr(given.supplies, name).copy() for name in Facts.__slots__]
        scorer.score(given)
        assert all(
            np.array_equal(old, getattr(given.supplies, name), equal_nan=old.dtype == np.float64)
            for old, name in zip(before, Facts.__slots__, strict=True)
        )

    def test_judges_each_pair_by_itself(self, scorer: Scorer) -> None:
        supplies = [rich(number) for number in range(9)]
        together = scorer.score(pairs(columns(DEMAND), columns(*supplies)))
        if scorer.name not in analysis.FIELDS:
            alone = [scorer.score(pairs(columns(DEMAND), columns(supply)))[0] for supply in supplies]
            np.testing.assert_allclose(together, alone)

    def test_says_nothing_of_blank_documents(self, scorer: Scorer) -> None:
        if scorer.name not in analysis.FIELDS:
            assert np.isnan(scorer.score(pairs(columns(Demand("d")), columns(Supply("s"))))).all()


def test_names_are_unique() -> None:
    assert len({scorer.name for scorer in SCORERS}) == len(SCORERS)


def value(scorer: Scorer, demand: Demand, supply: Supply) -> float:
    result: FloatArray = scorer.score(Pairs(columns(demand), columns(supply), {}))
    return round(float(result[0]), 3)


def test_the_kind_that_is_needed_is_worth_most_and_a_neighbour_half() -> None:
    demand = Demand("d", needs=(Need(SupplyKind.MENTORING),))
    kinds = (SupplyKind.MENTORING, SupplyKind.TALK, SupplyKind.FUNDING)
    assert [value(KindFit(), demand, Supply("s", kind)) for kind in kinds] == [1.0, 0.5, 0.0]


def test_fields_count_by_the_smaller_set() -> None:
    demand = Demand("d", fields=frozenset({"food", "health"}))
    assert value(FieldFit(), demand, Supply("s", fields=frozenset({"food"}))) == 1.0
    assert value(FieldFit(), demand, Supply("s", fields=frozenset({"food", "tourism"}))) == 0.5
    assert value(FieldFit(), demand, Supply("s", fields=frozenset({"tourism"}))) == 0.0


def test_ages_count_in_whole_years() -> None:
    assert value(AgeFit(), Demand("d", ages=(11, 15)), Supply("s", ages=(14, 18))) == 0.4


def test_distance_halves_at_its_half_distance_and_online_mitigates() -> None:
    here, there = Demand("d", place=(20.0, 106.0)), (20.134898, 106.0)
    assert value(DistanceFit(), here, Supply("s", place=there)) == 0.5
    assert value(DistanceFit(), here, Supply("s", place=there, mode=Mode.BOTH)) == 0.7
    assert value(DistanceFit(), here, Supply("s", place=(20.0, 106.0), mode=Mode.BOTH)) == 1.0
    assert value(DistanceFit(), here, Supply("s", mode=Mode.ONLINE)) == 0.7


def test_seats_answers_and_age_of_the_post() -> None:
    assert value(CapacityFit(), Demand("d"), Supply("s", capacity_left=3)) == 0.75
    assert value(ResponseFit(), Demand("d"), Supply("s", response_rate=0.4)) == 0.4
    assert value(FreshnessFit(), Demand("d", fresh_days=240), Supply("s", fresh_days=0)) == 0.25
