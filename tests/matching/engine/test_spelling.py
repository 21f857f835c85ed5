"""How texts are read that are not spelt plainly, and that right ones are read as they stand."""

import unicodedata
from collections.abc import Mapping

import pytest

from matching.engine import readings, spelling
from matching.engine.documents import Demand
from matching.engine.lexicon import Concept, Lexicon, load
from matching.engine.overlay import AddForm, applied


def read(text: str, language: str = "", *, known: Lexicon | None = None) -> str:
    return " ".join(word.text for word in spelling.of(known or load()).read({"text": text}, language).words["text"])


def small(*forms: str, en: tuple[str, ...] = (), short: Mapping[str, tuple[str, ...]] | None = None) -> Lexicon:
    return Lexicon({"a": Concept("a", "skill", "", forms, en)}, (), short or {})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        # shorthand
        ("em ko bít lm sp, cần ng hdẫn", "em không biết làm sản phẩm cần người hướng dẫn"),
        ("SP của HS và GV", "sản phẩm của học sinh và giáo viên"),
        ("mở ở khu cn, học cn thông tin", "mở ở khu công nghiệp học công nghệ thông tin"),
        ("k co nguoi giup lm sp", "khong co nguoi giup lam san pham"),
        # letters drawn out or swapped for looks
        ("đẹpppp quáaaa zậy", "đẹp quá vậy"),
        ("khôg có záo viên", "không có giáo viên"),
        # tone, n and l, s and x, ch and tr, d, gi and r
        ("sữa chửa máy móc", "sửa chữa máy móc"),
        ("nghề lông nghiệp", "nghề nông nghiệp"),
        ("nhà máy xản suất", "nhà máy sản xuất"),
        ("nghành nghề chồng trọt", "ngành nghề trồng trọt"),
        ("hội dáo rục", "hội giáo dục"),
        # keys of Telex and VNI
        ("sanr phaamr laf cuar chungs em", "sản phẩm là của chúng em"),
        ("pha62n me62m cho trường", "phần mềm cho trường"),
        ("khoong có người", "không có người"),
        # longer English words; a blank left out
        ("reseach về marketting", "research về marketing"),
        ("khách dulịch", "khách du lịch"),
    ],
)
def test_a_text_is_read_as_if_it_were_spelt_plainly(written: str, meant: str) -> None:
    assert read(written) == meant
    assert readings.named(load(), Demand("d", text=written)) == readings.named(load(), Demand("d", text=meant))


@pytest.mark.parametrize(
    "right",
    [
        "vitamin K và vitamin E",
        "nặng 5 kg giá 50 k",
        "động cơ DC",
        "bằng IB quốc tế",
        "iphone XIII",
        "con trâu chân trắng",
        "rau lên xanh nên bán chạy",
        "phi công xuất sắc",
        "mũ lưỡi trai",
        "cảm biến mq2 và co2",
        "tầng lầu của chú lái xe",
        "bốn lá cờ",
        "nồi xoong",
    ],
)
def test_a_right_text_stays_as_it_is(right: str) -> None:
    assert read(right) == right.lower()


@pytest.mark.parametrize(
    "right",
    ["we compare it vs the k nearest", "lectures, charges and contacts", "see the boats in the beer garden of a town"],
)
def test_english_is_not_read_as_shorthand_or_keys(right: str) -> None:
    assert read(right, "en") == right.replace(",", "")


def test_english_words_lack_a_letter_have_one_twice_or_one_too_early() -> None:
    written = "We need help with our reseach, marketting and desgin for the startup"
    assert read(written) == "we need help with our research marketing and design for the startup"


def test_what_is_read_otherwise_keeps_its_place() -> None:
    text = "Cần hdẫn làm sp dulịch"
    places = [(word.text, text[word.start : word.end]) for word in spelling.of(load()).read({"t": text}, "").words["t"]]
    assert places == [
        ("cần", "Cần"),
        ("hướng", "hdẫn"),
        ("dẫn", "hdẫn"),
        ("làm", "làm"),
        ("sản", "sp"),
        ("phẩm", "sp"),
        ("du", "dulịch"),
        ("lịch", "dulịch"),
    ]


def test_letters_taken_apart_are_read_alike() -> None:
    text = "Sữa chửa máy, đẹpppp zậy"
    assert read(unicodedata.normalize("NFD", text)) == read(text)


def test_shorthand_tells_that_a_text_is_vietnamese() -> None:
    written = spelling.of(load()).read({"text": "k bit lm web j, ng ta vs bn"}, "")
    assert (written.language, written.marked) == ("vi", False)


def test_shorthand_without_marks_around_it_gets_none() -> None:
    assert spelling.of(load()).read({"text": "can nguoi lm sp"}, "").marked is False


def test_without_marks_shorthand_that_may_be_another_word_stays() -> None:
    known = small("mùn cưa", "gỗ", short={"mun": ("muốn",)})
    assert read("lay mun lam phan", "vi", known=known) == "lay mun lam phan"
    assert read("em mun làm phân bón", known=known) == "em muốn làm phân bón"


def test_several_readings_that_no_neighbour_decides_leave_the_shorthand() -> None:
    known = small("công nghệ cao", "khu công nghiệp", short={"cn": ("công nghệ", "công nghiệp")})
    assert read("hôm nay cn ạ", known=known) == "hôm nay cn ạ"
    assert read("cn cao ạ", known=known) == "công nghệ cao ạ"
    assert read("khu cn ạ", known=known) == "khu công nghiệp ạ"


def test_two_pairs_with_one_sound_mend_nothing() -> None:
    known = small("trân châu", "chân trâu", "sửa chữa")
    assert read("hạt trân trâu", known=known) == "hạt trân trâu"
    assert read("sữa chửa", known=known) == "sửa chữa"


def test_a_slip_across_a_comma_is_none() -> None:
    assert read("bán sữa, chửa bệnh", known=small("sửa chữa")) == "bán sữa chửa bệnh"


def test_an_accepted_wording_is_known_to_the_reader_too() -> None:
    known = small("kế toán", short={"kto": ("kế toán",)})
    assert read("học kto", known=known) == "học kế toán"
    assert read("học kto", known=applied(known, [AddForm("a", "vi", "kto")])) == "học kto"
    assert read("dinh rưỡng", known=applied(known, [AddForm("a", "vi", "dinh dưỡng")])) == "dinh dưỡng"
