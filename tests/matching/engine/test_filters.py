import pytest

from matching.engine.documents import Demand, Supply
from matching.engine.facts import facts
from matching.engine.filters import possible


@pytest.mark.parametrize(
    ("demand", "supply", "allowed"),
    [
        (Demand("d", ages=(11, 15)), Supply("s", ages=(15, 18)), True),
        (Demand("d", ages=(11, 14)), Supply("s", ages=(15, 18)), False),
        (Demand("d", ages=(16, 18)), Supply("s", ages=(11, 15)), False),
        (Demand("d"), Supply("s", ages=(11, 15)), True),
        (Demand("d"), Supply("s", capacity_left=0), False),
        (Demand("d"), Supply("s", capacity_left=-1), False),
        (Demand("d"), Supply("s", capacity_left=1), True),
        (Demand("d"), Supply("s"), True),
    ],
)
def test_only_what_is_known_to_be_impossible_is_ruled_out(demand: Demand, supply: Supply, allowed: bool) -> None:
    assert possible(facts([demand], {}), facts([supply], {})).tolist() == [allowed]
