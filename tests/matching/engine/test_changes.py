from dataclasses import replace

import pytest

from matching.engine import changes, weights
from matching.engine.changes import LEAST_GAIN, Change
from matching.engine.documents import Demand, Mode, Need, Supply, SupplyKind
from matching.engine.matcher import Matcher

FAR = (20.3, 106.3)


def told(matcher: Matcher, demand: str, supply: str) -> dict[str, Change]:
    return {change.code: change for change in changes.of(matcher, [(demand, supply)])[demand, supply]}


def pairs(matcher: Matcher, demand: str) -> list[tuple[str, str]]:
    return [(match.demand_id, match.supply_id) for match in matcher.suggest_for_demand(demand)]


def score(matcher: Matcher, demand: str, supply: str) -> float:
    (found,) = [match.score for match in matcher.suggest_for_demand(demand) if match.supply_id == supply]
    return found


@pytest.fixture
def far(matcher: Matcher, accountant: Supply) -> Supply:
    supply = replace(accountant, place=FAR, mode=Mode.IN_PERSON)
    matcher.put(supply)
    return supply


def test_pairs_as_they_are_score_what_they_are_shown_with(matcher: Matcher) -> None:
    for match in matcher.suggest_for_demand("idea"):
        demand, supply = matcher.demand("idea").document, matcher.supply(match.supply_id).document
        assert matcher.scores(demand, [supply, supply]) == pytest.approx([match.score, match.score], abs=1e-12)


def test_what_is_said_to_be_gained_is_gained_when_it_is_done(matcher: Matcher, far: Supply) -> None:
    before = score(matcher, "idea", "accountant")
    gain = told(matcher, "idea", "accountant")["meet_online"].gain

    matcher.put(replace(far, mode=Mode.BOTH))

    assert score(matcher, "idea", "accountant") - before == pytest.approx(gain, abs=1e-9)
    assert "meet_online" not in told(matcher, "idea", "accountant")


def test_words_that_are_said_to_help_help_when_they_are_written(matcher: Matcher) -> None:
    matcher.put(Supply("maker", SupplyKind.MENTORING, "Cảm biến cho người mới", "Dạy lắp cảm biến.", lang="vi"))
    matcher.put(Demand("jam", "Mứt cóc", "Chúng em làm đồ ăn từ quả cóc.", lang="vi"))
    before = matcher.scores(matcher.demand("jam").document, [matcher.supply("maker").document])[0]
    change = told(matcher, "jam", "maker")["ask_for_a_skill"]

    demand = matcher.demand("jam").document
    matcher.put(replace(demand, needs=(Need(None, "cảm biến"),)))

    assert change.params == {"concept": "sensor"}
    assert score(matcher, "jam", "maker") - before == pytest.approx(change.gain, abs=1e-9)


def test_a_skill_that_the_idea_needs_in_other_words_is_not_asked_for(matcher: Matcher) -> None:
    """The idea says "tính giá bán", which cost accounting serves."""
    assert "ask_for_a_skill" not in told(matcher, "idea", "accountant")


def test_words_that_the_idea_has_already_are_not_asked_for(matcher: Matcher) -> None:
    """Though typed without diacritics, where the lexicon is not sure of them."""
    matcher.put(Supply("maker", SupplyKind.MENTORING, "In ấn", "Dạy in ấn.", lang="vi"))
    matcher.put(Demand("jam", "Máy IN AN nhãn mứt", "Chúng em làm đồ ăn từ quả cóc.", lang="vi"))

    assert "ask_for_a_skill" not in told(matcher, "jam", "maker")


def test_what_moves_the_score_too_little_is_not_told(matcher: Matcher, far: Supply) -> None:
    """One seat more than two counts next to nothing."""
    found = told(matcher, "idea", "accountant")

    assert "take_one_more" not in found
    assert all(change.gain >= LEAST_GAIN for change in found.values())


def test_one_more_team_is_told_where_seats_count_enough(matcher: Matcher, engineer: Supply) -> None:
    """As a learned ranker may have it."""
    by_hand = weights.FIXED
    heavy = replace(by_hand, demand={**by_hand.demand, "capacity": (3.0,)})
    matcher.config = replace(matcher.config, weights=heavy)
    before = score(matcher, "robot", "engineer")
    gain = told(matcher, "robot", "engineer")["take_one_more"].gain

    matcher.put(replace(engineer, capacity_left=2))

    assert score(matcher, "robot", "engineer") - before == pytest.approx(gain, abs=1e-9)


def test_ages_fields_kinds_and_answers_are_tried(matcher: Matcher, engineer: Supply) -> None:
    matcher.put(replace(engineer, title="Nước mắm", text="", lang="vi", place=None, rate_once_answered=0.9))

    found = told(matcher, "idea", "engineer")

    assert found.keys() <= {"widen_ages", "add_field", "ask_for_the_kind", "answer_who_waits", "meet_online"}
    assert {"add_field", "ask_for_the_kind"} <= found.keys()
    assert found["add_field"].params == {"fields": ("food",)}
    assert found["ask_for_the_kind"].params == {"kind": "lab_or_material"}


def test_the_greatest_change_stands_first(matcher: Matcher, far: Supply) -> None:
    gains = [change.gain for change in changes.of(matcher, pairs(matcher, "idea"))["idea", "accountant"]]
    assert gains == sorted(gains, reverse=True)
    assert gains


def test_trying_leaves_the_matcher_as_it_was(matcher: Matcher, far: Supply) -> None:
    before = matcher.suggest_for_demand("idea")
    changes.of(matcher, pairs(matcher, "idea"))
    assert matcher.suggest_for_demand("idea") == before
    assert (len(matcher.demands_), len(matcher.supplies_)) == (2, 3)
