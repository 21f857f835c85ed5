"""The recommender: fit both sides, ask from either, change one document at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any, Generic, Self

import numpy as np
from numpy.typing import NDArray

from matching.engine import analysis, chunks, documents, filters, lexicon, pairing, relevance, scorers, stock, weights
from matching.engine.analysis import Analysed, Analyser
from matching.engine.chunks import Read
from matching.engine.documents import Demand, Document, Supply
from matching.engine.evidence import Evidence
from matching.engine.explain import SUBSTANCE, Explainer, Pair, Reason
from matching.engine.facts import Facts, Pairs, facts, picked_facts
from matching.engine.index import FloatArray, Row
from matching.engine.lexicon import Lexicon
from matching.engine.relevance import Scale
from matching.engine.sample import Sample
from matching.engine.scorers import Scorer
from matching.engine.scoring import TwoSided
from matching.engine.segment import Slots, rows_below
from matching.engine.shelf import Shelf
from matching.engine.side import D, Entry, Side, shelf_of
from matching.engine.stock import Stock
from matching.engine.weights import Weights
from matching.engine.writing import Writing, picked_writing, written_how

Reader = Callable[[Sequence[str]], Iterable[Document]]
"""From ids to the documents that are still there, in any order."""
ANALYSED_KEPT = 4000
"""Texts whose words, concepts and vectors are remembered: some 30 kilobytes each."""


@dataclass(frozen=True)
class Config:
    """``concept_power`` tempers the concepts' idf; ``sample`` is how many documents of one side the levels of the
    other are estimated on. ``candidates`` is how many of the nearest in words, and in concepts, are scored; a side that
    is no larger is scored whole. The text scorers come first among ``scorers``, in the order of ``analysis.FIELDS``.
    """

    lexicon: Lexicon = field(default_factory=lexicon.load)
    scorers: tuple[Scorer, ...] = scorers.SCORERS
    weights: Weights = weights.FIXED
    concept_power: float = 0.4
    sample: int = 400
    candidates: int = 400

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(scorer.name for scorer in self.scorers)


@dataclass(frozen=True, slots=True)
class Seen:
    """The scorers' values (n, scorers) as the demand and as the supply sees them, NaN for unknown, and how far the
    concepts of each pair can be trusted (n,)."""

    ours: FloatArray
    theirs: FloatArray
    trust: FloatArray


@dataclass(frozen=True, slots=True)
class Match:
    """``score`` in 0..1, the harmonic mean of both directions on the scale people read (``scoring.presented``);
    ``contributions`` (by scorer) add up to it."""

    demand_id: str
    supply_id: str
    score: float
    contributions: Mapping[str, float]
    reasons: tuple[Reason, ...] = ()
    counter_reasons: tuple[Reason, ...] = ()

    @property
    def has_substance(self) -> bool:
        """Whether a reason is about what the texts say; a pair without one is not worth showing."""
        return any(reason.code in SUBSTANCE for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class _Asker(Generic[D]):
    """Who asks, as columns of one row."""

    entry: Entry[D]
    facts: Facts
    writing: Writing

    @property
    def is_demand(self) -> bool:
        return isinstance(self.entry.document, Demand)

    @property
    def rows(self) -> Mapping[str, Row]:
        return self.entry.rows

    def possible(self, others: Facts) -> NDArray[np.bool_]:
        return filters.possible(*((self.facts, others) if self.is_demand else (others, self.facts)))

    def fields(self, shelf: Shelf) -> list[str]:
        """Where somebody on the shelf can be compared."""
        return [name for name, fits in self._comparable(shelf.kinds).items() if fits.any()]

    def allowed(self, shelf: Shelf, name: str, slots: Slots) -> NDArray[np.bool_]:
        possible = self.possible(picked_facts(shelf.facts, slots)) & shelf.alive[slots]
        return possible & self._comparable(picked_writing(shelf.writing, slots))[name]

    def _comparable(self, others: Writing) -> dict[str, NDArray[np.bool_]]:
        """Folded words are only searched where accented ones cannot be compared: elsewhere they would find the same."""
        found = pairing.comparable(self.writing, others)
        return found | {analysis.FOLDED: found[analysis.FOLDED] & (others.marked != self.writing.marked)}


@dataclass(frozen=True, slots=True)
class _Scored:
    """``slots`` of the other side, ascending, with their pairs' scores in the same order."""

    slots: Slots
    pairs: TwoSided


class Matcher:
    """A pair's score does not depend on the side it is asked from.

    What ``fit`` freezes until the next ``fit``: the document frequencies, and the sample of either side that the
    levels are estimated on. ``put`` and ``remove_…`` take effect with the next question. Texts are only kept where no
    ``reader`` can bring them again: they are needed when a pair is explained.
    """

    def __init__(self, config: Config | None = None, reader: Reader | None = None) -> None:
        self.config = config or Config()
        self.reader = reader

    def fit(self, demands: Iterable[Demand], supplies: Iterable[Supply], read: Read | None = None) -> Self:
        """Raises ValueError when two documents of one side have the same id. ``read``: who else reads the texts, with
        the same lexicon."""
        kept: dict[tuple[bool, str], Document] = {}
        if self.reader is None:
            demands, supplies = list(demands), list(supplies)
            kept = {(True, one.id): one for one in demands} | {(False, one.id): one for one in supplies}
        read = read or partial(map, partial(chunks.read, Analyser(self.config.lexicon)))
        found = stock.collect(read, demands, supplies, self.config.concept_power)
        return self.resume(found, kept)

    def resume(self, found: Stock, kept: Mapping[tuple[bool, str], Document] | None = None) -> Self:
        """As after the ``fit`` that found it."""
        self.stock_ = found
        self.kept_ = dict(kept or {})
        self.analyser_ = Analyser(self.config.lexicon)
        self.terms_, self.field_codes_, self.associations_ = found.terms, found.field_codes, found.associations
        self.demands_: Side[Demand] = Side(found.demands, self.field_codes_, self.associations_)
        self.supplies_: Side[Supply] = Side(found.supplies, self.field_codes_, self.associations_)
        self.demand_sample_ = stock.sample_of(found.demands, self.config.sample, self.associations_)
        self.supply_sample_ = stock.sample_of(found.supplies, self.config.sample, self.associations_)
        self.explainer_ = Explainer(self.analyser_, self.terms_, Evidence(self.analyser_))
        # The same texts are explained, and tried with other facts beside them, again and again.
        self.analysed_ = lru_cache(maxsize=ANALYSED_KEPT)(self.analyser_.analyse)
        self.rows_ = lru_cache(maxsize=ANALYSED_KEPT)(self._rows)
        return self

    def put(self, *documents: Document) -> None:
        """Adds documents, or replaces those of the same side and id."""
        self.demands_.put(self._entry(one) for one in documents if isinstance(one, Demand))
        self.supplies_.put(self._entry(one) for one in documents if isinstance(one, Supply))

    def remove_demands(self, *identities: str) -> None:
        """Raises KeyError for an unknown id."""
        self.demands_.remove(identities)

    def remove_supplies(self, *identities: str) -> None:
        """Raises KeyError for an unknown id."""
        self.supplies_.remove(identities)

    def suggest_for_demand(self, demand: str | Demand, top: int = 20, *, explain: bool = True) -> list[Match]:
        """The best supplies for a demand, by id (KeyError if unknown) or given whole; pairs at 0 are left out."""
        asker = self.demand(demand) if isinstance(demand, str) else self._entry(demand)
        return self._suggest(self._alone(asker), self.supplies_, top, explain)

    def suggest_for_supply(self, supply: str | Supply, top: int = 20, *, explain: bool = True) -> list[Match]:
        """The best demands for a supply, by id (KeyError if unknown) or given whole; pairs at 0 are left out."""
        asker = self.supply(supply) if isinstance(supply, str) else self._entry(supply)
        return self._suggest(self._alone(asker), self.demands_, top, explain)

    def seen(self, demand: str | Demand, supplies: Sequence[str]) -> Seen:
        """What the scorers say of these pairs, for learning; KeyError for an unknown id."""
        asker = self.demand(demand) if isinstance(demand, str) else self._entry(demand)
        slots = np.array([self.supplies_.slots[supply] for supply in supplies], dtype=np.int64)
        order = np.argsort(slots)
        found = self._seen(self._alone(asker), self.supplies_, slots[order])
        back = np.argsort(order)
        return Seen(found.ours[back], found.theirs[back], found.trust[back])

    def scores(self, demand: Demand, supplies: Sequence[Supply]) -> list[float]:
        """The shown scores of these pairs as given; the matcher need not know them, and supplies may share an id."""
        given = [self._entry(supply) for supply in supplies]
        self._know_fields(supplies)
        shelves = shelf_of(given, self.field_codes_), shelf_of([], self.field_codes_)
        side: Side[Supply] = Side(shelves, self.field_codes_, self.associations_)
        found: list[float] = self._score(self._alone(self._entry(demand)), side, side.alive()).pairs.score.tolist()
        return found

    def demand(self, identity: str) -> Entry[Demand]:
        return self.demands([identity])[identity]

    def supply(self, identity: str) -> Entry[Supply]:
        return self.supplies([identity])[identity]

    def demands(self, identities: Sequence[str]) -> dict[str, Entry[Demand]]:
        """KeyError for an unknown id; a document that can be read no more is left out."""
        return self._entries(self.demands_, identities, demands=True)

    def supplies(self, identities: Sequence[str]) -> dict[str, Entry[Supply]]:
        """KeyError for an unknown id; a document that can be read no more is left out."""
        return self._entries(self.supplies_, identities, demands=False)

    def candidates(self, asker: Demand | Supply, count: int) -> Slots:
        """Slots of the other side, ascending: the ``count`` nearest in words and in concepts of what is possible."""
        if isinstance(asker, Demand):
            return self._candidates(self._alone(self._entry(asker)), self.supplies_, count)
        return self._candidates(self._alone(self._entry(asker)), self.demands_, count)

    def _candidates(self, asker: _Asker[Any], others: Side[Any], count: int) -> Slots:
        if len(others) <= count:
            return others.alive()
        return others.nearest(asker, count)

    def _suggest(self, asker: _Asker[Any], others: Side[Any], top: int, explain: bool) -> list[Match]:
        if not len(others):
            return []
        scored = self._score(asker, others, self._candidates(asker, others, self.config.candidates))
        score = scored.pairs.score
        rows = np.flatnonzero(score > _cut(score, top)).tolist()
        ranked = sorted((-float(score[row]), others.id_at(int(scored.slots[row])), row) for row in rows)[:top]
        if not explain:
            return [self._match(asker, identity, scored, row) for _, identity, row in ranked]
        entries = self._entries(others, [identity for _, identity, _ in ranked], demands=not asker.is_demand)
        matches = (self._match(asker, identity, scored, row, entries.get(identity)) for _, identity, row in ranked)
        return [match for match in matches if match.supply_id in entries or match.demand_id in entries]

    def _score(self, asker: _Asker[Any], others: Side[Any], slots: Slots) -> _Scored:
        """Both directions for the slots; a pair that is ruled out scores 0."""
        possible = asker.possible(others.columns(slots).facts)
        seen = self._seen(asker, others, slots)
        scored = weights.scored(seen.ours, seen.theirs, seen.trust, self.config.names, self.config.weights)
        return _Scored(slots, TwoSided(np.where(possible, scored.score, 0.0), scored.contributions, scored.losses))

    def _seen(self, asker: _Asker[Any], others: Side[Any], slots: Slots) -> Seen:
        known = others.columns(slots)
        concepts = self.associations_.widened_row(asker.rows[analysis.CONCEPTS])
        rows = {**asker.rows, analysis.CONCEPTS: concepts}
        near = pairing.cosines(rows, asker.writing, others, slots, known.writing)
        samples = (self.supply_sample_, self.demand_sample_)
        of_others, of_own = samples if asker.is_demand else samples[::-1]
        own = {name: relevance.relative(near[name], _scale(rows[name], name, of_others[name])) for name in near}
        back = {name: relevance.relative(near[name], others.scale(name, of_own[name], slots)) for name in near}
        sides = (asker.facts, known.facts) if asker.is_demand else (known.facts, asker.facts)
        values = [self._values(Pairs(*sides, text)) for text in (own, back)]
        ours, theirs = values if asker.is_demand else values[::-1]
        return Seen(ours, theirs, pairing.trust(asker.writing if asker.is_demand else known.writing, len(slots)))

    def _values(self, pairs: Pairs) -> FloatArray:
        """Shape (n, scorers)."""
        return np.column_stack([scorer.score(pairs) for scorer in self.config.scorers])

    def _match(
        self, asker: _Asker[Any], identity: str, scored: _Scored, row: int, other: Entry[Any] | None = None
    ) -> Match:
        names, pairs = self.config.names, scored.pairs
        contributions = dict(zip(names, pairs.contributions[row].tolist(), strict=True))
        ids = (asker.entry.document.id, identity) if asker.is_demand else (identity, asker.entry.document.id)
        if other is None:
            return Match(ids[0], ids[1], float(pairs.score[row]), contributions)
        losses = dict(zip(names, pairs.losses[row].tolist(), strict=True))
        ours, theirs = (asker.entry, other) if asker.is_demand else (other, asker.entry)
        pair = Pair(ours.document, theirs.document, ours.analysed, theirs.analysed, contributions, losses)
        reasons, counter_reasons = self.explainer_.reasons(pair), self.explainer_.counter_reasons(pair)
        return Match(ids[0], ids[1], float(pairs.score[row]), contributions, reasons, counter_reasons)

    def _entries(self, side: Side[D], identities: Sequence[str], *, demands: bool) -> dict[str, Entry[D]]:
        slots = {identity: side.slots[identity] for identity in identities}
        found = {identity: entry for identity in identities if (entry := side.changed(identity)) is not None}
        for document in self._read([identity for identity in identities if identity not in found], demands):
            analysed = self.analysed_(documents.words_alone(document))
            found[document.id] = Entry(document, analysed, side.rows(slots[document.id]))
        return found

    def _read(self, identities: Sequence[str], demands: bool) -> Iterable[Any]:
        if self.reader is None:
            return [self.kept_[demands, identity] for identity in identities]
        return self.reader(identities) if identities else ()

    def _entry(self, document: D) -> Entry[D]:
        words = documents.words_alone(document)
        return Entry(document, self.analysed_(words), self.rows_(words))

    def _rows(self, words: Document) -> dict[str, Row]:
        found: Analysed = self.analysed_(words)
        counted = {name: self.terms_[name].of_text(texts) for name, texts in found.texts.items()}
        counted[analysis.CONCEPTS] = self.terms_[analysis.CONCEPTS].of_bag(found.concept_bag)
        return {name: self.terms_[name].row(counted[name]) for name in analysis.FIELDS}

    def _know_fields(self, given: Iterable[Document]) -> None:
        for document in given:
            for code in document.fields:
                self.field_codes_.setdefault(code, len(self.field_codes_))

    def _alone(self, entry: Entry[D]) -> _Asker[D]:
        self._know_fields([entry.document])
        return _Asker(entry, facts([entry.document], self.field_codes_), Writing.of([written_how(entry.analysed)]))


def _scale(row: Row, name: str, sample: Sample) -> Scale:
    return relevance.scale(sample.cosines_of(rows_below([row])), name)


def _cut(scores: FloatArray, top: int) -> float:
    """A bound below the best ``top`` scores and all that tie with the last of them; never below 0."""
    if top >= len(scores):
        return 0.0
    least = np.partition(scores, len(scores) - top)[len(scores) - top] if top > 0 else np.inf
    return float(max(0.0, np.nextafter(least, -np.inf)))
