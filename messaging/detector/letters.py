"""One word as written → the word as meant: look-alike letters, odd digits, marks in any form, invisible characters.

A word has two spellings. ``plain`` is lower case without any mark ("đừng" → "dung"). ``exact`` keeps the marks, with
the tone at the end of the word, so that "hoà" and "hòa", composed or not, are the same.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_BARRED = "\u0335"
_QUALITIES = frozenset("\u0302\u0306\u031b" + _BARRED)
# Letters that look like Latin ones; what Unicode itself calls compatible (full width, circled …) needs no entry.
_PAIRS = """
    аa бb вb гr еe зz іi јj кk мm нh оo пn рp сc тt уy хx һh ѕs ьb ԁd ԛq ԝw ғf ҝk ұy αa βb γy εe ηn ιi κk νv οo ρp τt
    υu χx ωw ϲc ϳj ıi łl øo ɑa ɡg ɩi ʋv ʏy ᴀa ᴄc ᴇe ᴍm ɴn ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz ʙb ɢg ʜh ɪi ʟl ꜱs ᴊj ᴋk ᴅd
"""
_ALIKE = {pair[0]: pair[1] for pair in _PAIRS.split()}


def listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


@lru_cache(maxsize=100_000)
def spellings(raw: str) -> tuple[str, str]:
    """(plain, exact) of a word; both empty where nothing can be seen of it."""
    plain: list[str] = []
    exact: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFKD", raw).lower():
        if char in _TONES:
            tones.append(char)
        elif char in _QUALITIES:
            exact.append(char)
        elif char == "đ":
            plain.append("d")
            exact.append("d" + _BARRED)
        elif seen := _seen(char):
            plain.append(seen)
            exact.append(seen)
    return "".join(plain), "".join(exact + tones)


@lru_cache(maxsize=10_000)
def sign(char: str) -> str:
    """A mark of punctuation as on a keyboard ("．" and "。" → "."); what is no punctuation stays."""
    return {"。": ".", "․": ".", "、": ",", "–": "-", "—": "-", "−": "-", "‐": "-"}.get(
        char, unicodedata.normalize("NFKC", char)
    )


@lru_cache(maxsize=10_000)
def _seen(char: str) -> str:
    if char in _ALIKE:
        return _ALIKE[char]
    value = unicodedata.digit(char, None)
    if value is not None:
        return str(value)
    return char if char.isalnum() else ""
