from pathlib import Path

import pytest

from matching.engine import lexicon as lexicons
from matching.engine.lexicon import Concept, Lexicon
from matching.engine.tokens import tokenise


def tagged(lexicon: Lexicon, text: str, language: str = "vi") -> list[tuple[str, str]]:
    return [(mention.concept, text[mention.start : mention.end]) for mention in lexicon.tag(tokenise(text), language)]


def test_the_longest_form_wins(lexicon: Lexicon) -> None:
    assert tagged(lexicon, "học Kế toán giá thành rồi kế toán") == [
        ("costing", "Kế toán giá thành"),
        ("accounting", "kế toán"),
    ]


def test_forms_typed_without_diacritics_are_found(lexicon: Lexicon) -> None:
    assert tagged(lexicon, "chua biet tinh gia ban") == [("need_price", "tinh gia ban")]


def test_a_lone_folded_syllable_is_not_a_match(lexicon: Lexicon) -> None:
    assert tagged(lexicon, "mam non") == []


def test_other_marks_on_two_syllables_are_another_word(lexicon: Lexicon) -> None:
    assert tagged(lexicon, "nước mầm") == []


def test_three_syllables_with_wrong_marks_are_a_misspelling(lexicon: Lexicon) -> None:
    (mention,) = lexicon.tag(tokenise("tính giá bàn"), "vi")
    assert (mention.concept, mention.weight) == ("need_price", lexicons.MISSPELT)


def test_english_forms_are_found_in_the_plural(lexicon: Lexicon) -> None:
    assert tagged(lexicon, "We need sensors", "en") == [("sensor", "sensors")]


def test_a_vietnamese_syllable_is_not_read_into_an_english_text(lexicon: Lexicon) -> None:
    assert tagged(lexicon, "working in a team", "en") == []
    assert tagged(lexicon, "nhóm em in tờ rơi") == [("printing", "in")]


def test_english_words_are_found_in_a_vietnamese_text(lexicon: Lexicon) -> None:
    assert tagged(lexicon, "em cần sensor loại nhỏ") == [("sensor", "sensor")]


def test_names_come_in_the_language_asked_for(lexicon: Lexicon) -> None:
    concept = lexicon.concepts["costing"]
    assert (concept.name("vi"), concept.name("en")) == ("kế toán giá thành", "cost accounting")


def test_what_is_lacking_is_no_name_where_another_form_is_given() -> None:
    assert Concept("a", "need", "", ("chưa biết vẽ 3d", "vẽ bản thiết kế"), ()).name("vi") == "vẽ bản thiết kế"
    assert Concept("a", "need", "", ("thiếu máy",), ()).name("vi") == "thiếu máy"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("concepts", "helps"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_files_are_read_with_their_header_and_comments(folder: Path) -> None:
    (folder / "concepts" / "a.tsv").write_text("id\tkind\tparent\tvi\ten\n# note\nrice\tproduct\t\tgạo|thóc\trice\n")
    (folder / "helps" / "a.tsv").write_text("from\tto\tweight\n")
    loaded = lexicons.load(folder)
    assert loaded.concepts["rice"].vi == ("gạo", "thóc")
    assert loaded.concepts["rice"].area == "a"
