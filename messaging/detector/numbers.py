"""Telephone numbers, however they are written: digits, words, letters that look like digits, in any pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from messaging.detector.letters import listed, spellings
from messaging.detector.words import Token

_NAMES = {
    "0": "không linh lẻ zero oh",
    "1": "một mốt one",
    "2": "hai two",
    "3": "ba three",
    "4": "bốn tư four",
    "5": "năm lăm nhăm five",
    "6": "sáu six",
    "7": "bảy bẩy seven",
    "8": "tám eight",
    "9": "chín nine",
}
_WORDS: dict[str, tuple[str, frozenset[str]]] = {}
for _digit, _spoken in _NAMES.items():
    for _word in _spoken.split():
        _plain, _exact = spellings(_word)
        _WORDS[_plain] = _digit, _WORDS.get(_plain, ("", frozenset()))[1] | {_exact, _plain}
_TENS = frozenset(spellings(word)[1] for word in ("muoi", "mươi", "mười"))
_ALIKE = str.maketrans("oilszbgq", "01152899")
_LIKE_DIGITS = frozenset("oli")
_HIDDEN = str.maketrans("014j", "oiai")
_FILLERS = listed(
    """
    roi tiep theo va cham gach cach cuoi la xong den nua so then and hundred sau do
    """
)
_MOST_FILLERS = 2
_MOST_SIGNS = 4
_SHORTEST, _LONGEST = 9, 15
_FIRST_DIGITS = frozenset("035789")
_SURELY_SPOKEN = 5

# Mobile (also with the trunk zero kept after 84), the eleven digits of before 2018, landlines.
_NUMBER = re.compile(r"(?:0|(?:00)?840?)(?:[35789]\d{8}|1[2689]\d{8}|2\d{9})")
_WITHOUT_ZERO = re.compile(r"[35789]\d{8}")
_TIGHT = frozenset(".,-/:")


class Piece(NamedTuple):
    digits: str
    start: int
    end: int
    spoken: bool
    sentence: int
    # What stands between this piece and the one before: "" at the beginning of a row.
    joint: str


class Number(NamedTuple):
    start: int
    end: int
    sentence: int
    # Without its first zero nine digits are only a number where somebody speaks of calling.
    sure: bool


def find(tokens: Sequence[Token]) -> Iterator[Number]:
    """Every telephone number; the longest from the left, none inside another."""
    for row in _rows(tokens):
        yield from _in_row(_without_times(row))


def _rows(tokens: Sequence[Token]) -> Iterator[list[Piece]]:
    row: list[Piece] = []
    joint, fillers = "", 0
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if not row and not _says_digits(token.plain):
            index += 1
            continue
        digits, used = _digits(tokens, index)
        if digits:
            last = tokens[index + used - 1]
            joint = (joint + (" " if token.apart else "")) if row else ""
            row.append(Piece(digits, token.start, last.end, token.plain.isalpha(), token.sentence, joint))
            joint, fillers = "", 0
        elif row and _may_stand_between(token, joint, fillers):
            fillers += not token.is_sign
            joint += (" " if token.apart else "") + (token.plain if token.is_sign else "w")
        else:
            yield from [row] if row else []
            row, joint, fillers = [], "", 0
        index += used
    yield from [row] if row else []


@lru_cache(maxsize=50_000)
def _says_digits(plain: str) -> bool:
    return (
        plain in _WORDS
        or plain.translate(_HIDDEN) in _WORDS
        or plain == "muoi"
        or plain[0].isdigit()
        or plain[-1].isdigit()
        or set(plain) <= _LIKE_DIGITS
    )


def _may_stand_between(token: Token, joint: str, fillers: int) -> bool:
    if token.is_sign:
        return token.plain not in "%=+#$" and len(joint.replace(" ", "")) < _MOST_SIGNS
    return token.plain in _FILLERS and fillers < _MOST_FILLERS


def _digits(tokens: Sequence[Token], index: int) -> tuple[str, int]:
    """The digits a token stands for and how many tokens that takes: "chín mươi mốt" are three."""
    if tokens[index].is_sign:
        return "", 1
    if _is_ten(tokens, index):
        unit = _unit(tokens, index + 1)
        return ("1" + unit, 2) if unit else ("10", 1)
    ten = _unit(tokens, index)
    if ten in set("23456") and index + 1 < len(tokens) and tokens[index + 1].plain in {"so", "con"}:
        repeated = _unit(tokens, index + 2)
        return (int(ten) * repeated, 3) if repeated else (ten, 1)
    if ten and ten != "0" and _is_ten(tokens, index + 1):
        unit = _unit(tokens, index + 2)
        return (ten + unit, 3) if unit else (ten + "0", 2)
    return _value(tokens[index]), 1


def _is_ten(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].plain == "muoi" and tokens[index].exact in _TENS


def _unit(tokens: Sequence[Token], index: int) -> str:
    """The one digit that is said in a word here."""
    said = index < len(tokens) and tokens[index].plain in _WORDS
    return _value(tokens[index]) if said else ""


def _value(token: Token) -> str:
    plain = token.plain
    if plain.isdigit():
        return plain
    if (hidden := plain.translate(_HIDDEN)) != plain and hidden in _WORDS:
        return _WORDS[hidden][0]
    if plain.isalpha():
        if plain in _WORDS and (token.exact in _WORDS[plain][1] or not token.exact):
            return _WORDS[plain][0]
        return plain.translate(_ALIKE) if set(plain) <= _LIKE_DIGITS and token.unmarked else ""
    read = plain.translate(_ALIKE)
    letters = sum(char.isalpha() for char in plain)
    return read if read.isdigit() and (2 * letters <= len(plain) or set(plain) <= set("0123456789oli")) else ""


def _without_times(row: list[Piece]) -> list[Piece]:
    """The row without times of day, dates and measurements."""
    groups: list[list[Piece]] = []
    for piece in row:
        if groups and piece.joint in _TIGHT:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    # One "0.900" may begin a number; several are measurements.
    measured = sum(_decimal(group) for group in groups) > 1
    return [
        piece for group in groups if not _tells_time(group) and not (measured and _decimal(group)) for piece in group
    ]


def _tells_time(group: Sequence[Piece]) -> bool:
    signs = {piece.joint for piece in group[1:]}
    lengths = tuple(len(piece.digits) for piece in group)
    if signs == {":"}:
        return len(group) <= 3 and all(length <= 2 for length in lengths)
    if len(signs) != 1 or len(group) != 3:
        return False
    year, month, day = group if lengths[0] == 4 else group[::-1]
    return (
        len(year.digits) == 4
        and 1900 <= int(year.digits) <= 2100
        and len(month.digits) <= 2
        and 1 <= int(month.digits) <= 12
        and len(day.digits) <= 2
        and 1 <= int(day.digits) <= 31
    )


def _decimal(group: Sequence[Piece]) -> bool:
    """0,912"""
    return len(group) == 2 and group[0].digits == "0" and group[1].joint in {".", ","} and not group[1].spoken


def _in_row(row: list[Piece]) -> Iterator[Number]:
    at = 0
    while at < len(row):
        size, sure = _longest(row, at)
        if size:
            yield Number(row[at].start, row[at + size - 1].end, row[at].sentence, sure)
        at += size or 1


def _longest(row: list[Piece], at: int) -> tuple[int, bool]:
    """How many pieces from here make a number, and whether it is sure to be one."""
    if _is_cut_there(row, at) or _opens_list(row, at) or row[at].digits[0] not in _FIRST_DIGITS:
        return 0, False
    digits, spoken, best = "", 0, (0, False)
    for index in range(at, min(at + _LONGEST, len(row))):
        piece = row[index]
        digits += piece.digits
        spoken += piece.spoken
        if len(digits) > _LONGEST:
            break
        if len(digits) < _SHORTEST or _is_cut_there(row, index + 1):
            continue
        if _NUMBER.fullmatch(digits):
            best = index - at + 1, True
        elif not best[0] and _WITHOUT_ZERO.fullmatch(digits):
            best = index - at + 1, spoken >= _SURELY_SPOKEN
    return best


def _is_cut_there(row: list[Piece], at: int) -> bool:
    """Whether the piece goes on with what is before it, as in "25.000.000"."""
    return 0 < at < len(row) and row[at].joint in _TIGHT and not row[at].spoken


def _opens_list(row: list[Piece], at: int) -> bool:
    """ "0, 912, 345" are three figures."""
    if at + 1 == len(row) or row[at].spoken or len(row[at].digits) > 1:
        return False
    return "," in row[at + 1].joint and len(row[at + 1].digits) > 2
