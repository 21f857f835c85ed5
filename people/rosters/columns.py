"""What a roster tells, and under which headings the software of Vietnamese schools tells it.

Headings are compared folded (`core.sheets.parsing.key_of`): with or without diacritics, signs and stars.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.sheets.languages import in_all_languages
from core.sheets.parsing import key_of
from people.enums import GuardianRelation


@dataclass(frozen=True)
class Column:
    code: str
    label: Promise | str
    names: tuple[str, ...]
    is_needed: bool = False


_NAME_WORDS = ("họ tên", "họ và tên", "tên")
_PHONE_WORDS = (
    "sđt", "số điện thoại", "điện thoại", "số đt", "đt", "đtdđ", "số di động", "di động", "sđt liên hệ",
    "số điện thoại liên hệ", "điện thoại liên hệ",
)  # fmt: skip
_RELATION_WORDS = ("quan hệ", "mối quan hệ", "quan hệ với học sinh", "quan hệ với hs")
_FATHER = ("cha", "bố", "ba")
_MOTHER = ("mẹ", "má")
_GUARDIAN = (
    "phụ huynh", "ph", "người giám hộ", "giám hộ", "cha mẹ người giám hộ", "cha mẹ giám hộ", "cha mẹ", "bố mẹ",
    "người bảo hộ", "người đại diện", "phụ huynh học sinh", "phhs", "cmhs", "cha mẹ học sinh", "gia đình",
    "phụ huynh 1", "ph 1", "người giám hộ 1",
)  # fmt: skip
_SECOND = ("phụ huynh 2", "ph 2", "người giám hộ 2", "phụ huynh thứ hai")


def _of(people: tuple[str, ...], words: tuple[str, ...], *more: str) -> tuple[str, ...]:
    """Either order: "Họ tên cha", and "Cha" above "Họ tên" in a heading of two rows."""
    return (*(f"{word} {who}" for who in people for word in words), *(f"{w} {v}" for w in people for v in words), *more)


COLUMNS = (
    Column(
        "code",
        _("Mã học sinh"),
        (
            "mã học sinh", "mã hs", "mã số học sinh", "mã định danh", "mã định danh học sinh", "mã định danh hs",
            "mã định danh bộ gd&đt", "mã định danh bộ gdđt", "mã định danh bộ", "mã hồ sơ học sinh", "mshs",
        ),
    ),
    Column(
        "full_name",
        _("Họ và tên"),
        (
            "họ và tên", "họ tên", "họ tên học sinh", "họ và tên học sinh", "họ và tên hs", "họ tên hs", "tên học sinh",
            "họ, chữ đệm và tên", "họ chữ đệm tên", "học sinh",
        ),
        is_needed=True,
    ),
    Column(
        "family",
        _("Họ và chữ đệm"),
        ("họ đệm", "họ và đệm", "họ và tên đệm", "họ tên đệm", "họ lót", "họ và chữ đệm", "họ và chữ lót", "họ"),
    ),
    Column("given", _("Tên (cột riêng)"), ("tên", "tên gọi")),
    Column(
        "birth_date",
        _("Ngày sinh"),
        ("ngày sinh", "ngày tháng năm sinh", "sinh ngày", "ngày, tháng, năm sinh", "ntns", "ngày sinh học sinh"),
        is_needed=True,
    ),
    Column("birth_day", _("Ngày sinh: ngày"), ("ngày", "ngày sinh ngày", "ngày tháng năm sinh ngày")),
    Column("birth_month", _("Ngày sinh: tháng"), ("tháng", "ngày sinh tháng", "ngày tháng năm sinh tháng")),
    Column("birth_year", _("Ngày sinh: năm"), ("năm", "năm sinh", "ngày sinh năm", "ngày tháng năm sinh năm")),
    Column("class_name", _("Lớp"), ("lớp", "lớp học", "tên lớp", "mã lớp", "lớp hành chính"), is_needed=True),
    Column("guardian_name", _("Họ tên phụ huynh"), _of(_GUARDIAN, _NAME_WORDS, *_GUARDIAN)),
    Column("guardian_phone", _("Điện thoại phụ huynh"), _of(_GUARDIAN, _PHONE_WORDS)),
    Column(
        "guardian_relation", _("Quan hệ của phụ huynh"), _of(_GUARDIAN, _RELATION_WORDS, *_RELATION_WORDS, "là")
    ),
    Column("second_name", _("Họ tên phụ huynh thứ hai"), _of(_SECOND, _NAME_WORDS, *_SECOND)),
    Column("second_phone", _("Điện thoại phụ huynh thứ hai"), _of(_SECOND, _PHONE_WORDS)),
    Column("second_relation", _("Quan hệ của phụ huynh thứ hai"), _of(_SECOND, _RELATION_WORDS)),
    Column("father_name", _("Họ tên bố"), _of(_FATHER, _NAME_WORDS, *_FATHER)),
    Column("father_phone", _("Điện thoại bố"), _of(_FATHER, _PHONE_WORDS)),
    Column("mother_name", _("Họ tên mẹ"), _of(_MOTHER, _NAME_WORDS, *_MOTHER)),
    Column("mother_phone", _("Điện thoại mẹ"), _of(_MOTHER, _PHONE_WORDS)),
    Column("contact_phone", _("Điện thoại liên hệ của gia đình"), _PHONE_WORDS),
)  # fmt: skip
BY_CODE = {column.code: column for column in COLUMNS}
# Each with the columns that tell it, and the relation where a column does not.
PEOPLE: tuple[tuple[str, str, GuardianRelation], ...] = (
    ("guardian_name", "guardian_phone", GuardianRelation.OTHER),
    ("second_name", "second_phone", GuardianRelation.OTHER),
    ("father_name", "father_phone", GuardianRelation.FATHER),
    ("mother_name", "mother_phone", GuardianRelation.MOTHER),
)
RELATION_OF = {"guardian_name": "guardian_relation", "second_name": "second_relation"}
BIRTH_PARTS = ("birth_day", "birth_month", "birth_year")


@cache
def known_headings() -> dict[str, tuple[str, int]]:
    """Folded heading → the column's code and how good a name it is for it: 0 is the best."""
    known: dict[str, tuple[str, int]] = {}
    for code, rank, name in _names():
        known.setdefault(key_of(name), (code, rank))
    return known


def _names() -> Iterator[tuple[str, int, str]]:
    """Also what our own template and sheet of faults call the column."""
    for column in COLUMNS:
        for name in in_all_languages(column.label):
            yield column.code, 0, name
        for rank, name in enumerate(column.names):
            yield column.code, rank, name


def lacking(codes: set[str], *, class_is_known: bool) -> list[str]:
    """The needed things that none of these columns tells."""
    told = set(codes)
    if {"family", "given"} <= told:
        told.add("full_name")
    if set(BIRTH_PARTS) <= told:
        told.add("birth_date")
    if class_is_known:
        told.add("class_name")
    return [column.code for column in COLUMNS if column.is_needed and column.code not in told]
