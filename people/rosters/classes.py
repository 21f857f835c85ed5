"""Names of classes: "10A1", "lớp 6 a", "12.6". The grade is the number in front."""

import re

from core.text import fold, normalise
from people import rules
from people.enums import SchoolLevel

_SHAPE = re.compile(r"(?:l[ớơo]p\s*)?(\d{1,2})(?!\d)\s*(.*)", re.IGNORECASE)
_PLAIN = re.compile(r"[a-z]?\d{0,2}", re.IGNORECASE)
_LAST_GRADE = {SchoolLevel.THCS: 9}
_FIRST_GRADE = {SchoolLevel.THPT: 10}
LONGEST = 20


def tidy(text: str) -> str:
    """ "lớp 10 a1" → "10A1"; what has words of its own keeps them: "11 chuyên Anh"."""
    typed = normalise(text)
    match = _SHAPE.fullmatch(typed)
    if match is None:
        return typed
    grade, rest = match.groups()
    if _PLAIN.fullmatch(rest):
        return f"{int(grade)}{rest.upper()}"
    return f"{int(grade)}{rest}" if rest[:1] in "./-_" else f"{int(grade)} {rest}"


def key_of(text: str) -> str:
    """Two spellings of one class have one key."""
    return fold(text).replace(" ", "")


def grade_of(text: str) -> int | None:
    match = _SHAPE.fullmatch(normalise(text))
    return int(match[1]) if match else None


def grades_in(level: str) -> range:
    kind = SchoolLevel(level)
    return range(_FIRST_GRADE.get(kind, rules.GRADES[0]), _LAST_GRADE.get(kind, rules.GRADES[1]) + 1)


def next_of(text: str, level: str) -> str:
    """The class a year later: "6A" → "7A"; "" where the class leaves the school, the same where no grade is named."""
    match = _SHAPE.fullmatch(normalise(text))
    if match is None:
        return text
    grade = int(match[1]) + 1
    if grade not in grades_in(level) or (grade == 10 and level != SchoolLevel.THCS_THPT):
        return ""
    return f"{grade}{text[text.index(match[1]) + len(match[1]) :]}"


def order_of(text: str) -> tuple[int, list[tuple[int, str]]]:
    """As a school lists them: 6A, 6B, 10A1, 10A2, 10A10."""
    parts = re.findall(r"\d+|\D+", key_of(text))
    return grade_of(text) or 99, [(int(part), "") if part.isdigit() else (0, part) for part in parts]
