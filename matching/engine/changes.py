"""What would change a pair's score: what somebody on either side could write or decide otherwise, each tried with the
real scorers.

A closed list, about texts, places to meet, seats and answers; never about who somebody is. A change is told only where
it moves the score by ``LEAST_GAIN`` or more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from matching.engine import tokens
from matching.engine.analysis import Analysed
from matching.engine.documents import Demand, Mode, Need, Supply
from matching.engine.evidence import Evidence
from matching.engine.explain import Value
from matching.engine.lexicon import Lexicon
from matching.engine.matcher import Matcher
from matching.engine.side import Entry

LEAST_GAIN = 0.02
SKILLS_TRIED = 2
_MATERIALS, _SKILLS = frozenset({"material"}), frozenset({"skill", "trade"})


@dataclass(frozen=True, slots=True)
class Change:
    """``gain``: by how much the shown score (0..1) would rise."""

    code: str
    gain: float
    params: Mapping[str, Value] = field(default_factory=dict)


_Tried = tuple[str, tuple[tuple[str, Value], ...]]


@dataclass(frozen=True, slots=True)
class _Pair:
    demand: Demand
    supply: Supply
    ours: Analysed
    theirs: Analysed


@dataclass(frozen=True, slots=True)
class _Try:
    """A pair as it would be."""

    code: str
    demand: Demand
    supply: Supply
    params: Mapping[str, Value] = field(default_factory=dict)


def of(matcher: Matcher, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[Change, ...]]:
    """Per pair, by the ids of its demand and its supply, what would lift its score, the most first.

    The matcher knows both ends of each; a pair of which one can be read no more is left out.
    """
    by_demand: dict[str, list[str]] = defaultdict(list)
    for demand, supply in pairs:
        by_demand[demand].append(supply)
    ours = matcher.demands(list(by_demand))
    theirs = matcher.supplies(list(dict.fromkeys(chain.from_iterable(by_demand.values()))))
    found: dict[tuple[str, str], tuple[Change, ...]] = {}
    for demand, entry in ours.items():
        known = [theirs[supply] for supply in by_demand[demand] if supply in theirs]
        found |= _of_demand(matcher, [_pair(entry, other) for other in known])
    return found


def _pair(ours: Entry[Demand], theirs: Entry[Supply]) -> _Pair:
    return _Pair(ours.document, theirs.document, ours.analysed, theirs.analysed)


def _of_demand(matcher: Matcher, pairs: Sequence[_Pair]) -> dict[tuple[str, str], tuple[Change, ...]]:
    """Tries with the same wording of the demand are scored together: it is then read once."""
    evidence = Evidence(matcher.analyser_)
    tries: dict[Demand, list[tuple[_Pair, _Try]]] = defaultdict(list)
    for pair in pairs:
        for one in (_Try("", pair.demand, pair.supply), *_tries(evidence, pair)):
            tries[one.demand].append((pair, one))
    scores: dict[str, dict[_Tried, float]] = defaultdict(dict)
    for demand, asked in tries.items():
        found = matcher.scores(demand, [one.supply for _, one in asked])
        for (pair, one), score in zip(asked, found, strict=True):
            scores[pair.supply.id][one.code, tuple(one.params.items())] = score
    return {(pair.demand.id, pair.supply.id): _changes(scores[pair.supply.id]) for pair in pairs}


def _changes(scores: Mapping[_Tried, float]) -> tuple[Change, ...]:
    base = scores["", ()]
    lifted = [Change(code, score - base, dict(params)) for (code, params), score in scores.items() if code]
    worth = [change for change in lifted if change.gain >= LEAST_GAIN]
    return tuple(sorted(worth, key=lambda change: (-change.gain, change.code)))


def _tries(evidence: Evidence, pair: _Pair) -> Iterator[_Try]:
    for attempt in _ATTEMPTS:
        yield from attempt(pair)
    yield from _name_a_material(evidence.lexicon, pair)
    yield from _ask_for_a_skill(evidence, pair)


def _meet_online(pair: _Pair) -> Iterator[_Try]:
    if pair.supply.mode is Mode.IN_PERSON:
        yield _Try("meet_online", pair.demand, replace(pair.supply, mode=Mode.BOTH))


def _take_one_more(pair: _Pair) -> Iterator[_Try]:
    left = pair.supply.capacity_left
    if left is not None:
        yield _Try("take_one_more", pair.demand, replace(pair.supply, capacity_left=left + 1))


def _answer_who_waits(pair: _Pair) -> Iterator[_Try]:
    rate = pair.supply.rate_once_answered
    if rate is not None:
        yield _Try("answer_who_waits", pair.demand, replace(pair.supply, response_rate=rate))


def _widen_ages(pair: _Pair) -> Iterator[_Try]:
    ours, theirs = pair.demand.ages, pair.supply.ages
    if ours and theirs and (ours[0] < theirs[0] or theirs[1] < ours[1]):
        ages = min(ours[0], theirs[0]), max(ours[1], theirs[1])
        params = {"youngest": ages[0], "oldest": ages[1]}
        yield _Try("widen_ages", pair.demand, replace(pair.supply, ages=ages), params)


def _add_field(pair: _Pair) -> Iterator[_Try]:
    ours, theirs = pair.demand.fields, pair.supply.fields
    if ours and theirs and not ours & theirs:
        params = {"fields": tuple(sorted(ours))}
        yield _Try("add_field", pair.demand, replace(pair.supply, fields=theirs | ours), params)


def _ask_for_the_kind(pair: _Pair) -> Iterator[_Try]:
    wanted = {need.kind for need in pair.demand.needs}
    kind = pair.supply.kind
    if kind is not None and kind not in wanted:
        demand = replace(pair.demand, needs=(*pair.demand.needs, Need(kind)))
        yield _Try("ask_for_the_kind", demand, pair.supply, {"kind": kind})


def _name_a_material(lexicon: Lexicon, pair: _Pair) -> Iterator[_Try]:
    """Where the idea never says what its product is made of, and the other text names one material."""
    if _named(lexicon, pair.ours, _MATERIALS):
        return
    for concept in _named(lexicon, pair.theirs, _MATERIALS)[:1]:
        name = lexicon.concepts[concept].name(pair.ours.language)
        if not _says(pair.ours, name):
            demand = replace(pair.demand, text=f"{pair.demand.text}\n{name}")
            yield _Try("name_a_material", demand, pair.supply, {"concept": concept})


def _ask_for_a_skill(evidence: Evidence, pair: _Pair) -> Iterator[_Try]:
    """What the offer is about, and the idea neither names nor needs in other words."""
    for concept in islice(_new_skills(evidence, pair), SKILLS_TRIED):
        name = evidence.lexicon.concepts[concept].name(pair.ours.language)
        demand = replace(pair.demand, needs=(*pair.demand.needs, Need(None, name)))
        yield _Try("ask_for_a_skill", demand, pair.supply, {"concept": concept})


def _new_skills(evidence: Evidence, pair: _Pair) -> Iterator[str]:
    ours = pair.ours
    for concept in _named(evidence.lexicon, pair.theirs, _SKILLS):
        is_known = concept in ours.concepts or _says(ours, evidence.lexicon.concepts[concept].name(ours.language))
        is_served = any(evidence.related(need, concept) for need in ours.concepts)
        if not is_known and not is_served and evidence.offers((pair.supply, pair.theirs), concept):
            yield concept


def _says(found: Analysed, name: str) -> bool:
    """The words stand there, with or without diacritics, whatever was read into them."""
    said = " ".join(word.folded for words in found.words.values() for word in words)
    return f" {' '.join(word.folded for word in tokens.tokenise(name))} " in f" {said} "


def _named(lexicon: Lexicon, found: Analysed, kinds: frozenset[str]) -> list[str]:
    """Concepts of these kinds named by a whole form, the most often named first."""
    concepts = {concept: count for concept, count in found.concepts.items() if lexicon.concepts[concept].kind in kinds}
    return sorted(concepts, key=lambda concept: (-concepts[concept], concept))


_ATTEMPTS: tuple[Callable[[_Pair], Iterator[_Try]], ...] = (
    _meet_online,
    _take_one_more,
    _answer_who_waits,
    _widen_ages,
    _add_field,
    _ask_for_the_kind,
)
