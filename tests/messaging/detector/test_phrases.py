import pytest

from messaging.detector.letters import spellings
from messaging.detector.phrases import Marks, Phrases, readings
from messaging.detector.words import marked, tokens

GROUPS = {"you": ["em", "bạn"]}


def found(phrase: str, text: str, marks: Marks = Marks.LOOSE) -> list[str]:
    phrases = Phrases(GROUPS, unmarked=["ban"])
    phrases.add("it", phrase, marks)
    words = [token for token in tokens(text) if not token.is_sign]
    matches = phrases.find(words, marked=marked(words))
    return [" ".join(word.plain for word in words[match.first : match.last + 1]) for match in matches]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("gặp riêng", "mai gặp riêng nhé", ["gap rieng"]),
        ("gặp [nhau] riêng", "gặp nhau riêng", ["gap nhau rieng"]),
        ("gặp [nhau] riêng", "gặp riêng", ["gap rieng"]),
        ("(đừng|không được) kể", "không được kể", ["khong duoc ke"]),
        ("cho <you>", "cho em và cho bạn", ["cho em", "cho ban"]),
        ("cho ... số", "cho mình xin cái số", ["cho minh xin cai so"]),
        ("cho ... số", "cho một hai ba bốn năm số", []),
        ("cho ... số", "cho mình. Xin cái số", []),
        ("nhà <digits>", "nhà 12", ["nha 12"]),
        ("cho <sum>", "cho 200k", ["cho 200k"]),
        ("lớp <class>", "lớp 8A2", ["lop 8a2"]),
    ],
)
def test_the_language_of_phrases(phrase: str, text: str, expected: list[str]) -> None:
    assert found(phrase, text) == expected


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (Marks.FREE, [1, 1, 1, 1]),
        (Marks.LOOSE, [1, 0, 0, 1]),
        (Marks.STRICT, [1, 0, 0, 1]),
        (Marks.EXACT, [1, 0, 0, 0]),
    ],
)
def test_how_far_a_word_passes_for_one_with_marks(marks: Marks, expected: list[int]) -> None:
    texts = ["hỏi bạn nhé", "hỏi bán nhé", "hỏi ban nhé", "hoi ban nhe"]
    assert [len(found("bạn", text, marks)) for text in texts] == expected


def test_beside_words_with_marks_a_bare_word_passes_only_if_it_is_none_itself() -> None:
    assert (found("số", "đọc so nhé"), found("số", "đọc so nhé", Marks.STRICT)) == (["so"], [])


@pytest.mark.parametrize(
    "phrase", ["", "[nhé]", "cho (em|(anh|chị))", "<nobody>", "cho ()", "(a|b) [c] [d] [e] [f] [g] [h] [i]"]
)
def test_a_mistake_in_a_phrase_is_an_error(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        readings(phrase, GROUPS)


def test_the_place_and_form_of_a_mark_make_no_difference() -> None:
    assert spellings("hoà") == spellings("hòa") == spellings("ho\u0300a")
    assert spellings("ĐỪNG") == spellings("đừng")
    assert spellings("ѕехy") == ("sexy", "sexy")
