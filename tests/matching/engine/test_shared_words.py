from dataclasses import replace

import pytest

from matching.engine import shared_words
from matching.engine.analysis import ACCENTED, FOLDED, Analyser
from matching.engine.documents import Demand, Supply
from matching.engine.index import Statistics
from matching.engine.lexicon import Concept, Lexicon

FILLER = [Demand(str(number), text=f"biển đảo số{number} và động vật, nhà trường có học sinh") for number in range(40)]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    concepts = [
        Concept("vape", "problem", "", ("thuốc lá điện tử", "hàu", "bão"), ("vaping",)),
        Concept("map", "product", "", ("bản đồ", "cà phê", "nước mắm"), ("map",)),
    ]
    return Lexicon({concept.id: concept for concept in concepts})


def words(lexicon: Lexicon, ours: str, theirs: str) -> list[str]:
    analyser = Analyser(lexicon)
    demand, supply = Demand("d", text=ours), Supply("s", text=theirs)
    sides = [(document, analyser.analyse(document)) for document in (demand, supply)]
    every = [*(analyser.analyse(document) for document in FILLER), *(found for _, found in sides)]
    name = ACCENTED if all(found.marked for _, found in sides) else FOLDED
    statistics = Statistics().fit([found.bags[name] for found in every])
    found = shared_words.find(analyser, statistics, sides[0], sides[1])
    for one in found:
        assert ours[one.demand_span.start : one.demand_span.end].lower()
        assert supply.text[one.supply_span.start : one.supply_span.end].lower()
    return [ours[one.demand_span.start : one.demand_span.end] for one in found]


def test_a_word_of_four_syllables_is_shown_whole(lexicon: Lexicon) -> None:
    assert words(lexicon, "Nói không với thuốc lá điện tử", "Bỏ thuốc lá điện tử dễ thôi") == ["thuốc lá điện tử"]


def test_generalities_of_the_field_are_not_telling(lexicon: Lexicon) -> None:
    assert words(lexicon, "học sinh và phụ huynh sử dụng điện thoại", "phụ huynh, học sinh sử dụng điện thoại") == []


def test_what_most_texts_say_is_not_telling(lexicon: Lexicon) -> None:
    assert words(lexicon, "biển đảo quê em", "ra biển đảo") == []


def test_neighbours_that_seldom_stand_together_are_no_word(lexicon: Lexicon) -> None:
    assert words(lexicon, "khi biển động mạnh", "mùa biển động tàu về") == []


def test_a_comma_ends_a_word(lexicon: Lexicon) -> None:
    assert words(lexicon, "Có bản, đồ.", "Có bản, đồ!") == []


def test_numbers_are_not_telling(lexicon: Lexicon) -> None:
    assert words(lexicon, "giá hai mươi lăm nghìn", "phí hai mươi lăm nghìn ạ") == []


def test_a_single_syllable_is_shown_where_the_lexicon_knows_it(lexicon: Lexicon) -> None:
    assert words(lexicon, "nuôi hàu sữa", "bè hàu lớn") == ["hàu"]


def test_without_marks_only_an_unmistakable_word_of_the_lexicon_is_shown(lexicon: Lexicon) -> None:
    assert words(lexicon, "nhom em lam nuoc mam", "Nha lam nuoc mam") == ["nuoc mam"]
    assert words(lexicon, "nhom em lam nuoc mam", "Xưởng nước mắm gia đình") == ["nuoc mam"]
    assert words(lexicon, "nhom em lam nuoc mam", "Xưởng tưới nước mầm giống") == []


def test_english_texts_share_words_of_their_own(lexicon: Lexicon) -> None:
    assert words(lexicon, "Our students need a drone for the reef", "The drone team of our school") == ["drone"]


def test_nothing_is_shared_across_languages(lexicon: Lexicon) -> None:
    assert words(lexicon, "Nhóm em cần một chiếc drone nhỏ", "We are the people who own a drone") == []


def test_a_text_newer_than_the_counts_shares_its_words_too(lexicon: Lexicon) -> None:
    analyser = Analyser(lexicon)
    demand = Demand("d", text="quán cà phê nhỏ")
    supply = replace(Supply("s"), text="rang cà phê mộc")
    statistics = Statistics().fit([{}])
    sides = [(document, analyser.analyse(document)) for document in (demand, supply)]
    assert [one.text for one in shared_words.find(analyser, statistics, sides[0], sides[1])] == ["cà phê"]
