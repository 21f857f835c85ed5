"""What is wrong with a lexicon: each finding names its place, the kind of fault, and what it is about.

The same rules hold for the files (``validate``) and for a lexicon with what was accepted since (``faults``).
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from matching.engine import lexicon_files, tokens
from matching.engine.lexicon import Concept, Help, Lexicon, concept_of, exact_key, folded_key, key_of
from matching.engine.lexicon_files import AREAS, FOLDER, KINDS, Row

IDENTITY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
LONGEST_IDENTITY = 40
LONGEST_FORM = 60
MOST_WORDS = 8
LANGUAGES = (tokens.VIETNAMESE, tokens.ENGLISH)

Placed = Sequence[tuple[str, Concept]]
PlacedHelps = Sequence[tuple[str, Help]]
Shared = Mapping[str, frozenset[str]]
"""By form, as ``exact_key`` or ``folded_key`` writes it, the concepts that may share it."""


class Fault(enum.StrEnum):
    """The value is the sentence for whoever keeps the files; ``{0}`` … are the finding's facts."""

    COLUMNS = "{0} columns instead of {1}"
    NOT_NFC = "not in the normal form NFC"
    STRANGE_TABLE = "a table in a place that stands for no kind of data"
    IDENTITY = "the id {0!r} is not made of small letters, digits and single underscores, 40 at most"
    TWICE = "concept {0} is already defined at {1}"
    KIND = "concept {0} is of the unknown kind {1!r}"
    AREA = "concept {0} is in the unknown area {1!r}"
    NO_FORM = "concept {0} has no form in {1}"
    PARENT = "parent {1} of {0} does not exist"
    CYCLE = "concept {0} is its own ancestor"
    EMPTY_FORM = "{0} has an empty form, or one without a word: {1!r}"
    LONG_FORM = "form {1!r} of {0} has more than 60 letters or 8 words"
    CAPITALS = "form {1!r} of {0} has capital letters or blanks at its ends or side by side"
    FORM_TWICE = "form {1!r} of {0} is there before, as {2!r}"
    SHARED_FORM = "form {1!r} of {0} also belongs to {2}; shared_forms.tsv does not allow it"
    SHARED_SYLLABLE = (
        "form {1!r} of {0}, one syllable, is {3!r} of {2} without marks; shared_forms.tsv does not allow it"
    )
    SHARED_FOLDED = "form {1!r} of {0} is {3!r} of {2} without marks; shared_forms.tsv does not allow it"
    UNUSED_SHARED = "no two concepts share {0!r} any more, or not all of those that are named"
    NO_REASON = "{0!r} is shared without a reason"
    RELATION_END = "concept {0} does not exist"
    RELATION_SELF = "{0} helps itself"
    RELATION_TWICE = "{0} → {1} is already given at {2}"
    WEIGHT = "weight {0!r} is not a number in 0..1"
    SHORTHAND = "the shorthand {0!r} is not one word in small letters"
    SHORTHAND_TWICE = "the shorthand {0!r} is already given at {1}"
    READING = "{0!r} is read as {1!r}: not words in small letters, or shorthand again"
    LOOKALIKE = "{0!r} is not one or two words in small letters"
    LOOKALIKE_TWICE = "{0!r} is already given at {1}"
    UNUSED_LOOKALIKE = "no form has the words of {1!r} any more, so that nothing takes {0!r} for it"


@dataclass(frozen=True, slots=True)
class Finding:
    where: str
    fault: Fault
    facts: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.where}: {self.fault.value.format(*self.facts)}"


def validate(folder: Path = FOLDER) -> list[Finding]:
    """Everything wrong with the files; empty when all is well."""
    concepts = [(row.where, concept_of(row)) for row in lexicon_files.concepts(folder)]
    helps = list(lexicon_files.helps(folder))
    rows = [*_of_files(folder), *_of_cells(folder), *_of_weights(helps), *_of_reasons(folder)]
    placed = [(row.where, Help(row.cells[0], row.cells[1], 1.0)) for row in helps]
    shared = shared_forms(folder)
    spellings = [*_of_shorthands(folder), *_of_lookalikes(folder, [concept for _, concept in concepts])]
    return [*rows, *faults(concepts, placed, shared), *_of_unused(folder, concepts), *spellings]


def faults_of(lexicon: Lexicon, shared: Shared) -> list[Finding]:
    """Of a lexicon in memory; the places are the ids of its concepts."""
    concepts = [(concept.id, concept) for concept in lexicon.concepts.values()]
    return list(faults(concepts, [(relation.source, relation) for relation in lexicon.helps], shared))


def faults(concepts: Placed, helps: PlacedHelps, shared: Shared) -> Iterator[Finding]:
    yield from _of_identities(concepts)
    yield from _of_parents(concepts)
    for where, concept in concepts:
        yield from _of_own_forms(where, concept)
    yield from _of_shared_forms(concepts, shared)
    yield from _of_relations(helps, {concept.id for _, concept in concepts})


def shared_forms(folder: Path = FOLDER) -> Shared:
    return {row.cells[0]: frozenset(lexicon_files.forms(row.cells[1])) for row in lexicon_files.shared(folder)}


def _of_files(folder: Path) -> Iterator[Finding]:
    for name in lexicon_files.strangers(folder):
        yield Finding(name, Fault.STRANGE_TABLE)
    for row, wanted in lexicon_files.misshapen(folder):
        yield Finding(row.where, Fault.COLUMNS, (str(row.width), str(wanted)))
    for where, line in lexicon_files.lines(folder):
        if not unicodedata.is_normalized("NFC", line):
            yield Finding(where, Fault.NOT_NFC)


def _of_cells(folder: Path) -> Iterator[Finding]:
    """What is lost when the cells are split into forms."""
    for row in lexicon_files.concepts(folder):
        for cell in row.cells[3:]:
            if cell and not all(part.strip() for part in cell.split("|")):
                yield Finding(row.where, Fault.EMPTY_FORM, (row.cells[0], ""))


def _of_weights(helps: Iterable[Row]) -> Iterator[Finding]:
    for row in helps:
        if not _in_unit_interval(row.cells[2]):
            yield Finding(row.where, Fault.WEIGHT, (row.cells[2],))


def _of_reasons(folder: Path) -> Iterator[Finding]:
    for row in lexicon_files.shared(folder):
        if not row.cells[2]:
            yield Finding(row.where, Fault.NO_REASON, (row.cells[0],))


def _of_unused(folder: Path, concepts: Placed) -> Iterator[Finding]:
    owners = _Owners(concepts)
    for row in lexicon_files.shared(folder):
        named = frozenset(lexicon_files.forms(row.cells[1]))
        if len(named) < 2 or not (named <= owners.of_key(row.cells[0]) or named <= owners.of_folded(row.cells[0])):
            yield Finding(row.where, Fault.UNUSED_SHARED, (row.cells[0],))


def _of_shorthands(folder: Path) -> Iterator[Finding]:
    rows = list(lexicon_files.shorthands(folder))
    yield from _twice(rows, Fault.SHORTHAND_TWICE)
    short = {row.cells[0] for row in rows}
    for row in rows:
        if not _is_plain(row.cells[0], 1):
            yield Finding(row.where, Fault.SHORTHAND, (row.cells[0],))
        for reading in row.cells[1].split("|"):
            if not _is_plain(reading, MOST_WORDS) or short & set(reading.split(" ")):
                yield Finding(row.where, Fault.READING, (row.cells[0], reading))


def _of_lookalikes(folder: Path, concepts: Iterable[Concept]) -> Iterator[Finding]:
    rows = list(lexicon_files.lookalikes(folder))
    yield from _twice(rows, Fault.LOOKALIKE_TWICE)
    forms = (form for concept in concepts for form in (*concept.vi, *concept.en))
    known = {word.text for form in forms for word in tokens.tokenise(form)} | tokens.vietnamese_words()
    for row in rows:
        if not _is_plain(row.cells[0], 2):
            yield Finding(row.where, Fault.LOOKALIKE, (row.cells[0],))
        if not {word.text for word in tokens.tokenise(row.cells[1])} <= known:
            yield Finding(row.where, Fault.UNUSED_LOOKALIKE, row.cells[:2])


def _twice(rows: Iterable[Row], fault: Fault) -> Iterator[Finding]:
    places: dict[str, str] = {}
    for row in rows:
        if (before := places.setdefault(row.cells[0], row.where)) != row.where:
            yield Finding(row.where, fault, (row.cells[0], before))


def _is_plain(text: str, words: int) -> bool:
    """Up to as many words as the engine reads them, with single blanks between them."""
    found = tokens.tokenise(text)
    return text == text.lower() == " ".join(text[word.start : word.end] for word in found) and 0 < len(found) <= words


def _of_identities(concepts: Placed) -> Iterator[Finding]:
    places: dict[str, str] = {}
    for where, concept in concepts:
        if concept.id in places:
            yield Finding(where, Fault.TWICE, (concept.id, places[concept.id]))
        places.setdefault(concept.id, where)
        if not IDENTITY.fullmatch(concept.id) or len(concept.id) > LONGEST_IDENTITY:
            yield Finding(where, Fault.IDENTITY, (concept.id,))
        if concept.kind not in KINDS:
            yield Finding(where, Fault.KIND, (concept.id, concept.kind))
        if concept.area and concept.area not in AREAS:
            yield Finding(where, Fault.AREA, (concept.id, concept.area))


def _of_parents(concepts: Placed) -> Iterator[Finding]:
    parents = {concept.id: concept.parent for _, concept in reversed(concepts)}
    for where, concept in concepts:
        if concept.parent and concept.parent not in parents:
            yield Finding(where, Fault.PARENT, (concept.id, concept.parent))
        seen, above = {concept.id}, concept.parent
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
        if above and above == concept.id:
            yield Finding(where, Fault.CYCLE, (concept.id,))


def _of_own_forms(where: str, concept: Concept) -> Iterator[Finding]:
    for language in LANGUAGES:
        given = concept.forms(language)
        if not given:
            yield Finding(where, Fault.NO_FORM, (concept.id, language))
        seen: dict[str, str] = {}
        for form in given:
            words = tokens.tokenise(form)
            yield from (Finding(where, fault, (concept.id, form)) for fault in _of_shape(form, len(words)))
            # A plural is another wording: it weighs with the hints, though the engine reads both alike.
            before = seen.setdefault(exact_key(words), form)
            if before != form:
                yield Finding(where, Fault.FORM_TWICE, (concept.id, form, before))


def _of_shape(form: str, words: int) -> Iterator[Fault]:
    if not words:
        yield Fault.EMPTY_FORM
    if len(form) > LONGEST_FORM or words > MOST_WORDS:
        yield Fault.LONG_FORM
    if form != form.lower() or form != " ".join(form.split()):
        yield Fault.CAPITALS


class _Owners:
    """Which concepts have a form: by its key in each language, and by its Vietnamese words without marks."""

    def __init__(self, concepts: Placed) -> None:
        self.keys: dict[str, dict[str, str]] = defaultdict(dict)
        self.folded: dict[str, dict[str, str]] = defaultdict(dict)
        for _, concept in concepts:
            for language in LANGUAGES:
                for form in concept.forms(language):
                    self.keys[key_of(language, form)].setdefault(concept.id, form)
            for form in concept.vi:
                self.folded[folded_key(tokens.tokenise(form))].setdefault(concept.id, form)

    def of_key(self, key: str) -> frozenset[str]:
        return frozenset(self.keys.get(key, ()))

    def of_folded(self, key: str) -> frozenset[str]:
        return frozenset(self.folded.get(key, ()))


def _of_shared_forms(concepts: Placed, shared: Shared) -> Iterator[Finding]:
    """One finding a pair and form, at the concept that comes later."""
    owners = _Owners(concepts)
    places = {concept.id: where for where, concept in reversed(concepts)}
    for key, forms in owners.keys.items():
        for first, later, form in _pairs(forms, shared.get(key, frozenset())):
            yield Finding(places[later], Fault.SHARED_FORM, (later, form, first))
    for key, forms in owners.folded.items():
        fault = Fault.SHARED_FOLDED if " " in key else Fault.SHARED_SYLLABLE
        for first, later, form in _pairs(forms, shared.get(key, frozenset())):
            if exact_key(tokens.tokenise(forms[first])) != exact_key(tokens.tokenise(form)):
                yield Finding(places[later], fault, (later, form, first, forms[first]))


def _pairs(forms: Mapping[str, str], allowed: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """The first owner with each later one, unless both may share the form."""
    first = next(iter(forms))
    for later, form in forms.items():
        if later != first and not {first, later} <= allowed:
            yield first, later, form


def _of_relations(helps: PlacedHelps, known: set[str]) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for where, relation in helps:
        ends = relation.source, relation.target
        for end in ends:
            if end not in known:
                yield Finding(where, Fault.RELATION_END, (end,))
        if relation.source == relation.target:
            yield Finding(where, Fault.RELATION_SELF, (relation.source,))
        if ends in seen:
            yield Finding(where, Fault.RELATION_TWICE, (*ends, seen[ends]))
        seen.setdefault(ends, where)
        if not 0 < relation.weight <= 1:
            yield Finding(where, Fault.WEIGHT, (str(relation.weight),))


def _in_unit_interval(text: str) -> bool:
    try:
        return 0 < float(text) <= 1
    except ValueError:
        return False
