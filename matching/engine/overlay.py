"""Changes accepted since the release, laid over the lexicon that was shipped.

Whatever the release has become meanwhile, laying over never fails: a change that no longer fits it (its concept is
gone, its form is there already or belongs to another concept now) changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from matching.engine import lexicon as lexicons
from matching.engine import tokens
from matching.engine.lexicon import Concept, Help, Lexicon, key_of

LANGUAGES = (tokens.VIETNAMESE, tokens.ENGLISH)


@dataclass(frozen=True, slots=True)
class AddForm:
    concept: str
    language: str
    form: str


@dataclass(frozen=True, slots=True)
class RemoveForm:
    concept: str
    language: str
    form: str


@dataclass(frozen=True, slots=True)
class AddConcept:
    """``helps``: relations of which the new concept is one end."""

    concept: Concept
    helps: tuple[Help, ...] = ()


Change = AddForm | RemoveForm | AddConcept


def applied(lexicon: Lexicon, changes: Iterable[Change]) -> Lexicon:
    """The lexicon with the changes in their order; the same object where none of them fits."""
    draft = _Draft(lexicon)
    fitted = [draft.take(change) for change in changes]
    return replace(lexicon, concepts=draft.concepts, helps=tuple(draft.helps)) if any(fitted) else lexicon


@lru_cache(maxsize=4)
def released_with(changes: tuple[Change, ...]) -> Lexicon:
    """The lexicon that was shipped with the changes: the same object for the same changes, as its tables are dear."""
    return applied(lexicons.load(), changes)


def fits(lexicon: Lexicon, change: Change) -> bool:
    """Whether the change would change anything."""
    return _Draft(lexicon).take(change)


def touched(change: Change) -> tuple[str, ...]:
    """The forms by which texts may gain or lose a concept."""
    if isinstance(change, AddConcept):
        return (*change.concept.vi, *change.concept.en)
    return (change.form,)


class _Draft:
    def __init__(self, lexicon: Lexicon) -> None:
        self.concepts = dict(lexicon.concepts)
        self.helps = list(lexicon.helps)
        self._lexicon = lexicon
        # What became of a form in this draft: who owns it now.
        self._owners: dict[tuple[str, str], set[str]] = {}

    def take(self, change: Change) -> bool:
        if isinstance(change, AddForm):
            return self._add_form(change)
        return self._remove_form(change) if isinstance(change, RemoveForm) else self._add_concept(change)

    def _add_form(self, change: AddForm) -> bool:
        key = key_of(change.language, change.form)
        if not key or change.concept not in self.concepts or self._owned(change.language, key):
            return False
        self._owned(change.language, key).add(change.concept)
        self._put(change.concept, change.language, (*self._forms(change), change.form))
        return True

    def _remove_form(self, change: RemoveForm) -> bool:
        """A concept keeps a form in each language."""
        if change.concept not in self.concepts:
            return False
        key, before = key_of(change.language, change.form), self._forms(change)
        kept = tuple(form for form in before if key_of(change.language, form) != key)
        if not kept or len(kept) == len(before):
            return False
        self._owned(change.language, key).discard(change.concept)
        self._put(change.concept, change.language, kept)
        return True

    def _add_concept(self, change: AddConcept) -> bool:
        new = change.concept
        if new.id in self.concepts or not (new.vi and new.en):
            return False
        free = {language: self._free(language, new.forms(language)) for language in LANGUAGES}
        if not all(free.values()):
            return False
        for language, forms in free.items():
            for form in forms:
                self._owned(language, key_of(language, form)).add(new.id)
        parent = new.parent if new.parent in self.concepts else ""
        self.concepts[new.id] = replace(new, parent=parent, vi=free[tokens.VIETNAMESE], en=free[tokens.ENGLISH])
        known = (relation for relation in change.helps if {relation.source, relation.target} <= set(self.concepts))
        self.helps += known
        return True

    def _free(self, language: str, forms: Iterable[str]) -> tuple[str, ...]:
        """Those nobody has, each once."""
        keys = {key: form for form in reversed(list(forms)) if (key := key_of(language, form))}
        return tuple(form for key, form in reversed(keys.items()) if not self._owned(language, key))

    def _owned(self, language: str, key: str) -> set[str]:
        return self._owners.setdefault((language, key), set(self._lexicon.owners(language, key)))

    def _forms(self, change: AddForm | RemoveForm) -> tuple[str, ...]:
        return self.concepts[change.concept].forms(change.language)

    def _put(self, concept: str, language: str, forms: tuple[str, ...]) -> None:
        old = self.concepts[concept]
        self.concepts[concept] = replace(old, en=forms) if language == tokens.ENGLISH else replace(old, vi=forms)
