import math

import pytest

from matching.engine.analysis import (
    ACCENTED,
    CONCEPTS,
    FOLDED,
    HELP_SHARE,
    PARENT_SHARE,
    Analyser,
    other_language,
    stated_language,
)
from matching.engine.documents import Demand, Need, Supply
from matching.engine.lexicon import Lexicon


def test_accented_and_folded_words_are_kept_apart(lexicon: Lexicon) -> None:
    bags = Analyser(lexicon).analyse(Supply("s", title="Cá cơm")).bags
    assert set(bags[ACCENTED]) == {"cá", "cơm", "cá cơm"}
    assert set(bags[FOLDED]) == {"ca", "com", "ca com"}


def test_an_offer_names_its_concepts_and_what_they_are_kinds_of(lexicon: Lexicon) -> None:
    bag = Analyser(lexicon).analyse(Supply("s", text="Kế toán giá thành")).bags[CONCEPTS]
    assert bag == pytest.approx({"costing": 1.0, "accounting": PARENT_SHARE})


def test_what_the_title_names_counts_more(lexicon: Lexicon) -> None:
    titled = Analyser(lexicon).analyse(Supply("s", title="Kế toán giá thành")).bags
    # log2(1 + 3) against log2(1 + 1); and the words twice, 1 + ln 2.
    assert titled[CONCEPTS]["costing"] == pytest.approx(2.0)
    assert titled[ACCENTED]["kế toán"] == pytest.approx(1.0 + math.log(2))


def test_an_idea_also_asks_for_the_skills_that_serve_its_needs(lexicon: Lexicon) -> None:
    bag = Analyser(lexicon).analyse(Demand("d", text="tính giá bán")).bags[CONCEPTS]
    assert bag == pytest.approx({"need_price": 1.0, "costing": HELP_SHARE, "accounting": HELP_SHARE * PARENT_SHARE})


def test_every_derived_concept_knows_the_one_it_came_from(lexicon: Lexicon) -> None:
    analyser = Analyser(lexicon)
    assert analyser.sources({"need_price": 1.0, "accounting": 5.0}, needed=True) == {
        "need_price": "need_price",
        "costing": "need_price",
        "accounting": "accounting",
    }


def test_needs_are_part_of_the_text(lexicon: Lexicon) -> None:
    analysed = Analyser(lexicon).analyse(Demand("d", "robot", needs=(Need(None, "cảm biến"),)))
    assert analysed.concepts == {"sensor": 1.0}
    assert [mention.concept for mention in analysed.mentions["needs.0"]] == ["sensor"]


def test_only_two_known_languages_can_differ(lexicon: Lexicon) -> None:
    analyse = Analyser(lexicon).analyse
    vietnamese, english, unknown = (analyse(Supply("s", title="robot", lang=lang)) for lang in ("vi-VN", "en", "xx"))
    assert other_language(vietnamese, english)
    assert not other_language(vietnamese, unknown)
    assert (stated_language("vi_nodia"), stated_language("EN-gb"), stated_language("fr")) == ("vi", "en", "")
