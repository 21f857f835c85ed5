"""One cell on its way in: what a file holds → the text a person sees → what the services take."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from core.sheets.column import SEPARATOR, Column, Takes
from core.sheets.lookups import Lookup
from core.sheets.neutral import restored
from core.sheets.table import DATES_FROM, Broken, Formula, Value
from core.text import normalise, tidy

_SERIALS = (20_000, 80_000)
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})(?:\s+[\d:]+)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/\-](\d{1,2})[/\-](\d{1,2})(?:[\sT][\d:.]+)?")
_WHOLE = re.compile(r"([+-]?\d{1,9})(?:[.,]0{1,2})?")
_WORD_AT_MOST = 60


class Unfit(Exception):
    """Carries the sentence that is shown at the cell."""


def as_text(value: Value, column: Column, dates_from: dt.datetime) -> str:
    """As a person would read it; what cannot be taken for what it is raises `Unfit`."""
    if isinstance(value, Formula):
        raise Unfit(
            _("Ô này là công thức (%(formula)s). Hãy chép ô rồi dán giá trị (Paste Values) vào chính chỗ ấy.")
            % {"formula": value.text[:80]}
        )
    if isinstance(value, Broken):
        raise Unfit(_("Ô này đang báo lỗi %(code)s. Hãy gõ lại nội dung.") % {"code": value.text})
    if column.takes == Takes.NUMBER and isinstance(value, dt.datetime | dt.date):
        raise Unfit(_("Excel đã đổi ô này thành ngày tháng. Hãy gõ lại một số."))
    if column.takes == Takes.DATE and isinstance(value, int | float) and not isinstance(value, bool):
        return _date_of_serial(value, dates_from)
    return _plain(value)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%d/%m/%Y}"
    return restored(str(value))


def _date_of_serial(value: float, dates_from: dt.datetime) -> str:
    if not _SERIALS[0] <= value <= _SERIALS[1]:
        return _plain(value)
    return f"{dates_from + dt.timedelta(days=int(value)):%d/%m/%Y}"


def read(text: str, column: Column, lookup: Lookup | None) -> Any:
    """The value for the service; an empty cell is the column's default. Raises `Unfit`."""
    if not normalise(text):
        if column.needed:
            raise Unfit(_("Ô này cần có nội dung."))
        return [] if column.takes in {Takes.SOME, Takes.WORDS} else column.default
    return _READERS[column.takes](text, column, lookup)


def _read_text(text: str, column: Column, lookup: Lookup | None) -> str:
    typed = normalise(text) if column.takes == Takes.LINE else tidy(text)
    if len(typed) > column.at_most:
        raise Unfit(
            _("Dài %(length)s ký tự, nhiều nhất %(most)s. Hãy viết gọn lại.")
            % {"length": len(typed), "most": column.at_most}
        )
    return typed


def _read_number(text: str, column: Column, lookup: Lookup | None) -> int:
    match = _WHOLE.fullmatch(normalise(text))
    if match is None:
        raise Unfit(_("“%(text)s” không phải một số nguyên.") % {"text": normalise(text)[:60]})
    number = int(match[1])
    if not column.at_least <= number <= column.at_most:
        raise Unfit(_("Số này phải từ %(least)s đến %(most)s.") % {"least": column.at_least, "most": column.at_most})
    return number


def _read_date(text: str, column: Column, lookup: Lookup | None) -> str:
    typed = normalise(text)
    if typed.isascii() and typed.isdigit() and _SERIALS[0] <= int(typed) <= _SERIALS[1]:
        typed = _date_of_serial(int(typed), DATES_FROM)
    day_first, year_first = _DAY_FIRST.fullmatch(typed), _YEAR_FIRST.fullmatch(typed)
    if day_first:
        day, month, year = map(int, day_first.groups())
    elif year_first:
        year, month, day = map(int, year_first.groups())
    else:
        raise Unfit(_("“%(text)s” không phải ngày. Hãy viết ngày/tháng/năm, ví dụ 31/12/2026.") % {"text": typed[:60]})
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        raise Unfit(
            _("Không có ngày “%(text)s”. Hãy viết ngày/tháng/năm, ví dụ 31/12/2026.") % {"text": typed[:60]}
        ) from None


def _read_one(text: str, column: Column, lookup: Lookup | None) -> str:
    if lookup is None:
        raise LookupError(column.code)
    value, sentence = lookup.find(text)
    if value is None:
        raise Unfit(sentence)
    return value


def _read_some(text: str, column: Column, lookup: Lookup | None) -> list[str]:
    return sorted({_read_one(name, column, lookup) for name in _parts(text)})


def _read_words(text: str, column: Column, lookup: Lookup | None) -> list[str]:
    words = list(dict.fromkeys(_parts(text)))
    if len(words) > column.at_most:
        raise Unfit(_("Nhiều nhất %(most)s từ khóa.") % {"most": column.at_most})
    if any(len(word) > _WORD_AT_MOST for word in words):
        raise Unfit(_("Mỗi từ khóa dài nhất %(most)s ký tự.") % {"most": _WORD_AT_MOST})
    return words


def _parts(text: str) -> list[str]:
    return [part for part in (normalise(piece) for piece in re.split(rf"[{SEPARATOR}\n]", text)) if part]


_READERS: Mapping[Takes, Any] = {
    Takes.LINE: _read_text,
    Takes.TEXT: _read_text,
    Takes.NUMBER: _read_number,
    Takes.DATE: _read_date,
    Takes.ONE: _read_one,
    Takes.SOME: _read_some,
    Takes.WORDS: _read_words,
}
