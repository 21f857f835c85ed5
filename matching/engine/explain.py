"""Why a pair fits and why not: codes with parameters, free of any language; templates put them into words.

Every reason can be checked: it points at characters in both texts, which it quotes, and may name a relation of the
lexicon; or it states a declared fact. The contributions of the reasons of a match never exceed those of the score
they explain.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from matching.engine import analysis, documents, shared_words
from matching.engine.analysis import Analysed, Analyser
from matching.engine.documents import Demand, Mode, Span, Supply
from matching.engine.evidence import CLEAR_HINT, Evidence
from matching.engine.geo import distance_km
from matching.engine.lexicon import concept_weights

if TYPE_CHECKING:
    from matching.engine.index import Bag, Frequencies

NEAR_KM = 10.0
FAR_KM = 30.0
SELDOM_ANSWERS = 0.4
OFTEN_ANSWERS = 0.8
STALE_DAYS = 180.0
MAX_LINKS = 3
MAX_WORDS = 4
SMALLEST_LINK = 0.05
"""A concept link below this share of the concept cosine is left unsaid."""

SUBSTANCE = frozenset({"concept_link", "same_concept", "same_theme", "words_in_common"})
"""Reasons about what the texts say; all others are about the circumstances."""

Value = str | int | float | None | tuple[str, ...]


class Mark(NamedTuple):
    """Places of the two texts that speak for each other, with the very characters that stand there."""

    demand: Span
    supply: Span
    demand_said: str
    supply_said: str


@dataclass(frozen=True, slots=True)
class Reason:
    """``contribution`` is in points of the shown score (0..1); negative in a counter-reason: the points lost.
    ``marks``: what a reason of ``SUBSTANCE`` rests on, at least one."""

    code: str
    contribution: float
    params: Mapping[str, Value] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """All that explaining one pair needs; ``contributions`` and ``losses`` by scorer name."""

    demand: Demand
    supply: Supply
    ours: Analysed
    theirs: Analysed
    contributions: Mapping[str, float]
    losses: Mapping[str, float]

    @property
    def km(self) -> float | None:
        if self.demand.place is None or self.supply.place is None:
            return None
        return distance_km(self.demand.place, self.supply.place)


@dataclass(frozen=True, slots=True)
class Explainer:
    analyser: Analyser
    statistics: Mapping[str, Frequencies]
    evidence: Evidence

    def reasons(self, pair: Pair) -> tuple[Reason, ...]:
        """What speaks for the pair, the weightiest first."""
        found = [*self._concept_links(pair), *self._common_words(pair)]
        found += [reason for state in _FOR for reason in state(pair)]
        return tuple(sorted(found, key=lambda reason: (-reason.contribution, reason.code)))

    def counter_reasons(self, pair: Pair) -> tuple[Reason, ...]:
        """What speaks against the pair, the costliest first."""
        found = [reason for state in _AGAINST for reason in state(pair)]
        return tuple(sorted(found, key=lambda reason: (reason.contribution, reason.code)))

    def _concept_links(self, pair: Pair) -> list[Reason]:
        """Shares the concept contribution out among (need, skill) pairs as their terms make up the cosine."""
        gain = pair.contributions[analysis.CONCEPTS]
        total = self._concept_total(pair)
        if gain <= 0 or total <= 0:
            return []
        strengths = self._link_strengths(pair)
        ranked = sorted(strengths.items(), key=lambda item: (-item[1], item[0]))
        links: list[Reason] = []
        for (need, skill), strength in ranked:
            spans = (
                self.evidence.of((pair.demand, pair.ours), (pair.supply, pair.theirs), need, skill)
                if strength >= SMALLEST_LINK * total
                else None
            )
            if spans:
                links.append(_link(pair, need, skill, spans, gain * strength / total))
        return links[:MAX_LINKS] or self._theme(pair, gain, total)

    def _link_strengths(self, pair: Pair) -> dict[tuple[str, str], float]:
        """Per concept the demand names and concept the supply names: the products of the terms they carry."""
        ours, theirs = pair.ours.concepts, pair.theirs.concepts
        needs = self.analyser.sources(ours, needed=True)
        skills = self.analyser.sources(theirs, needed=False)
        products = self._products(
            analysis.CONCEPTS, self.analyser.spread(ours, needed=True), self.analyser.spread(theirs, needed=False)
        )
        strengths: dict[tuple[str, str], float] = {}
        for term, product in sorted(products.items()):
            link = (needs[term], skills[term])
            strengths[link] = strengths.get(link, 0.0) + product
        return strengths

    def _products(self, name: str, ours: Bag, theirs: Bag) -> dict[str, float]:
        """What each common term adds to the cosine of a text field, up to one factor for all."""
        idf = self.statistics[name].idf_of
        return {term: ours[term] * theirs[term] * idf(term) ** 2 for term in ours if term in theirs}

    def _concept_total(self, pair: Pair) -> float:
        products = self._products(analysis.CONCEPTS, pair.ours.concept_bag, pair.theirs.concept_bag)
        return sum(products.values())

    def _theme(self, pair: Pair, gain: float, total: float) -> list[Reason]:
        """Where no form stands whole in both texts: the concept that clear parts of its forms point at in both."""
        pointed = _pointed_at(pair.ours), _pointed_at(pair.theirs)
        shared = self._products(analysis.CONCEPTS, *pointed)
        for concept in sorted(shared, key=lambda term: (-shared[term], term)):
            spans = self.evidence.of_theme((pair.demand, pair.ours), (pair.supply, pair.theirs), concept)
            if spans:
                share = min(1.0, shared[concept] / total)
                return [Reason("same_theme", gain * share, {"concept": concept}, (_mark(pair, *spans),))]
        return []

    def _common_words(self, pair: Pair) -> list[Reason]:
        """The telling words of both texts, with their share of what all common words bring."""
        name = analysis.ACCENTED if pair.ours.marked and pair.theirs.marked else analysis.FOLDED
        gain = pair.contributions[analysis.ACCENTED] + pair.contributions[analysis.FOLDED]
        sides = (pair.demand, pair.ours), (pair.supply, pair.theirs)
        found = shared_words.find(self.analyser, self.statistics[name], *sides) if gain > 0 else []
        if not found:
            return []
        products = self._products(name, pair.ours.bag(name), pair.theirs.bag(name))
        worth = {one.text: math.fsum(products.get(term, 0.0) for term in one.terms) for one in found}
        shown = sorted(found, key=lambda one: (-worth[one.text], one.text))[:MAX_WORDS]
        said = frozenset[str]().union(*(one.terms for one in shown))
        # Exact sums do not depend on the order, which for words differs from process to process.
        share = math.fsum(products.get(term, 0.0) for term in said) / math.fsum(products.values())
        marks = tuple(_mark(pair, one.demand_span, one.supply_span) for one in shown)
        return [Reason("words_in_common", gain * share, marks=marks)]


def _link(pair: Pair, need: str, skill: str, spans: tuple[Span, Span], contribution: float) -> Reason:
    code = "same_concept" if need == skill else "concept_link"
    return Reason(code, contribution, {"need": need, "skill": skill}, (_mark(pair, *spans),))


def _mark(pair: Pair, ours: Span, theirs: Span) -> Mark:
    return Mark(ours, theirs, documents.said(pair.demand, ours), documents.said(pair.supply, theirs))


def _pointed_at(document: Analysed) -> Bag:
    """Concepts named or clearly hinted at, without what is derived from them."""
    return concept_weights(
        mention
        for places in (document.mentions, document.hints)
        for mentions in places.values()
        for mention in mentions
        if mention.weight >= CLEAR_HINT
    )


def _same_field(pair: Pair) -> Iterator[Reason]:
    shared = pair.demand.fields & pair.supply.fields
    if shared:
        yield Reason("same_field", pair.contributions["field"], {"fields": tuple(sorted(shared))})


def _kind_needed(pair: Pair) -> Iterator[Reason]:
    if any(need.kind is not None and need.kind == pair.supply.kind for need in pair.demand.needs):
        yield Reason("kind_needed", pair.contributions["kind"], {"kind": pair.supply.kind})


def _near(pair: Pair) -> Iterator[Reason]:
    if pair.km is not None and pair.km <= NEAR_KM:
        yield Reason("near", pair.contributions["distance"], {"km": round(pair.km, 1)})


def _online(pair: Pair) -> Iterator[Reason]:
    if pair.supply.mode in (Mode.ONLINE, Mode.BOTH) and not (pair.km is not None and pair.km <= NEAR_KM):
        yield Reason("online", pair.contributions["distance"])


def _age_fits(pair: Pair) -> Iterator[Reason]:
    ours, theirs = pair.demand.ages, pair.supply.ages
    if ours and theirs and theirs[0] <= ours[0] and ours[1] <= theirs[1]:
        yield Reason("age_fits", pair.contributions["age"], {"youngest": theirs[0], "oldest": theirs[1]})


def _seats_left(pair: Pair) -> Iterator[Reason]:
    left = pair.supply.capacity_left
    if left is not None and left > 1:
        yield Reason("seats_left", pair.contributions["capacity"], {"seats": left})


def _answers_often(pair: Pair) -> Iterator[Reason]:
    rate = pair.supply.response_rate
    if rate is not None and rate >= OFTEN_ANSWERS:
        yield Reason("answers_often", pair.contributions["response"], {"rate": rate})


def _far(pair: Pair) -> Iterator[Reason]:
    if pair.km is not None and pair.km >= FAR_KM:
        online = pair.supply.mode in (Mode.ONLINE, Mode.BOTH)
        yield Reason("far_online_only" if online else "far", pair.losses["distance"], {"km": round(pair.km, 1)})


def _age_outside(pair: Pair) -> Iterator[Reason]:
    ours, theirs = pair.demand.ages, pair.supply.ages
    if ours and theirs and (ours[0] < theirs[0] or theirs[1] < ours[1]):
        yield Reason("age_outside", pair.losses["age"], {"youngest": theirs[0], "oldest": theirs[1]})


def _other_field(pair: Pair) -> Iterator[Reason]:
    if pair.demand.fields and pair.supply.fields and not pair.demand.fields & pair.supply.fields:
        yield Reason("other_field", pair.losses["field"], {"fields": tuple(sorted(pair.supply.fields))})


def _kind_other(pair: Pair) -> Iterator[Reason]:
    wanted = {need.kind for need in pair.demand.needs if need.kind is not None}
    if wanted and pair.supply.kind is not None and pair.supply.kind not in wanted:
        yield Reason("kind_other", pair.losses["kind"], {"kind": pair.supply.kind})


def _last_seat(pair: Pair) -> Iterator[Reason]:
    if pair.supply.capacity_left == 1:
        yield Reason("last_seat", pair.losses["capacity"], {"seats": 1})


def _answers_seldom(pair: Pair) -> Iterator[Reason]:
    rate = pair.supply.response_rate
    if rate is not None and rate < SELDOM_ANSWERS:
        yield Reason("answers_seldom", pair.losses["response"], {"rate": rate})


def _stale(pair: Pair) -> Iterator[Reason]:
    days = max((days for days in (pair.demand.fresh_days, pair.supply.fresh_days) if days is not None), default=0.0)
    if days >= STALE_DAYS:
        yield Reason("stale", pair.losses["freshness"], {"days": int(days)})


def _language_other(pair: Pair) -> Iterator[Reason]:
    if analysis.other_language(pair.ours, pair.theirs):
        yield Reason("language_other", 0.0, {"lang": pair.theirs.language})


def _nothing_in_common(pair: Pair) -> Iterator[Reason]:
    if all(pair.contributions[name] <= 0 for name in analysis.FIELDS):
        yield Reason("nothing_in_common", min(pair.losses[name] for name in analysis.FIELDS))


Statement = Callable[[Pair], Iterator[Reason]]
_FOR: tuple[Statement, ...] = (_same_field, _kind_needed, _near, _online, _age_fits, _seats_left, _answers_often)
_AGAINST: tuple[Statement, ...] = (
    _far,
    _age_outside,
    _other_field,
    _kind_other,
    _last_seat,
    _answers_seldom,
    _stale,
    _language_other,
    _nothing_in_common,
)
