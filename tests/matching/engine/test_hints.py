import pytest

from matching.engine import hints
from matching.engine.hints import Hints
from matching.engine.lexicon import Concept, Lexicon
from matching.engine.tokens import tokenise


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    concepts = [
        Concept("packaging", "need", "", ("bao bì đẹp", "chưa có bao bì"), ("nice packaging",)),
        Concept("recycling", "process", "", ("tái chế bao bì", "tái chế nhựa"), ("recycling plastic",)),
    ]
    return Lexicon({concept.id: concept for concept in concepts})


def hinted(lexicon: Lexicon, text: str, language: str = "vi") -> list[tuple[str, str, float]]:
    words = tokenise(text)
    found = hints.of(lexicon).find(words, language, lexicon.tag(words, language))
    return [(one.concept, text[one.start : one.end], round(one.weight, 2)) for one in found]


def test_a_pair_speaks_for_concepts_by_their_share_of_the_forms_that_have_it(lexicon: Lexicon) -> None:
    assert hinted(lexicon, "làm bao bì giấy") == [("packaging", "bao bì", 0.67), ("recycling", "bao bì", 0.33)]


def test_what_a_whole_form_covers_gives_no_hint(lexicon: Lexicon) -> None:
    assert hinted(lexicon, "nhóm em chưa có bao bì") == []


def test_one_syllable_is_weak_and_must_stand_in_two_forms(lexicon: Lexicon) -> None:
    assert hinted(lexicon, "chế") == [("recycling", "chế", 0.5)]
    assert hinted(lexicon, "nhựa") == []


def test_unmarked_text_is_read_by_pairs_only(lexicon: Lexicon) -> None:
    assert [concept for concept, _, _ in hinted(lexicon, "bao bi")] == ["packaging", "recycling"]
    assert hinted(lexicon, "che") == []
    assert [weight for _, _, weight in hinted(lexicon, "bao bi")] == [0.33, 0.17]


def test_other_marks_are_other_words(lexicon: Lexicon) -> None:
    assert hinted(lexicon, "báo bị") == []


def test_english_words_hint_too(lexicon: Lexicon) -> None:
    assert hinted(lexicon, "Plastic waste", "en") == [("recycling", "Plastic", 1.0)]


def test_the_tables_are_built_once_for_a_lexicon(lexicon: Lexicon) -> None:
    assert hints.of(lexicon) is hints.of(lexicon)
    assert isinstance(hints.of(lexicon), Hints)


def test_a_pair_without_marks_has_a_spelling_where_the_lexicon_has_one_only(lexicon: Lexicon) -> None:
    assert hints.of(lexicon).spelling("bao bi") == "bao bì"
    two = Lexicon({"a": Concept("a", "skill", "", ("bản đồ",), ()), "b": Concept("b", "skill", "", ("bán đồ",), ())})
    assert hints.of(two).spelling("ban do") == hints.of(two).spelling("xa la") == ""
