"""What the scorer looks at: pieces of words and words beside each other, each told by a number.

No feature has a name: its hash is its place among the weights (`BITS` of it), so nothing is looked up and the work is a
few passes of numpy over the message, however long. Every feature knows the word it belongs to, so that a score can be
shared out among the words of a message.

Of each word its pieces of two to five letters, with its beginning and end; each word, two neighbours, and two with one
between. All of it twice: with the marks as written, and without any, for who leaves them out. A number is any
number: which it is, `numbers` knows better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt

from messaging.detector.words import Token

BITS = 16
PIECES = range(2, 6)
_DIGITS = re.compile(r"\d+")
_PRIME, _GOLDEN = np.uint32(0x01000193), np.uint32(0x9E3779B1)
_BLANK = 32

Places = npt.NDArray[np.int64]


def of(words: Sequence[Token]) -> tuple[Places, Places]:
    """The places of the features of these words, and of each feature the word it begins in."""
    views = [[(word.exact or word.plain) for word in words], [word.plain for word in words]]
    found = [pair for salt, view in enumerate(views) for pair in _of_view(view, 64 * salt)]
    return np.concatenate([places for places, _ in found]), np.concatenate([owners for _, owners in found])


def _of_view(view: Sequence[str], salt: int) -> Iterator[tuple[Places, Places]]:
    plain = [_DIGITS.sub("0", word) for word in view]
    yield from _pieces(plain, salt)
    whole = np.array([crc32(word.encode()) for word in plain], dtype=np.uint32)
    at = np.arange(len(plain))
    yield _placed(whole, salt + 10), at
    for step in (1, 2):
        yield _placed(whole[:-step] * _PRIME + whole[step:], salt + 10 + step), at[:-step]


def _pieces(view: Sequence[str], salt: int) -> Iterator[tuple[Places, Places]]:
    line = f" {' '.join(view)} "
    letters = np.frombuffer(line.encode("utf-32-le"), dtype=np.uint32)
    blank = letters == _BLANK
    owners = np.minimum(np.cumsum(blank) - 1, len(view) - 1)
    hashed, inside = letters, np.ones(len(letters), dtype=bool)
    for size in range(2, max(PIECES) + 1):
        if len(letters) < size:
            return
        # Of a piece only its first and last letter may be the blank around a word.
        inside = inside[:-1] & ~blank[size - 2 : -1] if size > 2 else inside[:-1]
        hashed = hashed[:-1] * _PRIME + letters[size - 1 :]
        if size in PIECES:
            # Where it begins with a blank it belongs to the word behind.
            yield _placed(hashed[inside], salt + size), owners[: len(inside)][inside]


def _placed(hashed: npt.NDArray[np.uint32], salt: int) -> Places:
    mixed = (hashed ^ np.uint32(salt * 0x85EBCA6B & 0xFFFFFFFF)) * _GOLDEN
    mixed ^= mixed >> np.uint32(15)
    return ((mixed * _GOLDEN) >> np.uint32(32 - BITS)).astype(np.int64)
