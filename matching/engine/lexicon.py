"""The Vietnamese–English concept lexicon: loading it, finding its concepts in a text.

``lexicon_files`` reads its data, ``lexicon_checks`` says what is wrong with it, ``overlay`` lays over it what was
accepted since the release.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from matching.engine import lexicon_files, tokens
from matching.engine.lexicon_files import FOLDER, Row
from matching.engine.tokens import Token, Words

_LACKING = ("chưa ", "cần ", "không ", "thiếu ", "muốn ", "sợ ", "need ", "don't ", "no ", "lack ")

EXACT = 1.0
UNMARKED = 0.9
"""A form of several syllables found without its marks: nearly as sure."""
MISSPELT = 0.7
"""A form of three syllables or more with other marks than the lexicon's."""


@dataclass(frozen=True, slots=True)
class Concept:
    id: str
    kind: str
    parent: str
    vi: tuple[str, ...]
    en: tuple[str, ...]
    area: str = ""

    def forms(self, language: str) -> tuple[str, ...]:
        return self.en if language == tokens.ENGLISH else self.vi

    def name(self, language: str) -> str:
        """The first form of the language, else the first of the other, else the id; what begins by saying that
        something is lacking ("chưa biết vẽ 3d") is no name for it."""
        own, other = (self.en, self.vi) if language == tokens.ENGLISH else (self.vi, self.en)
        forms = (*own, *other)
        return next((form for form in forms if not form.startswith(_LACKING)), next(iter(forms), self.id))


@dataclass(frozen=True, slots=True)
class Help:
    source: str
    target: str
    weight: float


class Mention(NamedTuple):
    """A concept found at ``start``..``end`` of a text; ``weight`` in 0..1 says how sure the match is."""

    concept: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Concepts by id, relations, and the forms table; immutable once built.

    ``shorthands``: what each is read as; ``lookalikes``: right words that must not be taken for slips (``spelling``).
    """

    concepts: dict[str, Concept]
    helps: tuple[Help, ...] = ()
    shorthands: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lookalikes: frozenset[str] = frozenset()
    _forms: _Forms = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_forms", _Forms(self.concepts.values()))

    def tag(self, words: Words, language: str) -> list[Mention]:
        """Longest match from the left; a form of several concepts is shared evenly among them."""
        found: list[Mention] = []
        stems, forms = words.stems, self._forms
        begun = list(map(forms.lengths.get, stems))
        # A mention is made as a plain tuple is: half the time of the named constructor.
        position, last, single, longest, new = 0, len(stems) - 1, forms.single, forms.longest, tuple.__new__
        while position <= last:
            lengths = begun[position]
            alone = position == last or lengths is None or stems[position + 1] not in lengths
            if lengths is None or (alone and stems[position] not in single):
                position += 1
                continue
            length, weight, concepts = longest(words, position, language, lengths)
            if concepts:
                start, end, share = words.starts[position], words.ends[position + length - 1], weight / len(concepts)
                found += [new(Mention, (concept, start, end, share)) for concept in concepts]
            position += length
        return found

    def owners(self, language: str, key: str) -> tuple[str, ...]:
        """The concepts that have a form with this ``exact_key``, or ``english_key``."""
        return (self._forms.english if language == tokens.ENGLISH else self._forms.exact).get(key, ())

    def knows(self, word: str) -> bool:
        """Whether a Vietnamese form is exactly this, in lower case and settled spelling."""
        return word in self._forms.exact

    def ancestors(self, concept: str) -> Iterator[str]:
        """Parent, grandparent …; a circle, which ``lexicon_checks`` reports, ends the walk."""
        seen = {concept}
        parent = self.concepts[concept].parent
        while parent in self.concepts and parent not in seen:
            seen.add(parent)
            yield parent
            parent = self.concepts[parent].parent


class _Forms:
    """Surface forms by language and strictness, keyed by words joined with blanks."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.exact: dict[str, tuple[str, ...]] = {}
        self.folded: dict[str, tuple[str, ...]] = {}
        self.english: dict[str, tuple[str, ...]] = {}
        # The stems of the forms of one word; by the first stem of a form and its second, how long such forms are.
        self.single: set[str] = set()
        self.lengths: dict[str, dict[str, tuple[int, ...]]] = defaultdict(dict)
        for concept in concepts:
            for form in concept.vi:
                self._add_vietnamese(concept.id, tokens.tokenise(form))
            for form in concept.en:
                self._add(self.english, english_key, tokens.tokenise(form), concept.id)

    def _add_vietnamese(self, concept: str, words: Sequence[Token]) -> None:
        self._add(self.exact, exact_key, words, concept)
        # One folded syllable stands for too many words ("ma" is ghost, mother, but, tomb); it is kept only
        # where it cannot be a Vietnamese syllable at all.
        if len(words) > 1 or not all(tokens.syllable_shaped(word.folded) for word in words):
            self._add(self.folded, folded_key, words, concept)

    def _add(
        self,
        table: dict[str, tuple[str, ...]],
        key_of: Callable[[Sequence[Token]], str],
        words: Sequence[Token],
        owner: str,
    ) -> None:
        key = key_of(words)
        known = table.get(key, ())
        if not key or owner in known:
            return
        table[key] = (*known, owner)
        if len(words) == 1:
            self.single.add(english_key(words))
            self.lengths[english_key(words)] |= {}
        else:
            first, second = (english_key([word]) for word in words[:2])
            known_lengths = self.lengths[first].get(second, ())
            self.lengths[first][second] = tuple(sorted({*known_lengths, len(words)}, reverse=True))

    def longest(
        self, words: Words, at: int, language: str, lengths: Mapping[str, tuple[int, ...]]
    ) -> tuple[int, float, tuple[str, ...]]:
        """(number of words, weight, concepts) of the longest form that starts there; (1, 0, ()) for none. ``lengths``
        are those of its stem."""
        left = len(words.stems) - at
        for length in lengths.get(words.stems[at + 1], ()) if left > 1 else ():
            if length <= left:
                weight, concepts = self._lookup(words, at, at + length, language)
                if concepts:
                    return length, weight, concepts
        return (1, *self._lookup(words, at, at + 1, language)) if words.stems[at] in self.single else (1, 0.0, ())

    def _lookup(self, words: Words, start: int, end: int, language: str) -> tuple[float, tuple[str, ...]]:
        texts = words.texts[start:end]
        if language != tokens.ENGLISH and (found := self.exact.get(" ".join(texts), ())):
            return EXACT, found
        folded = words.folded[start:end]
        plain = texts == folded
        lone_syllable = plain and end - start == 1 and tokens.syllable_shaped(folded[0])
        if language == tokens.ENGLISH:
            found = self.english.get(" ".join(words.stems[start:end]), ())
            if found or lone_syllable:
                return EXACT, found
            if found := self.exact.get(" ".join(texts), ()):
                return EXACT, found
        if plain and not lone_syllable and (found := self.english.get(" ".join(words.stems[start:end]), ())):
            return EXACT, found
        if plain or end - start >= 3:
            return UNMARKED if plain else MISSPELT, self.folded.get(" ".join(folded), ())
        return 0.0, ()


def exact_key(words: Sequence[Token]) -> str:
    return " ".join(word.text for word in words)


def folded_key(words: Sequence[Token]) -> str:
    return " ".join(word.folded for word in words)


def english_key(words: Sequence[Token]) -> str:
    return " ".join(tokens.singular(word.folded) for word in words)


@lru_cache(maxsize=4)
def load(folder: Path = FOLDER) -> Lexicon:
    """The lexicon of a folder, read once per process. Dangling relations are skipped; ``lexicon_checks`` names them."""
    concepts = {row.cells[0]: concept_of(row) for row in lexicon_files.concepts(folder)}
    helps = tuple(
        Help(source, target, float(weight))
        for source, target, weight in (row.cells for row in lexicon_files.helps(folder))
        if source in concepts and target in concepts
    )
    shorthands = {row.cells[0]: lexicon_files.forms(row.cells[1]) for row in lexicon_files.shorthands(folder)}
    return Lexicon(concepts, helps, shorthands, frozenset(row.cells[0] for row in lexicon_files.lookalikes(folder)))


def concept_of(row: Row) -> Concept:
    identity, kind, parent, vi, en = row.cells
    return Concept(identity, kind, parent, lexicon_files.forms(vi), lexicon_files.forms(en), row.area)


def key_of(language: str, form: str) -> str:
    """Two forms of a language with the same key are one to the engine."""
    words = tokens.tokenise(form)
    return english_key(words) if language == tokens.ENGLISH else exact_key(words)


def concept_weights(mentions: Iterable[Mention]) -> dict[str, float]:
    """Sum of the mention weights per concept: a soft count of how often it is spoken of."""
    weights: dict[str, float] = defaultdict(float)
    for concept, _, _, weight in mentions:
        weights[concept] += weight
    return dict(weights)
