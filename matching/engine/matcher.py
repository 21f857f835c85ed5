"""The recommender: fit both sides, ask from either, change one document at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, Self

import numpy as np

from matching.engine import analysis, documents, filters, lexicon, pairing, relevance, scorers, weights
from matching.engine.analysis import Analysed, Analyser
from matching.engine.documents import Demand, Document, Supply
from matching.engine.evidence import Evidence
from matching.engine.explain import SUBSTANCE, Explainer, Pair, Reason
from matching.engine.facts import Pairs
from matching.engine.index import Counted, FloatArray, Postings, Statistics
from matching.engine.lexicon import Lexicon
from matching.engine.scorers import Scorer
from matching.engine.scoring import TwoSided
from matching.engine.side import D, Entry, Side
from matching.engine.weights import Weights


@dataclass(frozen=True)
class Config:
    """``concept_power`` tempers the concepts' idf; ``sample`` is how many documents of one side the levels of the
    other are estimated on. The text scorers come first among ``scorers``, in the order of ``analysis.FIELDS``.
    """

    lexicon: Lexicon = field(default_factory=lexicon.load)
    scorers: tuple[Scorer, ...] = scorers.SCORERS
    weights: Weights = weights.FIXED
    concept_power: float = 0.4
    sample: int = 400

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
class _Read(Generic[D]):
    """A document with what was found in it and its bags by number, before anything is weighed."""

    document: D
    analysed: Analysed
    counted: Mapping[str, Counted]


class Matcher:
    """A pair's score does not depend on the side it is asked from.

    What ``fit`` freezes until the next ``fit``: the document frequencies, and the sample of either side that the
    levels are estimated on. ``put`` and ``remove_…`` take effect with the next question.
    """

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()

    def fit(self, demands: Iterable[Demand], supplies: Iterable[Supply]) -> Self:
        """Raises ValueError when two documents of one side have the same id."""
        self.analyser_ = Analyser(self.config.lexicon)
        self.statistics_ = {
            name: Statistics(self.config.concept_power if name == analysis.CONCEPTS else 1.0)
            for name in analysis.FIELDS
        }
        ours = [self._read(document) for document in demands]
        theirs = [self._read(document) for document in supplies]
        for name, statistics in self.statistics_.items():
            statistics.fit_counted([one.counted[name] for one in ours] + [one.counted[name] for one in theirs])
        self.field_codes_: dict[str, int] = {}
        self.demands_: Side[Demand] = self._side(self._entry_of(one) for one in ours)
        self.supplies_: Side[Supply] = self._side(self._entry_of(one) for one in theirs)
        self.demand_sample_ = self._sample(self.demands_)
        self.supply_sample_ = self._sample(self.supplies_)
        self.explainer_ = Explainer(self.analyser_, self.statistics_, Evidence(self.analyser_))
        return self

    def put(self, document: Document) -> None:
        """Adds a document, or replaces the one of its side and id."""
        if isinstance(document, Demand):
            self.demands_.put(self._entry(document))
        else:
            self.supplies_.put(self._entry(document))

    def remove_demand(self, identity: str) -> None:
        """Raises KeyError for an unknown id."""
        self.demands_.remove(identity)

    def remove_supply(self, identity: str) -> None:
        """Raises KeyError for an unknown id."""
        self.supplies_.remove(identity)

    def suggest_for_demand(self, demand: str | Demand, top: int = 20, *, explain: bool = True) -> list[Match]:
        """The best supplies for a demand, by id (KeyError if unknown) or given whole; pairs at 0 are left out."""
        asker = self.demands_[demand] if isinstance(demand, str) else self._entry(demand)
        return self._suggest(self._alone(asker), self.supplies_, top, explain)

    def suggest_for_supply(self, supply: str | Supply, top: int = 20, *, explain: bool = True) -> list[Match]:
        """The best demands for a supply, by id (KeyError if unknown) or given whole; pairs at 0 are left out."""
        asker = self.supplies_[supply] if isinstance(supply, str) else self._entry(supply)
        return self._suggest(self.demands_, self._alone(asker), top, explain)

    def seen(self, demand: str | Demand, supplies: Sequence[str]) -> Seen:
        """What the scorers say of these pairs, for learning; KeyError for an unknown id."""
        asker = self.demands_[demand] if isinstance(demand, str) else self._entry(demand)
        found = self._seen(self._alone(asker), self.supplies_)
        rows = [self.supplies_.slots[supply] for supply in supplies]
        return Seen(found.ours[rows], found.theirs[rows], found.trust[rows])

    def scores(self, demand: Demand, supplies: Sequence[Supply]) -> list[float]:
        """The shown scores of these pairs as given; the matcher need not know them, and supplies may share an id."""
        given = (self._as_given(self.supplies_, supply) for supply in supplies)
        apart = (replace(entry, document=replace(entry.document, id=str(at))) for at, entry in enumerate(given))
        ours, theirs = self._alone(self._as_given(self.demands_, demand)), self._side(apart)
        found: list[float] = self._score(ours, theirs).score.tolist()
        return found

    def _suggest(self, demands: Side[Demand], supplies: Side[Supply], top: int, explain: bool) -> list[Match]:
        """One of the sides holds the asker alone; its single row goes with every row of the other."""
        if not len(demands) or not len(supplies):
            return []
        scored = self._score(demands, supplies)
        rows = np.flatnonzero(scored.score > _cut(scored.score, top)).tolist()
        found = [(float(scored.score[row]), demands.at_row(row), supplies.at_row(row), row) for row in rows]
        found.sort(key=lambda one: (-one[0], one[1].document.id, one[2].document.id))
        return [self._match(ours, theirs, scored, row, explain) for _, ours, theirs, row in found[:top]]

    def _score(self, demands: Side[Demand], supplies: Side[Supply]) -> TwoSided:
        """Both directions for every pair; a pair that is ruled out, or whose slot is empty, scores 0."""
        possible = filters.possible(demands.columns(), supplies.columns()) & demands.alive() & supplies.alive()
        seen = self._seen(demands, supplies)
        scored = weights.scored(seen.ours, seen.theirs, seen.trust, self.config.names, self.config.weights)
        return TwoSided(np.where(possible, scored.score, 0.0), scored.contributions, scored.losses)

    def _seen(self, demands: Side[Demand], supplies: Side[Supply]) -> Seen:
        near = pairing.cosines(demands, supplies)
        sides = (
            {name: relevance.relative(near[name], demands.scale(name, self.supply_sample_[name])) for name in near},
            {name: relevance.relative(near[name], supplies.scale(name, self.demand_sample_[name])) for name in near},
        )
        ours, theirs = (self._values(Pairs(demands.columns(), supplies.columns(), text)) for text in sides)
        return Seen(ours, theirs, pairing.trust(demands, supplies))

    def _values(self, pairs: Pairs) -> FloatArray:
        """Shape (n, scorers)."""
        return np.column_stack([scorer.score(pairs) for scorer in self.config.scorers])

    def _match(self, ours: Entry[Demand], theirs: Entry[Supply], scored: TwoSided, row: int, explain: bool) -> Match:
        contributions = dict(zip(self.config.names, scored.contributions[row].tolist(), strict=True))
        identity = ours.document.id, theirs.document.id, float(scored.score[row]), contributions
        if not explain:
            return Match(*identity)
        losses = dict(zip(self.config.names, scored.losses[row].tolist(), strict=True))
        pair = Pair(ours.document, theirs.document, ours.analysed, theirs.analysed, contributions, losses)
        return Match(*identity, self.explainer_.reasons(pair), self.explainer_.counter_reasons(pair))

    def _entry(self, document: D) -> Entry[D]:
        return self._entry_of(self._read(document))

    def _as_given(self, side: Side[D], document: D) -> Entry[D]:
        """Texts that the side holds under the document's id are not read again."""
        known = side[document.id] if document.id in side.slots else None
        if known is None or not documents.says_the_same(known.document, document):
            return self._entry(document)
        return replace(known, document=document)

    def _read(self, document: D) -> _Read[D]:
        found = self.analyser_.analyse(document)
        bags = found.bags
        return _Read(document, found, {name: self.statistics_[name].count(bags[name]) for name in analysis.FIELDS})

    def _entry_of(self, read: _Read[D]) -> Entry[D]:
        rows = {name: self.statistics_[name].row(counted) for name, counted in read.counted.items()}
        return Entry(read.document, read.analysed, rows)

    def _alone(self, entry: Entry[D]) -> Side[D]:
        return self._side([entry])

    def _side(self, entries: Iterable[Entry[D]]) -> Side[D]:
        side: Side[D] = Side(self.field_codes_)
        for entry in entries:
            if entry.document.id in side.slots:
                raise ValueError(f"two documents with the id {entry.document.id}")
            side.put(entry)
        return side

    def _sample(self, side: Side[D]) -> dict[str, Postings]:
        """Evenly spaced documents of a side, fixed until the next ``fit``."""
        entries = list(side)
        chosen = entries[:: max(1, -(-len(entries) // self.config.sample))]
        sample = {name: Postings() for name in analysis.FIELDS}
        for slot, entry in enumerate(chosen):
            for name in analysis.FIELDS:
                sample[name].set(slot, entry.rows[name])
        return sample


def _cut(scores: FloatArray, top: int) -> float:
    """A bound below the best ``top`` scores and all that tie with the last of them; never below 0."""
    if top >= len(scores):
        return 0.0
    least = np.partition(scores, len(scores) - top)[len(scores) - top] if top > 0 else np.inf
    return float(max(0.0, np.nextafter(least, -np.inf)))
