"""Finding concepts by how they are worded, with diacritics or without."""

from __future__ import annotations

from functools import lru_cache

from matching.engine import tokens
from matching.engine.lexicon import Concept, Lexicon, english_key, exact_key, folded_key

_WHOLE, _BEGINNING, _PART = range(3)


class Catalogue:
    """Forms as the engine reads them. A query with a mark is looked for with marks, one without in either writing."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.concepts = tuple(lexicon.concepts.values())
        self._exact, self._folded = [], []
        for concept in self.concepts:
            vietnamese = [tokens.tokenise(form) for form in concept.vi]
            english = [english_key(tokens.tokenise(form)) for form in concept.en]
            self._exact.append(_joined([exact_key(words) for words in vietnamese]))
            self._folded.append(_joined([*(folded_key(words) for words in vietnamese), *english]))

    def search(self, query: str, *, area: str = "", kind: str = "") -> list[Concept]:
        """Those with the query as a whole form first, then at the beginning of one, then anywhere in one; without a
        query all, in the order of the files."""
        words = tokens.tokenise(query)
        if query.strip() and not words:
            return []
        marked = any(word.marked for word in words)
        keys = (exact_key(words),) if marked else (folded_key(words), english_key(words))
        ranked = []
        for at, concept in enumerate(self.concepts):
            if (area and concept.area != area) or (kind and concept.kind != kind):
                continue
            rank = _rank(keys, (self._exact if marked else self._folded)[at])
            if rank is not None:
                ranked.append((rank, at, concept))
        return [concept for _, _, concept in sorted(ranked, key=lambda one: one[:2])]


@lru_cache(maxsize=2)
def of(lexicon: Lexicon) -> Catalogue:
    return Catalogue(lexicon)


def _joined(keys: list[str]) -> str:
    return f"|{'|'.join(keys)}|"


def _rank(keys: tuple[str, ...], forms: str) -> int | None:
    if not keys[0]:
        return _WHOLE
    if any(f"|{key}|" in forms for key in keys):
        return _WHOLE
    if any(f"|{key}" in forms for key in keys):
        return _BEGINNING
    return _PART if any(key in forms for key in keys) else None
