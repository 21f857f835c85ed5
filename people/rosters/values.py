"""One cell of a roster: what was typed → what is kept, or the sentence that says what to mend."""

import datetime as dt
import re

from django.utils.translation import gettext as _

from core import clock
from core.sheets.cells import Unfit
from core.sheets.cells import read as read_cell
from core.sheets.column import Column, Takes
from core.text import fold, normalise
from people import rules
from people.enums import GuardianRelation
from people.rosters import classes

_DATE = Column("birth_date", "", Takes.DATE)
_MOBILE = re.compile(r"0[35789]\d{8}")
_LANDLINE = re.compile(r"02\d{8,9}")
_BETWEEN_DIGITS = re.compile(r"[\s.\-()]+")
_NAME = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]*)*")
_RELATIONS = (
    (GuardianRelation.MOTHER, ("me", "ma")),
    (GuardianRelation.FATHER, ("bo", "cha", "ba")),
    (GuardianRelation.GRANDPARENT, ("ong", "ba noi", "ba ngoai", "ong noi", "ong ngoai", "ong ba")),
)
NAME_AT_MOST, CODE_AT_MOST = 120, 30


def person_name(text: str) -> str:
    """At least two words of letters; a name shouted in capitals is written as names are."""
    name = normalise(text)
    if not name:
        raise Unfit(_("Ô này cần có nội dung."))
    if any(char.isdigit() for char in name):
        raise Unfit(_("Họ tên “%(name)s” có chữ số.") % {"name": name[:60]})
    if not all(_NAME.fullmatch(word) for word in name.split()):
        raise Unfit(_("Họ tên “%(name)s” có ký tự lạ.") % {"name": name[:60]})
    if len(name.split()) < 2:
        raise Unfit(_("Họ tên “%(name)s” chưa đủ họ và tên.") % {"name": name[:60]})
    if len(name) > NAME_AT_MOST:
        raise Unfit(_("Họ tên dài quá %(most)s ký tự.") % {"most": NAME_AT_MOST})
    return " ".join(map(str.capitalize, name.split())) if name.isupper() or name.islower() else name


def birth_date(text: str) -> dt.date:
    if not normalise(text):
        raise Unfit(_("Ô này cần có nội dung."))
    day = dt.date.fromisoformat(read_cell(text, _DATE, None))
    youngest, oldest = rules.PUPIL_AGES
    age = rules.age_on(clock.today(), day)
    if not youngest <= age <= oldest:
        raise Unfit(
            _("Sinh ngày %(day)s là %(age)s tuổi; học sinh ở đây từ %(youngest)s đến %(oldest)s tuổi.")
            % {"day": f"{day:%d/%m/%Y}", "age": age, "youngest": youngest, "oldest": oldest}
        )
    return day


def class_name(text: str, level: str) -> str:
    if not normalise(text):
        raise Unfit(_("Dòng này chưa có lớp."))
    name = classes.tidy(text)
    grade, grades = classes.grade_of(name), classes.grades_in(level)
    if grade is None or len(name) > classes.LONGEST:
        raise Unfit(_("“%(name)s” chưa phải tên lớp. Hãy viết như 6A hoặc 10A1.") % {"name": name[:60]})
    if grade not in grades:
        raise Unfit(
            _("Lớp %(name)s không có ở trường này (lớp %(first)s đến %(last)s).")
            % {"name": name, "first": grades[0], "last": grades[-1]}
        )
    return name


def phone(text: str) -> str:
    """A Vietnamese number, as it is dialled inside the country; a zero that Excel took away comes back."""
    digits = _BETWEEN_DIGITS.sub("", normalise(text))
    if not digits:
        return ""
    digits = re.sub(r"^(?:\+|00)?84", "0", digits)
    if re.fullmatch(r"[2-9]\d{8,9}", digits):
        digits = f"0{digits}"
    if not (_MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits)):
        raise Unfit(
            _("“%(text)s” không phải một số điện thoại Việt Nam. Hãy ghi một số, như 0912 345 678.")
            % {"text": normalise(text)[:40]}
        )
    return digits


def code(text: str) -> str:
    typed = normalise(text)
    if len(typed) > CODE_AT_MOST:
        raise Unfit(_("Mã dài quá %(most)s ký tự.") % {"most": CODE_AT_MOST})
    return typed


def relation(text: str, otherwise: GuardianRelation) -> GuardianRelation:
    called = fold(text)
    return next((kind for kind, names in _RELATIONS if called in names), otherwise)
