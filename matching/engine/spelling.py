"""Texts as pupils write them, read as if they were spelt plainly: shorthand, letters typed wrong, blanks left out.

What is read otherwise keeps its place in the source; one shorthand may become several words at the same place. A word
that is right is never read as another: what the lexicon has stays, with its neighbour or by itself; a Vietnamese
syllable that exists is mended only as part of a pair that a form of the lexicon has and that only one has with this
sound; ``lookalikes.tsv`` names the right words that would still be mistaken.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from core.text import fold
from matching.engine import hints, syllables, tokens
from matching.engine.lexicon import Lexicon
from matching.engine.tokens import Token

_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_JOINT = re.compile(r"[^\s.,;:!?()]")
_ROMAN = re.compile(r"^[ivxlcdm]+$")
SURE_SIGNS = 2
"""Keys of Telex or VNI left in a word: one may be a letter that belongs there."""
MANY_TYPED = 2
"""With as many words that are sure to have such keys, one key is enough in the others."""
SHORTEST_FUNCTION_WORD = 5
"""… but "khoong" is nothing else than "không"."""
FIRM = 2
"""Two words belong together that are a whole form, or stand side by side in as many forms."""
SHORTEST_JOINED = 6
SHORTEST_ENGLISH = 6
"""Shorter English words have too many neighbours one letter away."""
LONGEST_UNIT = 2
MOST_KEPT = 200_000
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Written(NamedTuple):
    """``marked``: with diacritics. ``words`` by part of the document, as they are read."""

    language: str
    marked: bool
    words: dict[str, tuple[Token, ...]]


class _Way(NamedTuple):
    """What a word may be read as; unless it is ``sure``, only beside a neighbour it makes a pair with."""

    words: tuple[str, ...]
    sure: bool
    plain: bool = False
    """Written without diacritics where the rest of the text is."""
    typed: bool = False
    """Told from keys left in it."""


class Spelling:
    """Tables made of a lexicon; nothing that is learned."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._pairs = frozenset(pair for pair in hints.of(lexicon).accented if " " in pair)
        self._folded_pairs = frozenset(map(fold, self._pairs))
        vietnamese, english, beside = _words_of(lexicon)
        self._is_known = lexicon.knows
        self._known = vietnamese | tokens.vietnamese_words()
        self._by_letters = {syllables.toneless(word): word for word in self._known}
        self._english = english
        self._kept = frozenset((*self._known, *map(fold, vietnamese), *english, *lexicon.lookalikes))
        self._lookalikes = lexicon.lookalikes
        firm = [pair for pair, count in beside.items() if count >= FIRM and " ".join(pair) in self._pairs]
        self._joined = _joined(firm)
        self._shorthands = lexicon.shorthands
        self._unsure = frozenset(word for word in self._shorthands if lexicon.knows(word) or self._is_word(word))
        self._slips = _by_sound(firm)
        self._twins: dict[str, set[str]] = defaultdict(set)
        for word in {word for pair in firm for word in pair}:
            self._twins[syllables.sound(word)].add(word)
        self._seen: set[str] = set()
        self._doubted: set[str] = set()
        self._ways = lru_cache(MOST_KEPT)(self._find_ways)
        self._letters = lru_cache(50_000)(self._one_letter_off)

    def read(self, texts: Mapping[str, str], language: str) -> Written:
        """The words of each part. ``language`` as it is stated; empty where it must be told from the words."""
        raw = {name: tokens.tokenise(text) for name, text in texts.items()}
        every = [token for found in raw.values() for token in found]
        marked = tokens.marked(every)
        if language == tokens.ENGLISH:
            return self._in_english(raw, marked=marked)
        words = {name: self._mend(texts[name], found, marked=marked) for name, found in raw.items()}
        if any(words[name] is not raw[name] for name in words):
            every = [token for found in words.values() for token in found]
            marked = tokens.marked(every)
        # Shorthand is a sign of Vietnamese that the shape of its letters is not.
        language = language or (tokens.VIETNAMESE if marked else tokens.detect_language(every))
        if language == tokens.ENGLISH:
            return self._in_english(raw, marked=marked)
        return Written(language, marked, {name: tuple(found) for name, found in words.items()})

    def _in_english(self, raw: Mapping[str, list[Token]], *, marked: bool) -> Written:
        return Written(tokens.ENGLISH, marked, {name: tuple(self._english_words(found)) for name, found in raw.items()})

    def _mend(self, text: str, words: list[Token], *, marked: bool) -> list[Token]:
        """The same list where all is right. Every word of every text comes here: few are looked at twice."""
        texts = [word[0] for word in words]
        doubtful = self._doubtful(texts)
        if any([self._ways(texts[at]) for at in doubtful]):
            words = list(self._chosen(text, words, self._ways_of(texts), marked))
            texts = [word[0] for word in words]
            doubtful = self._doubtful(texts)
        return self._without_slips(text, words, doubtful) if marked and doubtful else words

    def _doubtful(self, texts: list[str]) -> list[int]:
        """Where there is a word that may be read otherwise: by itself, or for one that sounds like it."""
        seen, doubted = self._seen, self._doubted
        if not seen.issuperset(texts):
            if len(seen) > MOST_KEPT:
                seen.clear()
                doubted.clear()
            doubted.update(text for text in texts if self._ways(text) or self._has_twin(text))
            seen.update(texts)
        return [at for at, text in enumerate(texts) if text in doubted]

    def _has_twin(self, word: str) -> bool:
        """A word of the lexicon's pairs sounds like it and is another; a function word is taken for none."""
        twins = self._twins.get(syllables.sound(word), ())
        return any(twin != word for twin in twins)

    def _ways_of(self, texts: Sequence[str]) -> list[tuple[_Way, ...]]:
        found = [self._ways(text) for text in texts]
        if sum(bool(ways and ways[0].typed and ways[0].sure) for ways in found) >= MANY_TYPED:
            return [tuple(way._replace(sure=way.sure or way.typed) for way in ways) for ways in found]
        return found

    def _chosen(
        self, text: str, words: Sequence[Token], found: Sequence[tuple[_Way, ...]], marked: bool
    ) -> Iterator[Token]:
        before = ""
        for at, word in enumerate(words):
            ways = found[at] if found[at] and not _stands_for_itself(text, words, at, found[at]) else ()
            after = _first_words(words, found, at + 1)
            way = self._choose(ways, before, after) if ways and not self._belongs(before, word.text, after) else None
            if way is None:
                yield word
                before = word.text
            else:
                spelt = way.words if marked or not way.plain else tuple(map(fold, way.words))
                yield from (_as(word, one) for one in spelt)
                before = spelt[-1]

    def _belongs(self, before: str, word: str, after: Sequence[str]) -> bool:
        """A form of the lexicon has the word as it is written, beside its neighbour."""
        return f"{before} {word}" in self._pairs or (bool(after) and f"{word} {after[0]}" in self._pairs)

    def _choose(self, ways: Sequence[_Way], before: str, after: Sequence[str]) -> _Way | None:
        """The one that makes a form with a neighbour, else a pair of the lexicon's, else the only one that there is."""
        for makes in (self._is_form, self._is_pair):
            for way in ways:
                if makes(before, way.words, 1) or any(makes(word, way.words, -1) for word in after):
                    return way
        return ways[0] if len(ways) == 1 and ways[0].sure else None

    def _is_form(self, beside: str, words: tuple[str, ...], side: int) -> bool:
        return self._is_known(" ".join((beside, *words) if side > 0 else (*words, beside)))

    def _is_pair(self, beside: str, words: tuple[str, ...], side: int) -> bool:
        pair = f"{beside} {words[0]}" if side > 0 else f"{words[-1]} {beside}"
        return pair in self._pairs or fold(pair) in self._folded_pairs

    def _is_word(self, word: str) -> bool:
        """With its marks a syllable; without, the forms have "ko" and "hs" too."""
        return word in self._english or (word in self._known and word != fold(word))

    def _find_ways(self, word: str) -> tuple[_Way, ...]:
        """Of a word by itself, whatever stands beside it; none for one that is right."""
        if reads := self._shorthands.get(word):
            return tuple(_Way(tuple(_settled(one)), word not in self._unsure, plain=True) for one in reads)
        if word in self._kept or word.isdigit():
            return ()
        return next((ways for ways in map(tuple, self._guesses(word)) if ways), ())

    def _guesses(self, word: str) -> Iterator[Iterable[_Way]]:
        yield self._shortened(word)
        yield self._swapped(word)
        yield self._typed(word)
        yield (_Way(pair, sure=True) for pair in self._joined.get(word, ()))
        yield (_Way((one,), sure=True) for one in self._letters(word))

    def _shortened(self, word: str) -> Iterator[_Way]:
        """Letters drawn out: "đẹpppp"."""
        if not _REPEATED.search(word) or _ROMAN.match(word) or len(set(word)) < 2:
            return
        once = _without_echo(_REPEATED.sub(r"\1", word))
        twice = _REPEATED.sub(r"\1\1", word)
        for short in (once, twice):
            if short in self._kept:
                yield _Way((short,), sure=True)
                return
            if ways := self._ways(short):
                yield from ways
                return

    def _swapped(self, word: str) -> Iterator[_Way]:
        found = [one for one in syllables.swapped(word) if one in self._known]
        return (_Way((one,), sure=len(found) == 1 and word != fold(word), plain=True) for one in found)

    def _typed(self, word: str) -> Iterator[_Way]:
        if found := syllables.typed(word):
            letters, signs = found
            if meant := self._by_letters.get(letters):
                is_function_word = len(word) >= SHORTEST_FUNCTION_WORD and meant in tokens.vietnamese_words()
                yield _Way((meant,), sure=signs >= SURE_SIGNS or is_function_word, typed=True)

    def _one_letter_off(self, word: str) -> tuple[str, ...]:
        """The English word of the lexicon of which a letter inside was left out, doubled, or typed before its time."""
        if len(word) < SHORTEST_ENGLISH - 1 or not (word.isascii() and word.isalpha()) or word in self._lookalikes:
            return ()
        near = {one for one in _neighbours(word) if one in self._english and len(one) >= SHORTEST_ENGLISH}
        return tuple(near) if len(near) == 1 else ()

    def _english_words(self, words: list[Token]) -> Iterator[Token]:
        for word in words:
            near = self._letters(word.text) if word.text not in self._english else ()
            yield _as(word, near[0]) if near else word

    def _without_slips(self, text: str, words: list[Token], doubtful: Iterable[int]) -> list[Token]:
        sound, slips, last = syllables.sound, self._slips, len(words) - 1
        for at in doubtful:
            own = sound(words[at][0])
            if at and (meant := slips.get((sound(words[at - 1][0]), own))):
                words = self._with_pair(text, words, at - 1, meant)
            if at < last and (meant := slips.get((own, sound(words[at + 1][0])))):
                words = self._with_pair(text, words, at, meant)
        return words

    def _with_pair(self, text: str, words: list[Token], at: int, meant: str) -> list[Token]:
        first, second = words[at : at + 2]
        if self._stand(words[at : at + 2]):
            return words
        pairs = list(zip((first, second), meant.split(" "), strict=True))
        ours, theirs = (word.text != one for word, one in pairs)
        apart = text[first.end : second.start].strip(" ") or not (first.marked or second.marked)
        elsewhere = (ours and self._stand(words[max(0, at - 1) : at + 1])) or (
            theirs and self._stand(words[at + 1 : at + 3])
        )
        if apart or elsewhere or any(word.text != one and _empty(word) for word, one in pairs):
            return words
        return [*words[:at], *(_as(word, one) for word, one in pairs), *words[at + 2 :]]

    def _stand(self, words: Sequence[Token]) -> bool:
        """Two words that are right beside each other as they are written."""
        pair = " ".join(word[0] for word in words)
        return pair in self._pairs or pair in self._lookalikes


@lru_cache(maxsize=4)
def of(lexicon: Lexicon) -> Spelling:
    return Spelling(lexicon)


def _empty(word: Token) -> bool:
    return tokens.empty(word.text, accented=True)


def _as(word: Token, text: str) -> Token:
    return Token(text, fold(text), word.start, word.end)


def _settled(form: str) -> Iterator[str]:
    return (word.text for word in tokens.tokenise(form))


def _stands_for_itself(text: str, words: Sequence[Token], at: int, ways: Sequence[_Way]) -> bool:
    """A unit after a number; a letter joined to its neighbour by a sign; capitals that are not the first letters of
    what they would be read as, or only of function words."""
    word = words[at]
    said = text[word.start : word.end]
    if len(said) <= LONGEST_UNIT and at and words[at - 1].text[-1:].isdigit():
        return True
    if said.isupper() and not any(_abbreviated(way.words) == word.folded for way in ways):
        return True
    beside = text[max(0, word.start - 1) : word.start] + text[word.end : word.end + 1]
    return len(said) == 1 and bool(_JOINT.search(beside))


def _abbreviated(words: Sequence[str]) -> str:
    return fold("".join(word[0] for word in words if not tokens.empty(word, accented=True)))


def _first_words(words: Sequence[Token], found: Sequence[tuple[_Way, ...]], at: int) -> list[str]:
    if at >= len(words):
        return []
    return [words[at].text, *(way.words[0] for way in found[at])]


def _without_echo(word: str) -> str:
    """ "quáa" is "quá": the plain letter after a marked one was drawn out."""
    return word[:-1] if len(word) > 1 and word[-1] != word[-2] and word[-1] == fold(word[-2]) else word


def _neighbours(word: str) -> Iterator[str]:
    """Inside the first and the last letter: one more, one of two alike less, two the other way round."""
    for at in range(1, len(word)):
        yield from (f"{word[:at]}{letter}{word[at:]}" for letter in _LETTERS)
        if word[at] == word[at - 1]:
            yield word[:at] + word[at + 1 :]
        if at < len(word) - 2:
            yield f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"


def _words_of(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str], Counter[tuple[str, str]]]:
    """The words of the Vietnamese forms and of the English ones; how many Vietnamese forms have two words side by
    side, twice as many where these are all of it."""
    vietnamese: set[str] = set()
    english: set[str] = set()
    beside: Counter[tuple[str, str]] = Counter()
    for concept in lexicon.concepts.values():
        for form in concept.vi:
            words = list(_settled(form))
            vietnamese.update(words)
            for pair in pairwise(words):
                beside[pair] += FIRM if len(words) == len(pair) else 1
        for form in concept.en:
            english.update(_settled(form))
    return frozenset(vietnamese), frozenset(english), beside


def _by_sound(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The one pair of each sound; empty where several have it."""
    meant: dict[tuple[str, str], str] = {}
    for first, second in pairs:
        key, pair = (syllables.sound(first), syllables.sound(second)), f"{first} {second}"
        meant[key] = pair if meant.get(key, pair) == pair else ""
    return meant


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Two syllables without their blank, with marks or all without."""
    joined: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for first, second in pairs:
        for pair in {(first, second), (fold(first), fold(second))}:
            if len("".join(pair)) >= SHORTEST_JOINED and all(map(tokens.syllable_shaped, map(fold, pair))):
                joined["".join(pair)].add(pair)
    return {word: (*found,) for word, found in joined.items() if len(found) == 1}
