"""The Vietnamese–English concept lexicon: loading it, checking it, finding its concepts in a text.

Data: ``matching/lexicon/concepts/*.tsv`` (id, kind, parent, vi, en; surface forms separated by ``|``) and
``matching/lexicon/helps/*.tsv`` (from, to, weight: a need or product ``from`` is served by the skill ``to``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from matching.engine import tokens
from matching.engine.tokens import Token

FOLDER = Path(__file__).resolve().parent.parent / "lexicon"
CONCEPT_COLUMNS = ("id", "kind", "parent", "vi", "en")
HELP_COLUMNS = ("from", "to", "weight")

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
    """Concepts by id, relations, and the forms table; immutable once built."""

    concepts: dict[str, Concept]
    helps: tuple[Help, ...] = ()
    _forms: _Forms = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_forms", _Forms(self.concepts.values()))

    def tag(self, words: Sequence[Token], language: str, read: Reading | None = None) -> list[Mention]:
        """Longest match from the left; a form of several concepts is shared evenly among them."""
        found: list[Mention] = []
        read = read or Reading.of(words)
        position = 0
        longest, size = self._forms.longest, len(words)
        while position < size:
            length, weight, concepts = longest(read, position, language)
            if concepts:
                start, end = words[position].start, words[position + length - 1].end
                found += [Mention(concept, start, end, weight / len(concepts)) for concept in concepts]
            position += length
        return found

    def knows(self, word: str) -> bool:
        """Whether a Vietnamese form is exactly this, in lower case and settled spelling."""
        return word in self._forms.exact

    def ancestors(self, concept: str) -> Iterator[str]:
        """Parent, grandparent …; a circle, which ``validate`` reports, ends the walk."""
        seen = {concept}
        parent = self.concepts[concept].parent
        while parent in self.concepts and parent not in seen:
            seen.add(parent)
            yield parent
            parent = self.concepts[parent].parent


class Reading(NamedTuple):
    """A text's words column by column, so that keys of neighbouring words are quickly made."""

    texts: list[str]
    folded: list[str]
    stems: list[str]
    marked: list[bool]

    @classmethod
    def of(cls, words: Sequence[Token]) -> Reading:
        texts, folded = [word.text for word in words], [word.folded for word in words]
        marked = [text != plain for text, plain in zip(texts, folded, strict=True)]
        return cls(texts, folded, [tokens.singular(word) for word in folded], marked)


_NONE: dict[str, tuple[int, ...]] = {}


class _Forms:
    """Surface forms by language and strictness, keyed by words joined with blanks."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.exact: dict[str, tuple[str, ...]] = {}
        self.folded: dict[str, tuple[str, ...]] = {}
        self.english: dict[str, tuple[str, ...]] = {}
        # The stems of the forms of one word, and how long those are that begin with two stems.
        self.single: set[str] = set()
        self.lengths: dict[str, dict[str, tuple[int, ...]]] = defaultdict(dict)
        for concept in concepts:
            for form in concept.vi:
                self._add_vietnamese(concept.id, tokens.tokenise(form))
            for form in concept.en:
                self._add(self.english, english_key, tokens.tokenise(form), concept.id)

    def _add_vietnamese(self, concept: str, words: list[Token]) -> None:
        self._add(self.exact, exact_key, words, concept)
        # One folded syllable stands for too many words ("ma" is ghost, mother, but, tomb); it is kept only
        # where it cannot be a Vietnamese syllable at all.
        if len(words) > 1 or not all(tokens.syllable_shaped(word.folded) for word in words):
            self._add(self.folded, folded_key, words, concept)

    def _add(
        self,
        table: dict[str, tuple[str, ...]],
        key_of: Callable[[Sequence[Token]], str],
        words: list[Token],
        owner: str,
    ) -> None:
        key = key_of(words)
        known = table.get(key, ())
        if not key or owner in known:
            return
        table[key] = (*known, owner)
        if len(words) == 1:
            self.single.add(english_key(words))
        else:
            first, second = (english_key([word]) for word in words[:2])
            known_lengths = self.lengths[first].get(second, ())
            self.lengths[first][second] = tuple(sorted({*known_lengths, len(words)}, reverse=True))

    def longest(self, read: Reading, at: int, language: str) -> tuple[int, float, tuple[str, ...]]:
        """(number of words, weight, concepts) of the longest form that starts there; (1, 0, ()) for none."""
        left = len(read.stems) - at
        stem = read.stems[at]
        for length in self.lengths.get(stem, _NONE).get(read.stems[at + 1], ()) if left > 1 else ():
            if length <= left:
                weight, concepts = self._lookup(read, at, at + length, language)
                if concepts:
                    return length, weight, concepts
        return (1, *self._lookup(read, at, at + 1, language)) if stem in self.single else (1, 0.0, ())

    def _lookup(self, read: Reading, start: int, end: int, language: str) -> tuple[float, tuple[str, ...]]:
        plain = not any(read.marked[start:end])
        lone_syllable = plain and end - start == 1 and tokens.syllable_shaped(read.folded[start])
        if language == tokens.ENGLISH:
            found = self.english.get(" ".join(read.stems[start:end]), ())
            if found or lone_syllable:
                return EXACT, found
        if found := self.exact.get(" ".join(read.texts[start:end]), ()):
            return EXACT, found
        if plain and not lone_syllable and (found := self.english.get(" ".join(read.stems[start:end]), ())):
            return EXACT, found
        if plain or end - start >= 3:
            return UNMARKED if plain else MISSPELT, self.folded.get(" ".join(read.folded[start:end]), ())
        return 0.0, ()


def exact_key(words: Sequence[Token]) -> str:
    return " ".join(word.text for word in words)


def folded_key(words: Sequence[Token]) -> str:
    return " ".join(word.folded for word in words)


def english_key(words: Sequence[Token]) -> str:
    return " ".join(tokens.singular(word.folded) for word in words)


@lru_cache(maxsize=4)
def load(folder: Path = FOLDER) -> Lexicon:
    """The lexicon of a folder, read once per process. Dangling relations are skipped; ``validate`` names them."""
    concepts = {row[0]: _concept(row) for _, row in _rows(folder / "concepts", CONCEPT_COLUMNS)}
    helps = tuple(
        Help(source, target, float(weight))
        for _, (source, target, weight) in _rows(folder / "helps", HELP_COLUMNS)
        if source in concepts and target in concepts
    )
    return Lexicon(concepts, helps)


def validate(folder: Path = FOLDER) -> list[str]:
    """Everything wrong with the files, one line each with file and line number; empty when all is well."""
    errors: list[str] = []
    concepts: dict[str, tuple[str, Concept]] = {}
    for where, row in _rows(folder / "concepts", CONCEPT_COLUMNS, errors):
        concept = _concept(row)
        if concept.id in concepts:
            errors.append(f"{where}: concept {concept.id} is already defined at {concepts[concept.id][0]}")
        elif not concept.vi and not concept.en:
            errors.append(f"{where}: concept {concept.id} has no surface form")
        concepts.setdefault(concept.id, (where, concept))
    errors += _parent_errors(concepts)
    errors += _form_errors(concepts.values())
    errors += _help_errors(folder, set(concepts), errors)
    return errors


def _parent_errors(concepts: dict[str, tuple[str, Concept]]) -> Iterator[str]:
    for where, concept in concepts.values():
        if concept.parent and concept.parent not in concepts:
            yield f"{where}: parent {concept.parent} of {concept.id} does not exist"
        seen, above = {concept.id}, concept.parent
        while above in concepts and above not in seen:
            seen.add(above)
            above = concepts[above][1].parent
        if above and above == concept.id:
            yield f"{where}: concept {concept.id} is its own ancestor"


def _form_errors(concepts: Iterable[tuple[str, Concept]]) -> Iterator[str]:
    owners: dict[tuple[str, str], str] = {}
    for where, concept in concepts:
        for language, forms, key in (("vi", concept.vi, exact_key), ("en", concept.en, english_key)):
            for form in forms:
                words = key(tokens.tokenise(form))
                owner = owners.setdefault((language, words), concept.id)
                if not words:
                    yield f"{where}: form {form!r} of {concept.id} has no word"
                elif owner != concept.id:
                    yield f"{where}: {language} form {form!r} of {concept.id} also belongs to {owner}"


def _help_errors(folder: Path, known: set[str], errors: list[str]) -> Iterator[str]:
    seen: dict[tuple[str, str], str] = {}
    for where, (source, target, weight) in _rows(folder / "helps", HELP_COLUMNS, errors):
        for end in (source, target):
            if end not in known:
                yield f"{where}: concept {end} does not exist"
        if source == target:
            yield f"{where}: {source} helps itself"
        if (source, target) in seen:
            yield f"{where}: {source} → {target} is already given at {seen[source, target]}"
        seen.setdefault((source, target), where)
        if not _in_unit_interval(weight):
            yield f"{where}: weight {weight!r} is not a number in 0..1"


def _in_unit_interval(text: str) -> bool:
    try:
        return 0 < float(text) <= 1
    except ValueError:
        return False


def _rows(
    folder: Path, columns: tuple[str, ...], errors: list[str] | None = None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """("file:line", cells) of every row; the header, blank lines and ``#`` comments are left out."""
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            cells = tuple(cell.strip() for cell in line.split("\t"))
            if not line.strip() or line.startswith("#") or cells == columns:
                continue
            where = f"{path.name}:{number}"
            cells += ("",) * (len(columns) - len(cells)) if len(cells) >= 2 else ()
            if len(cells) == len(columns):
                yield where, cells
            elif errors is not None:
                errors.append(f"{where}: {len(cells)} columns instead of {len(columns)}")


def _concept(row: tuple[str, ...]) -> Concept:
    identity, kind, parent, vi, en = row
    return Concept(identity, kind, parent, _split(vi), _split(en))


def _split(forms: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form.strip() for form in forms.split("|") if form.strip()))


def concept_weights(mentions: Iterable[Mention]) -> dict[str, float]:
    """Sum of the mention weights per concept: a soft count of how often it is spoken of."""
    weights: dict[str, float] = defaultdict(float)
    for mention in mentions:
        weights[mention.concept] += mention.weight
    return dict(weights)
