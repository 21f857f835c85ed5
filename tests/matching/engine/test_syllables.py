import pytest

from matching.engine.syllables import sound, swapped, toneless, typed


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("nông", "lông"),
        ("sửa", "sữa"),
        ("xử", "sử"),
        ("trồng", "chồng"),
        ("giáo", "dáo"),
        ("giáo", "ráo"),
        ("du", "zu"),
        ("ngành", "nghành"),
        ("gi", "di"),
        ("gìn", "dìn"),
        ("phát", "fát"),
    ],
)
def test_some_syllables_sound_alike(written: str, meant: str) -> None:
    assert sound(written) == sound(meant)


@pytest.mark.parametrize(("one", "other"), [("nhà", "là"), ("đa", "da"), ("ma", "mà"), ("ngà", "nà"), ("tra", "ta")])
def test_others_do_not(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@pytest.mark.parametrize(
    ("keys", "meant", "signs"),
    [
        ("khoong", "không", 1),
        ("phaamr", "phẩm", 2),
        ("phaarm", "phẩm", 2),
        ("ddoongj", "động", 3),
        ("nuowcs", "nước", 2),
        ("laf", "là", 1),
        ("pha63m", "phẩm", 2),
        ("d9o65ng", "động", 3),
        ("nuo71c", "nước", 2),
        ("san3", "sản", 1),
    ],
)
def test_keys_of_telex_and_vni_are_told_with_how_many_there_are(keys: str, meant: str, signs: int) -> None:
    assert typed(keys) == (toneless(meant), signs)


@pytest.mark.parametrize("word", ["ban", "esp32", "3d", "street", "mq135", "làm", "a12"])
def test_other_words_have_none(word: str) -> None:
    assert typed(word) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("wá", ["quá"]),
        ("záo", ["dáo", "váo", "giáo"]),
        ("khôg", ["không"]),
        ("mìnk", ["mình"]),
        ("thík", ["thích", "thíc"]),
        ("fát", ["phát"]),
        ("nghành", ["ngành"]),
        ("nghề", []),
        ("làm", []),
        ("không", []),
        ("z", []),
    ],
)
def test_letters_that_no_syllable_has_stand_for_others(written: str, meant: list[str]) -> None:
    assert list(swapped(written)) == meant
