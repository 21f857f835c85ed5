"""From a document to the three bags of terms it is retrieved by: accented, folded, concepts."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matching.engine import documents, tokens
from matching.engine.documents import Demand, Document
from matching.engine.lexicon import Help, Lexicon, Mention, concept_weights
from matching.engine.tokens import Token

ACCENTED = "accented"
FOLDED = "folded"
CONCEPTS = "concepts"
FIELDS = (ACCENTED, FOLDED, CONCEPTS)

PARENT_SHARE = 0.4
"""What a concept passes on to its parent, and that one to its own parent."""
HELP_SHARE = 0.6
"""What a need passes on to the skill that serves it, times the weight of the relation."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """``bags``: per field, damped term frequencies (before idf). ``marked``: written with diacritics."""

    language: str
    marked: bool
    bags: Mapping[str, Mapping[str, float]]
    words: Mapping[str, tuple[Token, ...]]
    mentions: Mapping[str, tuple[Mention, ...]]

    @property
    def concepts(self) -> dict[str, float]:
        """The concepts the text itself names, without what was derived from them."""
        return concept_weights(mention for found in self.mentions.values() for mention in found)


class Analyser:
    """Turns documents into bags; holds the lexicon and its relations, nothing that is learned."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.helps: dict[str, list[Help]] = defaultdict(list)
        for relation in lexicon.helps:
            self.helps[relation.source].append(relation)

    def analyse(self, document: Document) -> Analysed:
        words = {name: tuple(tokens.tokenise(text)) for name, text in documents.parts(document) if text}
        every = [token for found in words.values() for token in found]
        language = stated_language(document.lang) or tokens.detect_language(every)
        mentions = {name: tuple(self.lexicon.tag(found, language)) for name, found in words.items()}
        concepts = self._damped(concept_weights(mention for found in mentions.values() for mention in found))
        bags = {
            ACCENTED: _text_bag([token.text for token in found] for found in words.values()),
            FOLDED: _text_bag([token.folded for token in found] for found in words.values()),
            CONCEPTS: self.needed(concepts) if isinstance(document, Demand) else self.with_ancestors(concepts),
        }
        return Analysed(language, tokens.marked(every), bags, words, mentions)

    def with_ancestors(self, concepts: Mapping[str, float]) -> dict[str, float]:
        """The concepts and, with a share that shrinks at every step, what they are kinds of."""
        spread = dict(concepts)
        for concept, weight in concepts.items():
            for steps, ancestor in enumerate(self.lexicon.ancestors(concept), start=1):
                spread[ancestor] = spread.get(ancestor, 0.0) + weight * PARENT_SHARE**steps
        return spread

    def needed(self, concepts: Mapping[str, float]) -> dict[str, float]:
        """The concepts, their ancestors, and the skills that serve any of them."""
        spread = self.with_ancestors(concepts)
        served: dict[str, float] = {}
        for concept, weight in spread.items():
            for relation in self.helps.get(concept, ()):
                gain = weight * relation.weight * HELP_SHARE
                served[relation.target] = max(served.get(relation.target, 0.0), gain)
        for concept, weight in self.with_ancestors(served).items():
            spread[concept] = spread.get(concept, 0.0) + weight
        return spread

    def sources(self, concepts: Mapping[str, float], *, needed: bool) -> dict[str, str]:
        """Which of the named concepts brought each term of the concept bag, the strongest where several did."""
        strongest: dict[str, tuple[float, str]] = {}
        for concept, weight in sorted(self._damped(concepts).items()):
            spread = self.needed if needed else self.with_ancestors
            for term, share in spread({concept: weight}).items():
                strongest[term] = max(strongest.get(term, (0.0, "")), (share, concept))
        return {term: concept for term, (_, concept) in strongest.items()}

    @staticmethod
    def _damped(counts: Mapping[str, float]) -> dict[str, float]:
        return {concept: math.log2(1.0 + count) for concept, count in counts.items()}


def other_language(ours: Analysed, theirs: Analysed) -> bool:
    """Whether both languages are known and differ."""
    return bool(ours.language and theirs.language and ours.language != theirs.language)


def stated_language(lang: str) -> str:
    """ "vi-VN" and "vi_nodia" are Vietnamese; a code the engine does not know is taken for unstated."""
    code = lang.lower()[:2]
    return code if code in (tokens.VIETNAMESE, tokens.ENGLISH) else tokens.UNKNOWN


def _text_bag(texts: Iterable[list[str]]) -> dict[str, float]:
    """Syllable 1–2-grams with sublinear frequency 1 + ln f; pairs do not reach over the end of a part."""
    counts = Counter(gram for words in texts for gram in tokens.grams(words))
    return {gram: 1.0 + math.log(count) for gram, count in counts.items()}
