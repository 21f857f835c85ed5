"""Texts as pupils write them, read as if they were spelt plainly.

What is read otherwise keeps its place in the source; one shorthand may become several words at the same place. A word
that is right is never read as another: what the lexicon has stays, by itself and beside its neighbour; a Vietnamese
syllable that exists is mended only as part of a pair of the lexicon's, the only one with this sound; ``lookalikes.tsv``
names the right words that would still be mistaken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from core.text import fold
from matching.engine import hints, tokens
from matching.engine.guesses import MOST_KEPT, Guesses, Pair, Way
from matching.engine.lexicon import Lexicon
from matching.engine.syllables import sound
from matching.engine.tokens import Token, Words

MANY_TYPED = 2
"""With as many words that surely have keys of Telex or VNI, a single key is enough in the others."""
LONGEST_UNIT = 2
_JOINT = re.compile(r"[^\s.,;:!?()]")


class Written(NamedTuple):
    """``marked``: with diacritics. ``words`` by part of the document, as they are read."""

    language: str
    marked: bool
    words: dict[str, Words]


class Spelling:
    """Tables made of a lexicon; nothing that is learned."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._guesses = Guesses(lexicon)
        self._pairs = frozenset(pair for pair in hints.of(lexicon).accented if " " in pair)
        self._unmarked_pairs = frozenset(map(fold, self._pairs))
        self._lookalikes = lexicon.lookalikes
        self._is_form = lexicon.knows
        self._sounding = _by_sound(self._guesses.firm)
        self._twins: dict[str, set[str]] = defaultdict(set)
        for word in {word for pair in self._guesses.firm for word in pair}:
            self._twins[sound(word)].add(word)
        self._meant_by = lru_cache(MOST_KEPT)(self._sound_alike)
        self._seen: set[str] = set()
        self._doubted: set[str] = set()

    def read(self, texts: Mapping[str, str], language: str) -> Written:
        """The words of each part. ``language`` as it is stated; empty where it must be told from the words."""
        raw = {name: tokens.tokenise(text) for name, text in texts.items()}
        marked = tokens.marked(*raw.values())
        if language == tokens.ENGLISH:
            return self._in_english(raw, marked=marked)
        words = {name: self._mended(texts[name], found, marked=marked) for name, found in raw.items()}
        if any(words[name] is not raw[name] for name in words):
            marked = tokens.marked(*words.values())
        # Shorthand is a sign of Vietnamese that the shape of its letters is not.
        language = language or (tokens.VIETNAMESE if marked else tokens.detect_language(*words.values()))
        if language == tokens.ENGLISH:
            return self._in_english(raw, marked=marked)
        return Written(language, marked, words)

    def _in_english(self, raw: Mapping[str, Words], *, marked: bool) -> Written:
        return Written(tokens.ENGLISH, marked, {name: self._mended_english(words) for name, words in raw.items()})

    def _mended_english(self, words: Words) -> Words:
        near = self._guesses.english
        if not any(map(near, words.texts)):
            return words
        return Words.of([_as(word, found[0]) if (found := near(word.text)) else word for word in words])

    def _mended(self, text: str, words: Words, *, marked: bool) -> Words:
        """The same words where all is right. Every word of every text comes here: few are looked at twice."""
        doubtful = self._doubtful(words.texts)
        if any(self._guesses.of(words.texts[at]) for at in doubtful):
            words = Words.of(list(self._chosen(text, words, self._ways(words.texts), marked=marked)))
            doubtful = self._doubtful(words.texts)
        return self._without_slips(text, words, doubtful) if marked and doubtful else words

    def _doubtful(self, texts: Sequence[str]) -> list[int]:
        """Where there is a word that may be read otherwise: by itself, or for one that sounds like it."""
        if not self._seen.issuperset(texts):
            if len(self._seen) > MOST_KEPT:
                return [at for at, text in enumerate(texts) if self._is_doubted(text)]
            self._doubted |= {*filter(self._is_doubted, texts)}
            self._seen |= {*texts}
        return [at for at, text in enumerate(texts) if text in self._doubted]

    def _is_doubted(self, word: str) -> bool:
        twins = self._twins.get(sound(word), ())
        return bool(self._guesses.of(word)) or any(twin != word for twin in twins)

    def _ways(self, texts: Sequence[str]) -> list[tuple[Way, ...]]:
        found = [self._guesses.of(text) for text in texts]
        if sum(bool(ways and ways[0].typed and ways[0].sure) for ways in found) >= MANY_TYPED:
            return [tuple(way._replace(sure=way.sure or way.typed) for way in ways) for ways in found]
        return found

    def _chosen(
        self, text: str, words: Sequence[Token], found: Sequence[tuple[Way, ...]], *, marked: bool
    ) -> Iterator[Token]:
        before = ""
        for at, word in enumerate(words):
            way = None
            if found[at] and not self._stays(text, words, at, found[at], marked=marked):
                way = self._choose(found[at], before, _beginnings(words, found, at + 1))
            if way is None:
                yield word
                before = word.text
            else:
                spelt = tuple(map(fold, way.words)) if way.plain and not marked else way.words
                yield from (_as(word, one) for one in spelt)
                before = spelt[-1]

    def _stays(self, text: str, words: Sequence[Token], at: int, ways: Sequence[Way], *, marked: bool) -> bool:
        """What a form has beside its neighbour, what is no word, and what without marks may be another one."""
        another = not marked and ways[0].plain and words[at].text in self._guesses.unmarked
        return another or self._stand(words, at - 1) or self._stand(words, at) or _is_a_sign(text, words, at, ways)

    def _choose(self, ways: Sequence[Way], before: str, after: Sequence[str]) -> Way | None:
        """The one that makes a form with a neighbour, else a pair of the lexicon's, else the only one that there is."""
        for makes in (self._makes_form, self._makes_pair):
            for way in ways:
                if makes((before, *way.words), 0) or any(makes((*way.words, word), -2) for word in after):
                    return way
        return ways[0] if len(ways) == 1 and ways[0].sure else None

    def _makes_form(self, words: tuple[str, ...], at: int) -> bool:
        return self._is_form(" ".join(words))

    def _makes_pair(self, words: tuple[str, ...], at: int) -> bool:
        pair = f"{words[at]} {words[at + 1]}"
        return pair in self._pairs or fold(pair) in self._unmarked_pairs

    def _without_slips(self, text: str, words: Words, doubtful: Iterable[int]) -> Words:
        meant_by, texts, last = self._meant_by, words.texts, len(words) - 1
        for doubted in doubtful:
            for at in (doubted - 1, doubted):
                if 0 <= at < last and (meant := meant_by(texts[at], texts[at + 1])):
                    words = self._with_pair(text, words, at, meant)
                    texts = words.texts
        return words

    def _sound_alike(self, first: str, second: str) -> Pair | None:
        """The one pair that sounds like this, unless this is right."""
        return None if self._stands(first, second) else self._sounding.get((sound(first), sound(second)))

    def _with_pair(self, text: str, words: Words, at: int, meant: Pair) -> Words:
        ours = words[at : at + 2]
        if text[ours[0].end : ours[1].start].strip(" ") or not (ours[0].marked or ours[1].marked):
            return words
        for one, word, beside in zip(meant, ours, (at - 1, at + 1), strict=True):
            # A function word, or one that belongs to its other neighbour, is not half of a pair spelt wrong.
            if word.text != one and (tokens.empty(word.text, accented=True) or self._stand(words, beside)):
                return words
        mended = (_as(word, one) for word, one in zip(ours, meant, strict=True))
        return Words.of([*words[:at], *mended, *words[at + 2 :]])

    def _stand(self, words: Sequence[Token], at: int) -> bool:
        return 0 <= at < len(words) - 1 and self._stands(words[at].text, words[at + 1].text)

    def _stands(self, first: str, second: str) -> bool:
        """Two words that are right beside each other as they are written."""
        pair = f"{first} {second}"
        return pair in self._pairs or pair in self._lookalikes


@lru_cache(maxsize=4)
def of(lexicon: Lexicon) -> Spelling:
    return Spelling(lexicon)


def _as(word: Token, text: str) -> Token:
    return Token(text, fold(text), word.start, word.end)


def _is_a_sign(text: str, words: Sequence[Token], at: int, ways: Sequence[Way]) -> bool:
    """A unit after a number; a letter joined to its neighbour by a sign; capitals that are not the first letters of
    what they would be read as, or only of function words."""
    word = words[at]
    said = text[word.start : word.end]
    if len(said) <= LONGEST_UNIT and at and words[at - 1].text[-1:].isdigit():
        return True
    if said.isupper() and not any(_first_letters(way.words) == word.folded for way in ways):
        return True
    beside = text[max(0, word.start - 1) : word.start] + text[word.end : word.end + 1]
    return len(said) == 1 and bool(_JOINT.search(beside))


def _first_letters(words: Sequence[str]) -> str:
    return fold("".join(word[0] for word in words if not tokens.empty(word, accented=True)))


def _beginnings(words: Sequence[Token], found: Sequence[tuple[Way, ...]], at: int) -> list[str]:
    """The word there, and what it may be read as."""
    return [words[at].text, *(way.words[0] for way in found[at])] if at < len(words) else []


def _by_sound(pairs: Iterable[Pair]) -> dict[Pair, Pair]:
    """The one pair of each sound."""
    found: dict[Pair, set[Pair]] = defaultdict(set)
    for first, second in pairs:
        found[sound(first), sound(second)].add((first, second))
    return {key: meant.pop() for key, meant in found.items() if len(meant) == 1}
