"""Words with their places in the text, and the language a text is written in.

Vietnamese is written in syllables separated by blanks; syllable 1–2-grams retrieve as well as word segmenters
do (measured), so no segmenter is used. Spelling variants that carry no meaning are settled here: the place of
the tone mark (hoà/hòa, thuỷ/thủy) and final i/y after a single consonant (kĩ/kỹ, lí/lý).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from operator import add, ne
from typing import NamedTuple, overload

from core.text import fold

# Combining marks belong to the word, so that text in NFD is not torn apart before it is composed.
_WORD = re.compile(r"(?:[^\W_]++|[\u0300-\u036f]++)++")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LATE_TONE = re.compile(rf"^(.*[^aeiouy\u0300-\u036f]|)([ou])([ae]|y)([{_TONES}])$")
_FINAL_Y = re.compile(rf"^(h|k|l|m|s|t)y([{_TONES}]?)$")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


VIETNAMESE = "vi"
ENGLISH = "en"
UNKNOWN = ""

# Function words only: words that also exist, unmarked, in the other language ("to", "an", "can", "the", "do")
# are left out on both sides.
_ENGLISH_WORDS = _set(
    """of and for with our we is are be by from that this which their your you will or at as it have has how what
    when who was were not but if they its into need needs want looking about"""
)
_VIETNAMESE_WORDS = _set(
    """va cua cho khong duoc nguoi nhung cac mot nhieu chung trong voi la nay khi nao bao nhieu gi ai dau tai sao
    nhu cung da dang se thi hoc sinh vien em nha nuoc phai tu den lam bang hoac con rat can co"""
)
# Words that say nothing about a subject; left out are those that make up telling compounds (tự động, điều khiển,
# bao bì, máy tính, cách nhiệt, phát hiện).
_EMPTY_VIETNAMESE = _set(
    """và của cho không được người những các một nhiều trong với là này khi nào nhiêu gì ai đâu tại sao như cũng
    đã đang sẽ thì phải từ đến bằng hoặc còn rất cần có chúng em tôi mình bạn ta anh chị ra vào lên xuống ở về để mà
    nên vì bị bởi do dưới trên sau trước mới từng họ chưa nữa vẫn đều theo giữa hay rồi lại cái chiếc con việc sự
    cuộc nếu tuy vậy thiếu qua quá nhất hơn ít cả ngày tháng năm ngoài riêng tất giờ giúp muốn biết
    làm mỗi mọi đó kia đây ấy thế nhóm hai ba bốn đi thấy dùng ngay chỉ sẵn"""
)
_EMPTY_ENGLISH = _set("the a an to in on do no so can any all also more than only then very into out up")
_EMPTY = _EMPTY_VIETNAMESE | _EMPTY_ENGLISH | _ENGLISH_WORDS
_EMPTY_UNMARKED = _EMPTY | {fold(word) for word in _EMPTY_VIETNAMESE}
_MARKED_SHARE = 0.15
_LEAST_SIGN = 1.5
PIECES_KEPT = 100_000

_SYLLABLE = re.compile(
    r"^(ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?(i|y|u|o)?[aeiouy]{1,2}(ng|nh|ch|[cmnpt])?$"
)


class Token(NamedTuple):
    """``text`` lower case with settled spelling, ``folded`` without marks, at ``start``..``end`` of the source."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def marked(self) -> bool:
        return self.text != self.folded


@dataclass(frozen=True, slots=True)
class Words(Sequence[Token]):
    """The words of a text in order, column by column; a token is made when one is asked for. ``stems`` are the folded
    words without the English plural."""

    texts: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    @classmethod
    def of(cls, words: Sequence[Token]) -> Words:
        if isinstance(words, Words) or not words:
            return words if isinstance(words, Words) else cls()
        texts, folded, starts, ends = zip(*words, strict=True)
        return cls(texts, folded, tuple(map(singular, folded)), starts, ends)

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Token]:
        return map(Token, self.texts, self.folded, self.starts, self.ends)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | list[Token]:
        if isinstance(at, slice):
            return [*map(Token, self.texts[at], self.folded[at], self.starts[at], self.ends[at])]
        return Token(self.texts[at], self.folded[at], self.starts[at], self.ends[at])


def tokenise(text: str) -> Words:
    """Words of the text in order; offsets are into the string as given, whatever its normal form."""
    # Every word of every text passes here: it is looked up with the signs around it, and there is no step a word.
    pieces = text.split(" ")
    found = list(map(_words_in, pieces))
    if not any(found):
        return Words()
    texts, folded, stems, starts, ends = zip(*chain.from_iterable(found), strict=True)
    shifts = [*accumulate([len(piece) + 1 for piece in pieces[:-1]], initial=0)]
    if set(map(len, found)) != {1}:
        shifts = [at for at, words in zip(shifts, found, strict=True) for _ in words]
    return Words(texts, folded, stems, tuple(map(add, shifts, starts)), tuple(map(add, shifts, ends)))


def spelt(text: str) -> str:
    """One word as ``tokenise`` settles it."""
    return _spell(text)[0]


def grams(words: Sequence[str]) -> list[str]:
    """The words and their neighbouring pairs, which are joined by a blank."""
    return [*words, *(f"{first} {second}" for first, second in pairwise(words))]


def marked(*parts: Sequence[Token]) -> bool:
    """Whether the writer uses diacritics: a lone accented name in unaccented text is not enough."""
    size = sum(map(len, parts))
    with_marks = sum([sum(map(ne, words.texts, words.folded)) for words in map(Words.of, parts)])
    return size > 0 and with_marks >= _MARKED_SHARE * size


def detect_language(*parts: Sequence[Token]) -> str:
    """``vi``, ``en`` or, when the text gives no sign, the empty string."""
    if marked(*parts):
        return VIETNAMESE
    sign = sum([sum(map(_sign, words.folded)) for words in map(Words.of, parts)])
    if abs(sign) < _LEAST_SIGN:
        return UNKNOWN
    return ENGLISH if sign > 0 else VIETNAMESE


@lru_cache(maxsize=50_000)
def _sign(word: str) -> float:
    """How much an unmarked word speaks for English, or below 0 for Vietnamese. A function word is a sign; the mere
    shape of a word is half of one."""
    shaped = syllable_shaped(word)
    english = (word in _ENGLISH_WORDS) + (0.5 if not shaped and word.isalpha() else 0.0)
    return english - (word in _VIETNAMESE_WORDS) - (0.5 if shaped else 0.0)


def telling(term: str, *, accented: bool) -> bool:
    """Whether a 1–2-gram is worth showing: no function word in it, no number, more than two letters.

    Unaccented words are judged strictly: some telling ones are lost rather than an empty one shown.
    """
    return len(term) > 2 and not any(empty(word, accented=accented) or word.isdigit() for word in term.split(" "))


def empty(word: str, *, accented: bool) -> bool:
    """A function word, or one that an unmarked function word may be taken for."""
    return word in (_EMPTY if accented else _EMPTY_UNMARKED)


def vietnamese_words() -> frozenset[str]:
    """Function words with their marks."""
    return _EMPTY_VIETNAMESE


@lru_cache(maxsize=50_000)
def syllable_shaped(word: str) -> bool:
    """Whether an unmarked word could be a Vietnamese syllable typed without its marks ("in", "ban", "pin")."""
    return bool(_SYLLABLE.match(word))


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    """A light English stemmer: plurals only (Harman 1991, the "S" stemmer)."""
    if len(word) > 4 and word.endswith("ies") and word[-4] not in "ae":
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and word[-2] not in "us":
        return word[:-1]
    return word


_Rows = tuple[tuple[str, str, str, int, int], ...]


class _Pieces(dict[str, _Rows]):
    """The words of what stands between blanks, each with its places counted from the piece's own beginning.

    Half as dear to ask as ``lru_cache``, which notes every question. Rather than grow without end it begins anew.
    """

    def __missing__(self, piece: str) -> _Rows:
        if len(self) >= PIECES_KEPT:
            self.clear()
        spelt = [(*_spell(match[0]), match) for match in _WORD.finditer(piece)]
        rows = tuple([(word, folded, singular(folded), *match.span()) for word, folded, match in spelt if word])
        self[piece] = rows
        return rows


_words_in = _Pieces().__getitem__


@lru_cache(maxsize=200_000)
def _spell(word: str) -> tuple[str, str]:
    lower = word.lower()
    folded = fold(lower)
    if lower == folded:
        return lower, folded
    settled = _settle(unicodedata.normalize("NFD", lower))
    return unicodedata.normalize("NFC", settled), folded


def _settle(decomposed: str) -> str:
    late = _LATE_TONE.match(decomposed)
    if late and not (late[1].endswith("q") and late[2] == "u"):
        return f"{late[1]}{late[2]}{late[4]}{late[3]}"
    return _FINAL_Y.sub(r"\1i\2", decomposed)
