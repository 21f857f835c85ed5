"""The rulebook read from its files: which phrases are of what kind, and what must or must not be said beside them.

`rulebook/*.toml`, one file a kind; `rulebook/language.toml` holds what all share: short spellings, groups of words,
macros and contexts. The form of a phrase is told in `phrases`. A mistake in a file is an error at once, not a rule
that silently never applies.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from messaging.detector.findings import Kind
from messaging.detector.letters import spellings
from messaging.detector.phrases import Marks, Phrases
from messaging.detector.words import Shorts, Spelling, Vocabulary

FOLDER = Path(__file__).resolve().parent / "rulebook"
_LANGUAGE = "language.toml"
_MACRO = re.compile(r"\{(\w+)\}")
_KEYS = {"id", "phrases", "marks", "needs", "unless", "note"}
_CONTEXT = "context:"


@dataclass(frozen=True, slots=True)
class Rule:
    """``needs`` and ``unless`` name contexts: one of the first must, none of the second may stand in the sentence."""

    id: str
    kind: Kind
    needs: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rulebook:
    rules: Mapping[str, Rule]
    phrases: Phrases
    shorts: Shorts
    vocabulary: Vocabulary


def context_of(name: str) -> str:
    """The context a match stands for; empty when it is a rule's."""
    return name.removeprefix(_CONTEXT) if name.startswith(_CONTEXT) else ""


@lru_cache(maxsize=2)
def load(folder: Path = FOLDER) -> Rulebook:
    language = _read(folder / _LANGUAGE)
    macros = language["macros"]
    phrases = Phrases({name: line.split() for name, line in language["groups"].items()}, language["unmarked"].split())
    for name, listed in language["contexts"].items():
        for phrase in listed:
            phrases.add(_CONTEXT + name, _expanded(phrase, macros))
    rules: dict[str, Rule] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name != _LANGUAGE:
            for entry in _entries(path, set(language["contexts"])):
                rule = _rule(entry, Kind(path.stem))
                if rule.id in rules:
                    raise ValueError(f"{path.name}: two rules are called {rule.id!r}")
                rules[rule.id] = rule
                for phrase in entry["phrases"]:
                    phrases.add(rule.id, _expanded(phrase, macros), Marks(entry.get("marks", Marks.LOOSE)))
    shorts = dict(sorted(_shorts(language["shorts"])))
    if taken := sorted(word for word in phrases.spelt if _is_short_for_another(word, shorts)):
        raise ValueError(f"Never read, being short for something else: {taken}")
    return Rulebook(rules, phrases, shorts, Vocabulary(phrases.vocabulary.union(*(short.split() for short in shorts))))


def _is_short_for_another(word: tuple[str, str], shorts: Shorts) -> bool:
    plain, exact = word
    marks, meant = shorts.get(plain, ((), ()))
    return bool(meant) and exact in {plain, *marks} and meant != (word,)


def _shorts(listed: Mapping[str, str]) -> Iterator[tuple[str, tuple[tuple[str, ...], Spelling]]]:
    for meaning, line in listed.items():
        meant = tuple(spellings(word) for word in meaning.split())
        for short in line.split(", "):
            read = [spellings(word) for word in short.split()]
            yield read[0][0], ((), ())
            yield " ".join(plain for plain, _ in read), (tuple(exact for _, exact in read), meant)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _entries(path: Path, contexts: set[str]) -> Iterator[dict[str, Any]]:
    for entry in _read(path)["rule"]:
        if unknown := set(entry) - _KEYS:
            raise ValueError(f"{path.name}: {entry.get('id')!r} has {sorted(unknown)}")
        if unknown := {*entry.get("needs", ()), *entry.get("unless", ())} - contexts:
            raise ValueError(f"{path.name}: {entry['id']!r} names contexts that do not exist: {sorted(unknown)}")
        yield entry


def _rule(entry: Mapping[str, Any], kind: Kind) -> Rule:
    return Rule(entry["id"], kind, frozenset(entry.get("needs", ())), frozenset(entry.get("unless", ())))


def _expanded(phrase: str, macros: Mapping[str, str]) -> str:
    return _MACRO.sub(lambda match: macros[match[1]], phrase)
