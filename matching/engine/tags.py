"""Tags proposed for a text while it is being written: concepts it names, and official fields like it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from matching.engine import analysis, readings
from matching.engine.analysis import Analyser
from matching.engine.documents import Demand, Document, Span
from matching.engine.index import Bag, Postings, Statistics
from matching.engine.lexicon import Lexicon, concept_weights, load

NEIGHBOURS = 15
LEAST_SHARE = 0.15
"""A field that fewer of the nearest texts carry is not proposed."""


@dataclass(frozen=True, slots=True)
class Tag:
    """``code`` of a concept or a field; ``weight`` in 0..1; where a concept is named, its first place."""

    code: str
    weight: float
    span: Span | None = None


@dataclass
class Tagger:
    """Concepts need no training; fields are voted by the nearest texts whose fields people have chosen."""

    lexicon: Lexicon = field(default_factory=load)

    def fit(self, documents: Iterable[Document]) -> Self:
        self.analyser_ = Analyser(self.lexicon)
        chosen = [document for document in documents if document.fields]
        bags = [self._bag(document) for document in chosen]
        self.statistics_ = Statistics().fit(bags)
        self.postings_ = Postings()
        for slot, bag in enumerate(bags):
            self.postings_.set(slot, self.statistics_.row(bag))
        self.fields_ = [document.fields for document in chosen]
        return self

    def suggest_fields(self, text: str, count: int = 3) -> list[Tag]:
        """Fields by the summed cosine of the nearest texts that carry them, as shares of the whole."""
        near = self.postings_.cosines(self.statistics_.row(self._bag(Demand("", text=text))))
        votes: dict[str, float] = defaultdict(float)
        for slot in sorted(range(len(near)), key=lambda slot: (-near[slot], slot))[:NEIGHBOURS]:
            for code in self.fields_[slot]:
                votes[code] += float(near[slot]) / len(self.fields_[slot])
        total = sum(votes.values())
        tags = [Tag(code, vote / total) for code, vote in votes.items() if vote > LEAST_SHARE * total]
        return sorted(tags, key=lambda tag: (-tag.weight, tag.code))[:count]

    def _bag(self, document: Document) -> Bag:
        """Folded words and concepts together; concepts are marked apart by a leading ``#``."""
        bags = self.analyser_.analyse(document).bags
        return {**bags[analysis.FOLDED], **{f"#{code}": weight for code, weight in bags[analysis.CONCEPTS].items()}}


def suggest_tags(text: str, count: int = 5, *, lexicon: Lexicon | None = None) -> list[Tag]:
    """The concepts a text names, the most often named and most specific first; weights relative to the first."""
    known = lexicon or load()
    mentions = readings.read(known, text).mentions
    weights = concept_weights(mentions)
    spans: dict[str, Span] = {}
    for mention in mentions:
        spans.setdefault(mention.concept, Span("text", mention.start, mention.end))
    ranked = sorted(weights, key=lambda code: (-weights[code], -_depth(known, code), spans[code].start))[:count]
    highest = max(weights.values(), default=1.0)
    return [Tag(code, weights[code] / highest, spans[code]) for code in ranked]


def _depth(known: Lexicon, code: str) -> int:
    return sum(1 for _ in known.ancestors(code))
