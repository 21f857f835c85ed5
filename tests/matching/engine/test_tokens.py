import unicodedata

from matching.engine.tokens import detect_language, grams, marked, singular, syllable_shaped, telling, tokenise


def words(text: str) -> list[str]:
    return [token.text for token in tokenise(text)]


def test_offsets_point_into_the_text_as_given_even_when_it_is_decomposed() -> None:
    text = unicodedata.normalize("NFD", "Sấy  hải sản")
    assert [unicodedata.normalize("NFC", text[token.start : token.end]) for token in tokenise(text)] == [
        "Sấy",
        "hải",
        "sản",
    ]


def test_the_place_of_the_tone_mark_makes_no_difference() -> None:
    assert words("hoà thuỷ khoẻ") == words("hòa thủy khỏe")


def test_final_i_and_y_are_one_letter_after_a_single_consonant_only() -> None:
    assert words("kỹ thuật vật lý") == words("kĩ thuật vật lí")
    assert words("thúy") != words("thúi")


def test_qu_keeps_its_u() -> None:
    assert words("quý quà") == ["quý", "quà"]


def test_folded_words_have_no_marks_and_no_barred_d() -> None:
    assert [token.folded for token in tokenise("Đóng đường")] == ["dong", "duong"]


def test_grams_are_the_words_then_their_neighbouring_pairs() -> None:
    assert grams(["a", "b", "c"]) == ["a", "b", "c", "a b", "b c"]


def test_one_accented_name_does_not_make_a_text_accented() -> None:
    assert not marked(tokenise("chung em o Đồ Son can nguoi giup tinh gia ban cho khach du lich"))
    assert not marked([])


def test_languages_are_told_apart() -> None:
    assert detect_language(tokenise("Chúng em cần máy sấy")) == "vi"
    assert detect_language(tokenise("chung em can nguoi giup cho nhom")) == "vi"
    assert detect_language(tokenise("We are looking for a team that can help")) == "en"
    assert detect_language(tokenise("robot 3D")) == ""


def test_plurals_are_taken_off() -> None:
    assert [singular(word) for word in ("batteries", "boxes", "sensors", "glass", "bus")] == [
        "battery",
        "box",
        "sensor",
        "glass",
        "bus",
    ]


def test_unmarked_syllables_are_recognised() -> None:
    assert [word for word in ("in", "ban", "truong", "nghieng", "robot", "web", "chip") if syllable_shaped(word)] == [
        "in",
        "ban",
        "truong",
        "nghieng",
        "chip",
    ]


def test_function_words_tell_nothing() -> None:
    terms = ("nước mắm", "của em", "bạn hàng", "bán hàng", "rau", "2025")
    assert [term for term in terms if telling(term, accented=True)] == ["nước mắm", "bán hàng", "rau"]
    assert [term for term in ("ban hang", "nuoc mam") if telling(term, accented=False)] == ["nuoc mam"]
