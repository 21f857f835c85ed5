"""What a single word may stand for that is not spelt plainly: shorthand, letters drawn out, swapped, left out, keys of
Telex or VNI, two syllables without their blank. A word that is right stands for itself alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from core.text import fold
from matching.engine import syllables, tokens
from matching.engine.lexicon import Lexicon

Pair = tuple[str, str]

SURE_SIGNS = 2
"""Keys of Telex or VNI left in a word: a single one may be a letter that belongs there …"""
SHORTEST_FUNCTION_WORD = 5
"""… but "khoong" is nothing else than "không"."""
SHORTEST_JOINED = 6
SHORTEST_ENGLISH = 6
"""Shorter English words have too many neighbours one letter away."""
FIRM = 2
"""Two words belong together that are a whole form, or stand side by side in as many forms."""
MOST_KEPT = 200_000
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_ROMAN = re.compile(r"^[ivxlcdm]+$")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Way(NamedTuple):
    """What a word may be read as; unless it is ``sure``, only beside a neighbour it makes a pair with."""

    words: tuple[str, ...]
    sure: bool = True
    plain: bool = False
    """Written without diacritics where the rest of the text is."""
    typed: bool = False
    """Told from keys left in it."""


class Guesses:
    """Tables made of a lexicon; nothing that is learned. ``firm``: its pairs of words that belong together.

    ``of``: the ways of a word, none for one that is right. ``english``: the words of the lexicon's English forms of
    which a word lacks a letter, has one twice, or one too early; one at most.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        vietnamese, self._english, beside = _words_of(lexicon)
        self.firm = [pair for pair, count in beside.items() if count >= FIRM]
        # Without their marks they are other words: "mun" may be "mùn".
        self.unmarked = frozenset(fold(word) for word in vietnamese if word != fold(word))
        self._known = vietnamese | tokens.vietnamese_words()
        self._right = self._known | self.unmarked | self._english | lexicon.lookalikes
        self._by_letters = {syllables.toneless(word): word for word in self._known}
        self._joined = _joined(self.firm)
        self._shorthands = lexicon.shorthands
        self._is_form = lexicon.knows
        self.of = lru_cache(MOST_KEPT)(self._of)
        self.english = lru_cache(MOST_KEPT)(self._in_english)

    def _of(self, word: str) -> tuple[Way, ...]:
        if reads := self._shorthands.get(word):
            sure = not self._has_own_meaning(word)
            return tuple(Way(_words(one), sure, plain=True) for one in reads)
        if word in self._right or word.isdigit():
            return ()
        return next((ways for ways in map(tuple, self._guessed(word)) if ways), ())

    def _has_own_meaning(self, shorthand: str) -> bool:
        """Of the words in the Vietnamese forms only those with marks count: the forms have "ko" and "hs" too."""
        syllable = shorthand in self._known and shorthand != fold(shorthand)
        return syllable or shorthand in self._english or self._is_form(shorthand)

    def _guessed(self, word: str) -> Iterator[Iterable[Way]]:
        """The likeliest kind first; a later one counts only where nothing was found before."""
        yield self._drawn_out(word)
        yield self._swapped(word)
        yield self._typed(word)
        yield (Way(pair) for pair in self._joined.get(word, ()))
        yield (Way((one,)) for one in self.english(word))

    def _drawn_out(self, word: str) -> Iterator[Way]:
        if not _REPEATED.search(word) or _ROMAN.match(word) or len(set(word)) < 2:
            return
        for short in (_without_echo(_REPEATED.sub(r"\1", word)), _REPEATED.sub(r"\1\1", word)):
            ways = (Way((short,)),) if short in self._right else self.of(short)
            if ways:
                yield from ways
                return

    def _swapped(self, word: str) -> Iterator[Way]:
        found = [one for one in syllables.swapped(word) if one in self._known]
        return (Way((one,), len(found) == 1 and word != fold(word), plain=True) for one in found)

    def _typed(self, word: str) -> Iterator[Way]:
        found = syllables.typed(word)
        meant = self._by_letters.get(found.letters) if found else None
        if found and meant:
            is_function_word = len(word) >= SHORTEST_FUNCTION_WORD and meant in tokens.vietnamese_words()
            yield Way((meant,), found.signs >= SURE_SIGNS or is_function_word, typed=True)

    def _in_english(self, word: str) -> tuple[str, ...]:
        if len(word) < SHORTEST_ENGLISH - 1 or not (word.isascii() and word.isalpha()) or word in self._right:
            return ()
        near = {one for one in _one_letter_off(word) if len(one) >= SHORTEST_ENGLISH and one in self._english}
        return tuple(near) if len(near) == 1 else ()


def _words(form: str) -> tuple[str, ...]:
    return tuple(word.text for word in tokens.tokenise(form))


def _words_of(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str], Counter[Pair]]:
    """The words of the Vietnamese forms and of the English ones; how many Vietnamese forms have two telling words side
    by side, a form that is nothing else counted as often as makes it firm."""
    vietnamese: set[str] = set()
    english: set[str] = set()
    beside: Counter[Pair] = Counter()
    for concept in lexicon.concepts.values():
        for words in map(_words, concept.vi):
            vietnamese |= {*words}
            for pair in pairwise(words):
                if tokens.telling(" ".join(pair), accented=True):
                    beside[pair] += FIRM if len(words) == len(pair) else 1
        for words in map(_words, concept.en):
            english |= {*words}
    return frozenset(vietnamese), frozenset(english), beside


def _joined(pairs: Iterable[Pair]) -> Mapping[str, tuple[Pair, ...]]:
    """Two syllables without their blank, with marks or all without."""
    joined: dict[str, set[Pair]] = defaultdict(set)
    for first, second in pairs:
        bare = (fold(first), fold(second))
        for pair in {(first, second), bare} if all(map(tokens.syllable_shaped, bare)) else ():
            if len("".join(pair)) >= SHORTEST_JOINED:
                joined["".join(pair)].add(pair)
    return {word: tuple(found) for word, found in joined.items() if len(found) == 1}


def _without_echo(word: str) -> str:
    """ "quáa" is "quá": the plain letter after a marked one was drawn out."""
    return word[:-1] if len(word) > 1 and word[-1] != word[-2] and word[-1] == fold(word[-2]) else word


def _one_letter_off(word: str) -> Iterator[str]:
    """Behind the first letter: one more, one of two alike less, two the other way round; never behind the last."""
    for at in range(1, len(word)):
        yield from (f"{word[:at]}{letter}{word[at:]}" for letter in _LETTERS)
        if word[at] == word[at - 1]:
            yield word[:at] + word[at + 1 :]
        if at < len(word) - 2:
            yield f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"
