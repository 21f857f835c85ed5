"""A message as words and signs with their places, each word read as the writer meant it.

What hides a word is undone here, once for everybody: letters set apart ("z a l o", "z.a.l.o", "za-lo"), stretched
("zaloooo"), replaced by digits or signs ("zal0", "z@lo"), and the short spellings of a chat ("ko", "e", "ntr").
A hidden word is only believed where it then is one that the rulebook knows (the ``vocabulary``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from messaging.detector.letters import sign, spellings

# What belongs to the character before it, or cannot be seen: combining marks, joiners, keycaps, variation selectors.
_EXTEND = "\u0300-\u036f\u0483-\u0489\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20f0"
_EXTEND += "\u115f\u3164\ufe00-\ufe0f\ufeff\U000e0001-\U000e01ef"
_PIECE = re.compile(rf"(?P<word>(?:[^\W_]|[{_EXTEND}])+)|\S")
_STRETCHED = re.compile(r"(.)\1{2,}")
_MARKED_SHARE = 0.15
_LONGEST_WORD = 14
_GLUE = frozenset(".-_*'’`~+|·•/\\")
_LETTERS_FOR_SIGNS = {"@": "a", "$": "s", "!": "i", "|": "l", "€": "e"}
_LEET = str.maketrans("0134579@$!|€", "oieastgasile")
_LEET_L = str.maketrans("0134579@$!|€", "oleastgasile")
_ENDS = frozenset(".!?…;")


class Token(NamedTuple):
    """``plain`` without marks; ``exact`` with them, empty where any would do; ``apart``: a blank stands before it."""

    plain: str
    exact: str
    start: int
    end: int
    is_sign: bool = False
    apart: bool = False
    line: bool = False
    sentence: int = 0

    @property
    def unmarked(self) -> bool:
        return self.exact in {self.plain, ""}


class Vocabulary:
    """Words in plain spelling, and what they begin with."""

    def __init__(self, known: Iterable[str]) -> None:
        self.words = frozenset(known)
        self.beginnings = frozenset(word[:length] for word in self.words for length in range(1, len(word) + 1))

    def __contains__(self, plain: str) -> bool:
        return plain in self.words

    def may_begin(self, plain: str) -> bool:
        return any(plain.translate(table) in self.beginnings for table in ({}, _LEET, _LEET_L))


Spelling = tuple[tuple[str, str], ...]
# By the plain words, joined with blanks, of what is short: the exact words of it, and what is meant.
# The first word of several is there too, meaning nothing.
Shorts = Mapping[str, tuple[tuple[str, ...], Spelling]]


def tokens(text: str) -> list[Token]:
    """Words and signs as written, with only letters, digits and signs made comparable."""
    found: list[Token] = []
    end = sentence = 0
    for match in _PIECE.finditer(text):
        raw, start = match.group(), match.start()
        between, end = text[end:start], match.end()
        plain, exact = spellings(raw)
        if match.lastgroup and not plain:
            continue
        line = "\n" in between
        sentence += line or (between != "" and bool(found) and found[-1].is_sign and found[-1].plain in _ENDS)
        apart = between != "" or not found
        found.append(Token(plain or sign(raw), exact, start, end, not plain, apart, line, sentence))
    return found


def words(pieces: list[Token], vocabulary: Vocabulary, shorts: Shorts) -> list[Token]:
    """The words alone, what was hidden brought to light and what was shortened written out."""
    found: list[Token] = []
    at = 0
    while at < len(pieces):
        joined, step = _joined(pieces, at, vocabulary) if _may_go_on(pieces, at) else (pieces[at], 1)
        at += step
        if not joined.is_sign:
            found.append(joined if joined.plain in vocabulary else _unveiled(joined, vocabulary))
    return _written_out(found, shorts)


def _may_go_on(pieces: list[Token], at: int) -> bool:
    """Whether the next piece may belong to the same word: glued to it, or both of one letter."""
    if at + 1 == len(pieces):
        return False
    here, following = pieces[at], pieces[at + 1]
    if here.plain.isdigit() and following.plain.isdigit():
        return False
    return not following.apart or len(here.plain) == len(following.plain) == 1


def marked(read: Iterable[Token]) -> bool:
    """Whether the writer uses diacritics: a lone accented name in unaccented text is not enough."""
    total = with_marks = 0
    for token in read:
        total += not token.is_sign
        with_marks += not token.is_sign and not token.unmarked
    return with_marks > _MARKED_SHARE * total


def _joined(pieces: list[Token], at: int, vocabulary: Vocabulary) -> tuple[Token, int]:
    """The longest known word that is written in several pieces from here, and how many pieces that are."""
    first = pieces[at]
    if first.is_sign and first.plain not in _LETTERS_FOR_SIGNS:
        return first, 1
    best, plain, exact, letters, blanks = (first, 1), "", "", 0, False
    for index in range(at, min(at + 2 * _LONGEST_WORD, len(pieces))):
        piece = pieces[index]
        if index > at and piece.apart:
            if piece.line or any(len(one.plain) > 1 for one in (pieces[index - 1], piece)):
                break
            blanks = True
        elif piece.is_sign and piece.plain in _GLUE:
            continue
        letter = _LETTERS_FOR_SIGNS.get(piece.plain, "") if piece.is_sign else piece.plain
        if not letter or len(plain) + len(letter) > _LONGEST_WORD:
            break
        plain += letter
        if not vocabulary.may_begin(plain):
            break
        exact += letter if piece.is_sign else piece.exact
        letters += 1
        if piece.is_sign or letters < (3 if blanks else 2):
            continue
        if known := _known(plain, vocabulary):
            meant = spellings(exact)[1] if known == plain else ""
            best = first._replace(plain=known, exact=meant, end=piece.end, is_sign=False), index - at + 1
    return best


def _unveiled(word: Token, vocabulary: Vocabulary) -> Token:
    if word.plain.isdigit():
        return word
    known = _known(word.plain, vocabulary)
    return word._replace(plain=known, exact="") if known and known != word.plain else word


def _known(plain: str, vocabulary: Vocabulary) -> str:
    """The word of the vocabulary that this is, or hides; else nothing."""
    if plain in vocabulary:
        return plain
    if len(plain) > 2 and plain.isalpha():
        once = _STRETCHED.sub(r"\1", plain)
        return once if len(once) < len(plain) and once in vocabulary else ""
    if sum(char.isalpha() for char in plain) < 2:
        return ""
    return next((read for table in (_LEET, _LEET_L) if (read := plain.translate(table)) in vocabulary), "")


def _written_out(read: list[Token], shorts: Shorts) -> list[Token]:
    """ "ntr" → nhắn tin riêng, "za lô" → zalo; all but the marks that are missing must be as in the list."""
    found: list[Token] = []
    at = 0
    while at < len(read):
        here = read[at]
        step = 1
        if here.plain not in shorts:
            found.append(here)
        elif (pair := _meant(read[at : at + 2], shorts)) and at + 1 < len(read):
            found += pair
            step = 2
        else:
            found += _meant([here], shorts) or [here]
        at += step
    return found


def _meant(written: list[Token], shorts: Shorts) -> list[Token]:
    first, last = written[0], written[-1]
    exact, meant = shorts.get(" ".join(word.plain for word in written), ((), ()))
    fits = all(word.unmarked or word.exact == marks for word, marks in zip(written, exact, strict=False))
    if not meant or not fits or first.sentence != last.sentence:
        return []
    return [first._replace(plain=plain, exact=marks, end=last.end) for plain, marks in meant]
