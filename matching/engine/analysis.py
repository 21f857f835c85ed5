"""From a document to the three bags of terms it is retrieved by: accented, folded, concepts."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matching.engine import documents, hints, spelling, tokens
from matching.engine.documents import Demand, Document, Supply
from matching.engine.lexicon import Lexicon, Mention, concept_weights
from matching.engine.tokens import Words

ACCENTED = "accented"
FOLDED = "folded"
CONCEPTS = "concepts"
FIELDS = (ACCENTED, FOLDED, CONCEPTS)
TITLE = "title"

PARENT_SHARE = 0.4
"""What a concept passes on to its parent, and that one to its own parent."""
HELP_SHARE = 0.8
"""What a need passes on to the skill that serves it, times the weight of the relation."""
TITLE_WORDS = 2
"""How often the words of a title count: it says what the text is about. Measured, this and the next lift nDCG@10 on
real ideas by about .02, and questions, which have no title, not at all."""
TITLE_CONCEPTS = {Demand: 2.0, Supply: 3.0}
"""How much more a concept counts that is named in the title."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """``concept_bag``: damped concept frequencies (before idf). ``marked``: written with diacritics.

    By part of the document: ``words``, ``mentions`` of concepts by a whole form, ``hints`` by part of a form.
    """

    language: str
    marked: bool
    concept_bag: Mapping[str, float]
    words: Mapping[str, Words]
    mentions: Mapping[str, tuple[Mention, ...]]
    hints: Mapping[str, tuple[Mention, ...]]

    @property
    def concepts(self) -> dict[str, float]:
        """The concepts the text names by a whole form, and how often."""
        return concept_weights(mention for found in self.mentions.values() for mention in found)

    @property
    def bags(self) -> dict[str, Mapping[str, float]]:
        return {name: self.bag(name) for name in FIELDS}

    def bag(self, name: str) -> Mapping[str, float]:
        """Damped term frequencies of a field (before idf). Words are counted anew each time: they take less room."""
        return self.concept_bag if name == CONCEPTS else _text_bag(self.texts[name])

    @property
    def texts(self) -> dict[str, list[tuple[str, ...]]]:
        """The words of each part, in order; those of the title as often as they count."""
        parts = [found for name, found in self.words.items() for _ in range(TITLE_WORDS if name == TITLE else 1)]
        return {
            ACCENTED: [found.texts for found in parts],
            FOLDED: [found.folded for found in parts],
        }


class Analyser:
    """Turns documents into bags; holds the lexicon and its relations, nothing that is learned."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.hints = hints.of(lexicon)
        self.spelling = spelling.of(lexicon)
        self._helps: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for relation in lexicon.helps:
            self._helps[relation.source].append((relation.target, relation.weight * HELP_SHARE))
        self._above: dict[str, dict[str, float]] = {}
        self._serving: dict[str, dict[str, float]] = {}

    def analyse(self, document: Document) -> Analysed:
        texts = {name: text for name, text in documents.parts(document) if text}
        language, marked, words = self.spelling.read(texts, stated_language(document.lang))
        named = {name: tuple(self.lexicon.tag(found, language)) for name, found in words.items()}
        hinted = {name: tuple(self.hints.find(found, language, named[name])) for name, found in words.items()}
        counts: dict[str, float] = defaultdict(float)
        for name in words:
            worth = TITLE_CONCEPTS[type(document)] if name == TITLE else 1.0
            for concept, count in concept_weights((*named[name], *hinted[name])).items():
                counts[concept] += count * worth
        bag = self.spread(counts, needed=isinstance(document, Demand))
        return Analysed(language, marked, bag, words, named, hinted)

    def spread(self, counts: Mapping[str, float], *, needed: bool) -> dict[str, float]:
        """The concept bag: log₂(1 + count) of each concept, passed on to what it is a kind of and, where they are
        ``needed``, to the skills that serve it."""
        bag: dict[str, float] = defaultdict(float)
        shares_of = self._with_skills if needed else self._with_ancestors
        for concept, count in counts.items():
            weight = math.log2(1.0 + count)
            for term, share in shares_of(concept).items():
                bag[term] += weight * share
        return dict(bag)

    def sources(self, counts: Mapping[str, float], *, needed: bool) -> dict[str, str]:
        """Which of the concepts brought each term of their bag, the strongest where several did."""
        strongest: dict[str, tuple[float, str]] = {}
        for concept, count in sorted(counts.items()):
            for term, share in self._share(concept, needed).items():
                strongest[term] = max(strongest.get(term, (0.0, "")), (math.log2(1.0 + count) * share, concept))
        return {term: concept for term, (_, concept) in strongest.items()}

    def _share(self, concept: str, needed: bool) -> Mapping[str, float]:
        return self._with_skills(concept) if needed else self._with_ancestors(concept)

    def _with_ancestors(self, concept: str) -> Mapping[str, float]:
        """1 for the concept, a share that shrinks at every step for each ancestor."""
        if concept not in self._above:
            ancestors = enumerate(self.lexicon.ancestors(concept), start=1)
            self._above[concept] = {concept: 1.0} | {above: PARENT_SHARE**steps for steps, above in ancestors}
        return self._above[concept]

    def _with_skills(self, concept: str) -> Mapping[str, float]:
        """The same, and the skills that serve any of these, with their ancestors."""
        if concept not in self._serving:
            shares = dict(self._with_ancestors(concept))
            for term, share in self._with_ancestors(concept).items():
                for skill, worth in self._helps.get(term, ()):
                    for above, part in self._with_ancestors(skill).items():
                        shares[above] = shares.get(above, 0.0) + share * worth * part
            self._serving[concept] = shares
        return self._serving[concept]


def other_language(ours: Analysed, theirs: Analysed) -> bool:
    """Whether both languages are known and differ."""
    return bool(ours.language and theirs.language and ours.language != theirs.language)


def stated_language(lang: str) -> str:
    """ "vi-VN" and "vi_nodia" are Vietnamese; a code the engine does not know is taken for unstated."""
    code = lang.lower()[:2]
    return code if code in (tokens.VIETNAMESE, tokens.ENGLISH) else tokens.UNKNOWN


def _text_bag(texts: Iterable[Sequence[str]]) -> dict[str, float]:
    """Syllable 1–2-grams with sublinear frequency 1 + ln f; pairs do not reach over the end of a part."""
    counts = Counter(gram for words in texts for gram in tokens.grams(words))
    return {gram: 1.0 if count == 1 else 1.0 + math.log(count) for gram, count in counts.items()}
