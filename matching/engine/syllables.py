"""How a Vietnamese syllable sounds, and what letters typed for it stand for: Telex, VNI, letters swapped for looks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"[{_TONES}]")
_VOWELS = tuple("aeiouy")
_HOOK, _TILDE = "\u0309", "\u0303"
_ONSET = re.compile(r"^(ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|dz|[bcdđfghjklmnpqrstvxz])?(.*)$")
# What Hải Phòng's ear, or the hand on the keyboard, does not tell apart.
_ALIKE = {
    "ngh": "ng",
    "gh": "g",
    "l": "n",
    "s": "x",
    "tr": "ch",
    "gi": "d",
    "r": "d",
    "z": "d",
    "dz": "d",
    "j": "d",
    "k": "c",
    "f": "ph",
}

_TELEX = re.compile(
    r"^(dd|d|ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcghklmnpqrstvx])?([aeiouyw]+?)([sfrxj]?)(ng|nh|ch|[cmnpt])?([sfrxj]?)$"
)
_TELEX_TONES = {"f": "\u0300", "s": "\u0301", "x": "\u0303", "r": "\u0309", "j": "\u0323"}
_TELEX_SHAPES = (
    ("uow", "ươ"),
    ("uwow", "ươ"),
    ("uwo", "ươ"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("aw", "ă"),
    ("ow", "ơ"),
    ("uw", "ư"),
)
_VNI = re.compile(r"^(?=.*[a-z])(?=.*\d)[a-z][a-z1-9]*$")
_VNI_TONES = {"2": "\u0300", "1": "\u0301", "4": "\u0303", "3": "\u0309", "5": "\u0323"}
_VNI_SHAPES = {"6": {"a": "â", "e": "ê", "o": "ô"}, "7": {"o": "ơ", "u": "ư"}, "8": {"a": "ă"}, "9": {"d": "đ"}}

# Beginnings and ends that no Vietnamese syllable has, and what they are swapped for.
_BEGINNINGS = {"dz": ("d", "v", "gi"), "z": ("d", "v", "gi"), "w": ("qu",), "f": ("ph",), "j": ("gi", "d")}
_ENDS = {"nk": ("nh",), "ck": ("ch",), "k": ("ch", "c"), "g": ("ng",)}
_NEEDLESS_H = re.compile(r"^(n?g)h(?=[aou])")
_TAIL = re.compile(r"(nk|ck|(?<!n)k|(?<!n)g)$")


class Typed(NamedTuple):
    """``letters``: as ``toneless`` has them; ``signs``: how many keys stood for a mark."""

    letters: tuple[str, str]
    signs: int


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """Words with the same sound are taken for one another: ngã and hỏi, n and l, s and x, tr and ch, d, gi and r."""
    onset, rhyme = _parts(word)
    rhyme = unicodedata.normalize("NFD", rhyme).replace(_TILDE, _HOOK)
    # The i of "gì" and "gìn" is their vowel.
    if onset == "gi" and not rhyme.startswith(_VOWELS):
        rhyme = f"i{rhyme}"
    elif onset == "g" and rhyme.startswith("i"):
        onset = "gi"
    return f"{_ALIKE.get(onset, onset)}{rhyme}"


def toneless(word: str) -> tuple[str, str]:
    """The letters without the tone, and the tone, wherever it stands."""
    decomposed = unicodedata.normalize("NFD", word)
    tone = _TONE.search(decomposed)
    return unicodedata.normalize("NFC", _TONE.sub("", decomposed)), tone[0] if tone else ""


def typed(word: str) -> Typed | None:
    """What keys of Telex or VNI left in a word stand for."""
    return _telex(word) or _vni(word)


def swapped(word: str) -> Iterator[str]:
    """The words that may be meant by one with letters no Vietnamese syllable has: "wá", "khôg", "záo"."""
    if _NEEDLESS_H.match(unicodedata.normalize("NFD", word)):
        yield word.replace("h", "", 1)
    head = next((start for start in _BEGINNINGS if word.startswith(start)), "")
    tail = found[0] if (found := _TAIL.search(word)) else ""
    if not (head or tail) or len(word) <= len(head + tail):
        return
    middle = word[len(head) : len(word) - len(tail)]
    for begin in _BEGINNINGS.get(head, ("",)):
        for end in _ENDS.get(tail, ("",)):
            yield f"{begin}{middle}{end}"


def _parts(word: str) -> tuple[str, str]:
    found = _ONSET.match(word)
    return (found[1] or "", found[2]) if found else ("", word)


def _telex(word: str) -> Typed | None:
    found = _TELEX.match(word)
    if not found or (found[3] and found[5]):
        return None
    onset, vowels, tone = found[1] or "", found[2], found[3] or found[5]
    shaped = vowels
    for keys, letter in _TELEX_SHAPES:
        shaped = shaped.replace(keys, letter)
    signs = (shaped != vowels) + (onset == "dd") + bool(tone)
    if not signs or "w" in shaped:
        return None
    onset = "đ" if onset == "dd" else onset
    return Typed((f"{onset}{shaped}{found[4] or ''}", _TELEX_TONES.get(tone, "")), signs)


def _vni(word: str) -> Typed | None:
    if not _VNI.match(word):
        return None
    letters: list[str] = []
    tone, signs = "", 0
    for sign in word:
        if not sign.isdigit():
            letters.append(sign)
        elif sign in _VNI_TONES:
            if tone:
                return None
            tone, signs = _VNI_TONES[sign], signs + 1
        else:
            at = _last(letters, _VNI_SHAPES[sign])
            if at is None:
                return None
            letters[at], signs = _VNI_SHAPES[sign][letters[at]], signs + 1
    whole = "".join(letters)
    # One 7 after "uo" marks both.
    return Typed((whole.replace("uơ", "ươ"), tone), signs)


def _last(letters: list[str], shapes: dict[str, str]) -> int | None:
    return next((at for at in range(len(letters) - 1, -1, -1) if letters[at] in shapes), None)
