import subprocess
import sys
from dataclasses import replace

from matching.engine.documents import Demand, Supply, part
from matching.engine.explain import Reason
from matching.engine.matcher import Match, Matcher


def explained(matcher: Matcher, supply: str, demand: str = "idea") -> Match:
    (match,) = [match for match in matcher.suggest_for_demand(demand) if match.supply_id == supply]
    return match


def by_code(reasons: tuple[Reason, ...]) -> dict[str, Reason]:
    return {reason.code: reason for reason in reversed(reasons)}


def quoted(reason: Reason) -> list[tuple[str, str]]:
    return [(mark.demand_said, mark.supply_said) for mark in reason.marks]


def test_a_need_and_the_skill_that_serves_it_are_named_and_marked(matcher: Matcher) -> None:
    link = by_code(explained(matcher, "accountant").reasons)["concept_link"]
    assert (link.params["need"], link.params["skill"]) == ("need_price", "costing")
    assert quoted(link) == [("tính giá bán", "Kế toán giá thành")]


def test_a_concept_both_name_is_told_apart_from_a_link(matcher: Matcher, accountant: Supply) -> None:
    matcher.put(replace(accountant, text="Nhà có nghề nước mắm."))
    same = by_code(explained(matcher, "accountant").reasons)["same_concept"]
    assert same.params["need"] == same.params["skill"] == "fish_sauce"


def test_words_in_common_are_literally_in_both_texts(matcher: Matcher, idea: Demand, accountant: Supply) -> None:
    matcher.put(replace(accountant, text="Tôi giúp bán hàng cho Khách du lịch."))
    words = by_code(explained(matcher, "accountant").reasons)["words_in_common"]
    assert quoted(words) == [("khách du lịch", "Khách du lịch")]
    for mark in words.marks:
        assert part(idea, mark.demand.part)[mark.demand.start : mark.demand.end] == "khách du lịch"
        theirs = matcher.supply("accountant").document
        assert part(theirs, mark.supply.part)[mark.supply.start : mark.supply.end] == "Khách du lịch"


def test_a_theme_is_named_where_one_text_has_a_form_and_the_other_a_clear_part_of_it(matcher: Matcher) -> None:
    matcher.put(Demand("hint", "Cảm biến đo mặn: khâu giá bán còn lúng túng", lang="vi"))
    matcher.put(Supply("seller", title="Cùng nhau tính giá bán", lang="vi"))
    match = explained(matcher, "seller", "hint")
    theme = by_code(match.reasons)["same_theme"]
    assert theme.params["concept"] == "need_price"
    assert quoted(theme) == [("giá bán", "tính giá bán")]


def test_parts_of_forms_in_both_texts_are_no_theme(matcher: Matcher) -> None:
    matcher.put(Demand("hint", "Cảm biến đo mặn: khâu giá bán còn lúng túng", lang="vi"))
    matcher.put(Supply("seller", title="Hỏi đáp giá bán", lang="vi"))
    assert "same_theme" not in by_code(explained(matcher, "seller", "hint").reasons)


def test_a_pair_has_substance_when_a_reason_is_about_the_texts(matcher: Matcher, engineer: Supply) -> None:
    assert explained(matcher, "accountant").has_substance
    matcher.put(replace(engineer, title="Abc", text="", lang="vi", fields=frozenset({"food"})))
    only_facts = explained(matcher, "engineer")
    assert only_facts.reasons
    assert not only_facts.has_substance


def test_half_a_word_is_not_shown_as_a_word_in_common(matcher: Matcher) -> None:
    matcher.put(Supply("other", title="Khách sạn", text="Nơi du học", lang="vi"))
    assert "words_in_common" not in by_code(explained(matcher, "other").reasons)


def test_no_word_is_claimed_in_common_across_languages(matcher: Matcher) -> None:
    match = explained(matcher, "foreigner")
    assert "words_in_common" not in by_code(match.reasons)
    assert by_code(match.counter_reasons)["language_other"].params == {"lang": "en"}


def test_declared_facts_become_reasons(matcher: Matcher) -> None:
    codes = {reason.code for reason in explained(matcher, "accountant").reasons}
    assert {"same_field", "kind_needed", "online", "age_fits", "seats_left", "answers_often"} <= codes
    assert "near" not in codes


def test_what_speaks_against_is_said_too(matcher: Matcher, engineer: Supply) -> None:
    matcher.put(replace(engineer, title="Nước mắm", place=(20.3, 106.3)))
    match = explained(matcher, "engineer")
    against = by_code(match.counter_reasons)
    assert set(against) == {
        "far", "age_outside", "other_field", "kind_other", "last_seat", "answers_seldom", "stale",
    }  # fmt: skip
    assert against["far"].params == {"km": 82.9}
    assert against["age_outside"].params == {"youngest": 11, "oldest": 16}
    assert all(reason.contribution <= 0 for reason in match.counter_reasons)


def test_reasons_never_claim_more_than_the_score(matcher: Matcher) -> None:
    for match in matcher.suggest_for_demand("idea") + matcher.suggest_for_demand("robot"):
        assert sum(reason.contribution for reason in match.reasons) <= match.score + 1e-9


def test_reasons_stand_in_the_order_of_their_weight(matcher: Matcher) -> None:
    shares = [reason.contribution for reason in explained(matcher, "accountant").reasons]
    assert shares == sorted(shares, reverse=True)


def test_facts_without_a_word_in_common_are_called_that(matcher: Matcher, engineer: Supply) -> None:
    matcher.put(replace(engineer, title="Abc", text="", lang="vi"))
    assert by_code(explained(matcher, "engineer").counter_reasons)["nothing_in_common"].contribution < 0


def test_scikit_learn_is_not_imported_by_asking() -> None:
    modules = ", ".join(f"matching.engine.{name}" for name in ("explain", "matcher", "tags", "graph", "jsonl"))
    code = f"import sys, {modules}; sys.exit('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
