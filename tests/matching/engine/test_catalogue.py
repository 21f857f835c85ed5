from matching.engine import catalogue
from matching.engine.lexicon import Concept, Lexicon

KNOWN = Lexicon(
    {
        "craft": Concept("craft", "trade", "", ("làng nghề", "nghề truyền thống"), ("craft village",), "business"),
        "listen": Concept("listen", "need", "", ("lắng nghe",), ("listening",), "business"),
        "village": Concept("village", "market", "", ("nghề", "nghề làng nghề"), ("villages",), "life"),
    }
)


def found(query: str, **narrow: str) -> list[str]:
    return [concept.id for concept in catalogue.of(KNOWN).search(query, **narrow)]


def test_marks_are_minded_where_they_are_typed() -> None:
    assert found("làng nghề") == ["craft", "village"]
    assert found("lắng nghe") == ["listen"]


def test_without_marks_both_writings_are_found() -> None:
    assert found("lang nghe") == ["craft", "listen", "village"]
    assert found("LANG NGHE") == ["craft", "listen", "village"]


def test_a_whole_form_comes_before_a_beginning_and_a_part() -> None:
    assert found("nghề") == ["village", "craft"]


def test_english_is_found_in_the_singular_too() -> None:
    assert found("village") == ["village", "craft"]


def test_area_and_kind_narrow() -> None:
    assert found("", area="business") == ["craft", "listen"]
    assert found("", kind="market") == ["village"]
    assert found("nghe", area="life", kind="market") == ["village"]


def test_what_has_no_word_finds_nothing() -> None:
    assert found("!?") == []
    assert found("xe bò") == []
