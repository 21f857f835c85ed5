from dataclasses import replace

import pytest

from matching.engine.documents import Demand, Mode, Supply, SupplyKind
from matching.engine.lexicon import Lexicon
from matching.engine.matcher import Config, Match, Matcher


def ids(matches: list[Match]) -> list[str]:
    return [match.supply_id for match in matches]


def test_the_mentor_whose_trade_serves_the_need_comes_first(matcher: Matcher) -> None:
    assert ids(matcher.suggest_for_demand("idea"))[:2] == ["accountant", "foreigner"]


def test_a_mentor_in_the_other_language_is_found_by_concepts_alone(matcher: Matcher) -> None:
    (match,) = [match for match in matcher.suggest_for_demand("idea") if match.supply_id == "foreigner"]
    assert match.contributions["accented"] == match.contributions["folded"] == 0
    assert match.contributions["concepts"] > 0.3


def test_what_is_named_without_diacritics_counts_less(lexicon: Lexicon) -> None:
    demands = [Demand("marked", text="tính giá bán"), Demand("unmarked", text="tinh gia ban")]
    side = Matcher(Config(lexicon=lexicon)).fit(demands, []).demands_
    # A form found without its marks counts .9, and .7 of that.
    named = dict(zip(map(side.id_at, side.alive()), side.columns(side.alive()).writing.named, strict=True))
    assert named == pytest.approx({"marked": 1.0, "unmarked": 0.63})


def test_contributions_add_up_to_the_score(matcher: Matcher) -> None:
    matches = matcher.suggest_for_demand("idea") + matcher.suggest_for_supply("engineer")
    assert matches
    for match in matches:
        assert sum(match.contributions.values()) == pytest.approx(match.score, abs=1e-9)
        assert 0 < match.score <= 1


def test_a_pair_scores_the_same_from_either_side(matcher: Matcher) -> None:
    ours = {match.supply_id: match.score for match in matcher.suggest_for_demand("idea")}
    theirs = {
        match.supply_id: match.score
        for supply in ("accountant", "foreigner", "engineer")
        for match in matcher.suggest_for_supply(supply)
        if match.demand_id == "idea"
    }
    assert ours == pytest.approx(theirs, abs=1e-12)


def test_an_idea_typed_without_diacritics_finds_the_same_mentor(matcher: Matcher) -> None:
    typed = Demand("typed", "Nuoc mam dong chai", "Chung em chua biet tinh gia ban cho khach du lich")
    assert ids(matcher.suggest_for_demand(typed))[0] == "accountant"


def test_ages_that_cannot_meet_rule_a_pair_out(matcher: Matcher, accountant: Supply) -> None:
    matcher.put(replace(accountant, ages=(6, 10)))
    assert "accountant" not in ids(matcher.suggest_for_demand("idea"))


def test_a_full_mentor_is_not_suggested(matcher: Matcher, accountant: Supply) -> None:
    matcher.put(replace(accountant, capacity_left=0))
    assert "accountant" not in ids(matcher.suggest_for_demand("idea"))
    assert matcher.suggest_for_supply("accountant") == []


def test_a_changed_offer_is_found_by_its_new_words_at_once(matcher: Matcher) -> None:
    matcher.put(Supply("engineer", SupplyKind.TALK, "Nghề làm nước mắm", "Kể chuyện ủ chượp và nước mắm."))
    first = matcher.suggest_for_demand(Demand("q", "", "nghề ủ chượp nước mắm"))[0]
    assert first.supply_id == "engineer"


def test_a_new_offer_joins_and_a_removed_one_leaves(matcher: Matcher, accountant: Supply) -> None:
    matcher.put(replace(accountant, id="second"))
    assert {"accountant", "second"} <= set(ids(matcher.suggest_for_demand("idea")))
    matcher.remove_supplies("accountant")
    assert "accountant" not in ids(matcher.suggest_for_demand("idea"))
    with pytest.raises(KeyError):
        matcher.remove_supplies("accountant")


def test_a_newcomer_shows_nothing_of_whoever_left(matcher: Matcher) -> None:
    matcher.remove_demands("idea")
    matcher.put(Demand("novel", "Truyện tranh", "Chúng em vẽ truyện tranh."))
    assert len(matcher.demands_) == 2
    (match,) = [match for match in matcher.suggest_for_supply("accountant") if match.demand_id == "novel"]
    assert match.contributions["concepts"] == match.contributions["kind"] == 0


def test_equal_scores_are_ordered_by_id_wherever_the_list_is_cut(lexicon: Lexicon, accountant: Supply) -> None:
    supplies = [replace(accountant, id=name) for name in ("c", "a", "d", "b")]
    demand = Demand("q", "Kế toán giá thành")
    matcher = Matcher(Config(lexicon=lexicon)).fit([demand], supplies)
    assert ids(matcher.suggest_for_demand("q", top=2)) == ["a", "b"]
    assert ids(matcher.suggest_for_demand("q", top=4)) == ["a", "b", "c", "d"]


def test_what_has_nothing_in_common_is_not_suggested(matcher: Matcher) -> None:
    matcher.remove_supplies("accountant")
    matcher.remove_supplies("engineer")
    assert matcher.suggest_for_demand(Demand("q", "Xyz")) == []


def test_facts_alone_make_a_poor_match(matcher: Matcher) -> None:
    assert all(match.score < 0.2 for match in matcher.suggest_for_demand(Demand("q", "Xyz")))


def test_nearer_is_better_when_all_else_is_equal(matcher: Matcher, accountant: Supply) -> None:
    for name, place in (("near", (20.80, 106.90)), ("far", (20.30, 106.30))):
        matcher.put(replace(accountant, id=name, place=place, mode=Mode.IN_PERSON))
    found = ids(matcher.suggest_for_demand("idea"))
    assert found.index("near") < found.index("far")


def test_an_id_used_twice_on_one_side_is_refused(matcher: Matcher, accountant: Supply, idea: Demand) -> None:
    with pytest.raises(ValueError, match="accountant"):
        Matcher(matcher.config).fit([idea], [accountant, accountant])


def test_an_empty_side_gives_no_suggestion(lexicon: Lexicon, idea: Demand) -> None:
    assert Matcher(Config(lexicon=lexicon)).fit([idea], []).suggest_for_demand("idea") == []
    assert Matcher(Config(lexicon=lexicon)).fit([], []).suggest_for_demand(idea) == []


def test_the_constructor_only_stores_its_parameters(lexicon: Lexicon) -> None:
    matcher = Matcher(config := Config(lexicon=lexicon))
    assert vars(matcher) == {"config": config, "reader": None}
    assert matcher.fit([], []) is matcher
