"""A generated city: ideas, offers, and what people truly want, which no ranker sees."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np

from matching.engine.documents import Demand, Mode, Need, Supply, SupplyKind
from matching.engine.geo import kilometres
from matching.engine.index import FloatArray
from matching.engine.lexicon import Lexicon, load
from matching.engine.matcher import Matcher

KINDS = (SupplyKind.MENTORING, SupplyKind.LAB_OR_MATERIAL, SupplyKind.TALK)
TOPICS = 10
SECOND = 0.4
# Bạch Long Vĩ, from which everybody is far.
FAR = (20.13, 107.72)


@dataclass(frozen=True)
class Size:
    weeks: int = 14
    ideas_a_week: int = 24
    offers: int = 70


@dataclass(frozen=True)
class City:
    """``fit`` (ideas, offers) is how likely an offer's people say yes once they read the proposal, ``answers``
    (offers,) how likely they read it: both hidden. The rest is what the site would know."""

    week: FloatArray
    seats: FloatArray
    fit: FloatArray
    answers: FloatArray
    ours: FloatArray
    theirs: FloatArray
    trust: FloatArray
    features: FloatArray
    possible: FloatArray


@dataclass(frozen=True)
class _End:
    """Somebody's true interests, as shares of topics, and where they are."""

    topics: FloatArray
    place: tuple[float, float]
    kind: int


def city(seed: int, size: Size, remote: FloatArray | None = None) -> City:
    """``remote`` (ideas,): which of them are on the far island."""
    draw = random.Random(seed)
    words = _words(load())
    ideas = [_end(draw) for _ in range(size.weeks * size.ideas_a_week)]
    if remote is not None:
        ideas = [replace(end, place=FAR) if far else end for end, far in zip(ideas, remote, strict=True)]
    offers = [_end(draw) for _ in range(size.offers)]
    online = np.array([draw.random() < 0.35 for _ in offers])
    demands = [_demand(draw, words, number, end) for number, end in enumerate(ideas)]
    seats = np.array([draw.choice((2, 3, 4, 5, 6)) for _ in offers], dtype=float)
    supplies = [
        _supply(draw, words, number, end, Mode.BOTH if online[number] else Mode.IN_PERSON)
        for number, end in enumerate(offers)
    ]
    matcher = Matcher().fit(demands, supplies)
    seen = [matcher.seen(demand.id, [supply.id for supply in supplies]) for demand in demands]
    ages = [
        [one.ages is None or other.ages is None or _meet(one.ages, other.ages) for other in supplies] for one in demands
    ]
    return City(
        week=np.repeat(np.arange(size.weeks), size.ideas_a_week),
        seats=seats,
        fit=_fit(draw, ideas, offers, online),
        answers=np.array([draw.betavariate(1.4, 1.0) for _ in offers]),
        ours=np.array([one.ours for one in seen]),
        theirs=np.array([one.theirs for one in seen]),
        trust=np.array([one.trust for one in seen]),
        features=_features(demands),
        possible=np.array(ages),
    )


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _words(lexicon: Lexicon) -> list[list[str]]:
    """The surface forms of the largest families of concepts: what people of a topic write with."""
    families: dict[str, list[str]] = defaultdict(list)
    for concept in lexicon.concepts.values():
        root = [concept.id, *lexicon.ancestors(concept.id)][-1]
        families[root] += concept.vi
    largest = sorted(families, key=lambda root: (-len(families[root]), root))[:TOPICS]
    return [families[root] for root in largest]


def _end(draw: random.Random) -> _End:
    topics = np.zeros(TOPICS)
    first, second = draw.sample(range(TOPICS), 2)
    topics[first], topics[second] = 1 - SECOND * draw.random(), SECOND * draw.random()
    return _End(topics, (draw.uniform(20.6, 21.0), draw.uniform(106.4, 107.0)), draw.choices((0, 1, 2), (3, 2, 1))[0])


def _text(draw: random.Random, words: list[list[str]], end: _End, length: int) -> str:
    """Mostly of the own topics; every fourth word of any, as people write. One draw a word, however many there are: a
    form more in the lexicon leaves the rest of the city as it is."""
    own = draw.choices(range(TOPICS), list(end.topics), k=length)
    chosen = [topic if draw.random() < 0.75 else draw.randrange(TOPICS) for topic in own]
    return " ".join(words[topic][int(draw.random() * len(words[topic]))] for topic in chosen)


def _fields(draw: random.Random, end: _End) -> frozenset[str]:
    """What somebody ticked: not always what they are about."""
    topic = int(end.topics.argmax()) if draw.random() < 0.6 else draw.randrange(TOPICS)
    return frozenset({f"field-{topic}"})


def _demand(draw: random.Random, words: list[list[str]], number: int, end: _End) -> Demand:
    youngest = draw.choice((11, 15))
    return Demand(
        f"idea:{number}",
        _text(draw, words, end, 3),
        _text(draw, words, end, 12),
        needs=(Need(KINDS[end.kind], _text(draw, words, end, 3)),),
        fields=_fields(draw, end),
        ages=(youngest, youngest + 3),
        place=end.place,
        lang="vi",
    )


def _supply(draw: random.Random, words: list[list[str]], number: int, end: _End, mode: Mode) -> Supply:
    return Supply(
        f"offer:{number}",
        KINDS[end.kind],
        _text(draw, words, end, 3),
        _text(draw, words, end, 14),
        fields=_fields(draw, end),
        ages=draw.choice(((11, 18), (11, 18), (14, 18))),
        place=end.place,
        mode=mode,
        capacity_left=1,
        lang="vi",
        response_rate=0.5,
    )


def _fit(draw: random.Random, ideas: list[_End], offers: list[_End], online: FloatArray) -> FloatArray:
    ours, theirs = (np.array([end.topics for end in ends]) for ends in (ideas, offers))
    lengths = np.linalg.norm(ours, axis=1)[:, None] * np.linalg.norm(theirs, axis=1)
    topic = ours @ theirs.T / lengths
    here, there = (np.array([end.place for end in ends]) for ends in (ideas, offers))
    km = kilometres(here[:, :1], here[:, 1:], there[:, 0], there[:, 1])
    near = np.where(online, 0.6, np.exp2(-km / 12))
    kind = np.array([end.kind for end in ideas])[:, None] == np.array([end.kind for end in offers])
    taste = np.array([[draw.gauss(0, 0.5) for _ in offers] for _ in ideas])
    return np.asarray(1 / (1 + np.exp(3.6 - 3.2 * topic - 2.0 * near - 1.2 * kind - taste)))


def _features(demands: list[Demand]) -> FloatArray:
    """What is declared of an idea, for what learns from history alone."""
    rows = np.zeros((len(demands), TOPICS + len(KINDS) + 1))
    for row, demand in enumerate(demands):
        rows[row, int(next(iter(demand.fields)).split("-")[1])] = 1
        for need in demand.needs:
            if need.kind:
                rows[row, TOPICS + KINDS.index(need.kind)] = 1
    rows[:, -1] = 1
    return rows
