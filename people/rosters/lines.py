"""The rows of a roster as pupils, and what is wrong in them, cell by cell."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from core.sheets.cells import Unfit
from core.text import fold
from people.enums import GuardianRelation
from people.rosters import classes, columns, values
from people.rosters.pages import Page

T = TypeVar("T")
_BROKEN = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")


@dataclass(frozen=True)
class Relative:
    relation: GuardianRelation
    full_name: str
    phone: str


@dataclass(frozen=True)
class Line:
    """`place` names the row within the file: the page's number and the row's."""

    place: str
    sheet: str
    number: int
    code: str
    full_name: str
    birth_date: dt.date
    class_name: str
    relatives: tuple[Relative, ...] = ()

    @property
    def likeness(self) -> tuple[str, dt.date]:
        return fold(self.full_name), self.birth_date


@dataclass(frozen=True)
class Fault:
    place: str
    sheet: str
    number: int
    letter: str
    code: str
    message: str


@dataclass
class Read:
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read(pages: list[Page], level: str) -> Read:
    """A row with a fault is no line: it is named and the whole file waits for it."""
    found = Read()
    for index, page in enumerate(pages):
        for number, texts in page["rows"]:
            _Row(f"{index}:{number}", page, number, texts, level).read_into(found)
    _find_twins(found)
    return found


class _Row:
    def __init__(self, place: str, page: Page, number: int, texts: dict[str, str], level: str) -> None:
        self.place, self.page, self.number, self.texts, self.level = place, page, number, texts, level
        self.faults: list[Fault] = []

    def read_into(self, found: Read) -> None:
        facts: dict[str, Any] = {
            "code": self._cell("code", values.code, self._text("code")),
            "full_name": self._full_name(),
            "birth_date": self._birth_date(),
            "class_name": self._cell("class_name", lambda text: values.class_name(text, self.level), self._class()),
        }
        relatives = tuple(self._relatives())
        if self.faults:
            found.faults.extend(self.faults)
        else:
            place = {"place": self.place, "sheet": self.page["title"], "number": self.number}
            found.lines.append(Line(**place, **facts, relatives=relatives))

    def _full_name(self) -> str | None:
        if "full_name" in self.texts:
            return self._cell("full_name", values.person_name, self._text("full_name"))
        return self._cell("family", values.person_name, f"{self._text('family')} {self._text('given')}")

    def _birth_date(self) -> dt.date | None:
        if "birth_date" in self.texts:
            return self._cell("birth_date", values.birth_date, self._text("birth_date"))
        parts = [self._text(code) for code in columns.BIRTH_PARTS]
        return self._cell("birth_day", values.birth_date, "/".join(parts) if any(parts) else "")

    def _class(self) -> str:
        """The row's own cell, else the class of the whole page."""
        return self._text("class_name") or str(self.page["class"])

    def _relatives(self) -> Iterator[Relative]:
        contact = self._cell("contact_phone", values.phone, self._text("contact_phone")) or ""
        for name_code, phone_code, kind in columns.PEOPLE:
            phone = self._cell(phone_code, values.phone, self._text(phone_code)) or ""
            if not self._text(name_code):
                if phone:
                    self._say(phone_code, _("Có số điện thoại mà chưa có họ tên của người ấy."))
                continue
            name = self._cell(name_code, values.person_name, self._text(name_code))
            if not phone:
                # The family's number goes to the first who has none of their own.
                phone, contact = contact, ""
            called = self._text(columns.RELATION_OF.get(name_code, ""))
            yield Relative(values.relation(called, kind), name or "", phone)
        if contact and not self._has_somebody():
            self._say("contact_phone", _("Có số điện thoại mà chưa có họ tên của người ấy."))

    def _has_somebody(self) -> bool:
        return any(self._text(name_code) for name_code, _phone, _kind in columns.PEOPLE)

    def _text(self, code: str) -> str:
        return self.texts.get(code, "")

    def _cell(self, code: str, take: Callable[[str], T], text: str) -> T | None:
        try:
            return take(_checked(text))
        except Unfit as unfit:
            self._say(code, str(unfit))
            return None

    def _say(self, code: str, message: str) -> None:
        letter = self.page["letters"].get(code, "")
        self.faults.append(Fault(self.place, self.page["title"], self.number, letter, code, message))


def _checked(text: str) -> str:
    if text.startswith("="):
        raise Unfit(
            _("Ô này là công thức (%(formula)s). Hãy chép ô rồi dán giá trị (Paste Values) vào chính chỗ ấy.")
            % {"formula": text[:80]}
        )
    if text in _BROKEN:
        raise Unfit(_("Ô này đang báo lỗi %(code)s. Hãy gõ lại nội dung.") % {"code": text})
    return text


def _find_twins(found: Read) -> None:
    """One pupil twice in the file: the same code, or the same name and birth date without two codes that differ."""
    by_code: dict[str, Line] = {}
    by_likeness: dict[tuple[str, dt.date], Line] = {}
    kept = []
    for line in found.lines:
        sentence = ""
        if line.code and line.code.lower() in by_code:
            sentence = _("Mã học sinh này đã có ở %(where)s.") % {"where": where(by_code[line.code.lower()])}
        first = by_likeness.setdefault(line.likeness, line)
        if not sentence and first is not line and not (line.code and first.code):
            sentence = _(
                "Trùng họ tên và ngày sinh với %(where)s. Nếu là hai em khác nhau, hãy ghi mã học sinh cho cả hai."
            ) % {"where": where(first)}
        if sentence:
            found.faults.append(Fault(line.place, line.sheet, line.number, "", "", sentence))
            continue
        kept.append(line)
        if line.code:
            by_code[line.code.lower()] = line
    found.lines = kept


def where(line: Line) -> str:
    """The row, and the page where there are several."""
    if line.sheet:
        return _("dòng %(row)s, trang “%(sheet)s”") % {"row": line.number, "sheet": line.sheet}
    return _("dòng %(row)s") % {"row": line.number}


def same_class(one: str, other: str) -> bool:
    return classes.key_of(one) == classes.key_of(other)
