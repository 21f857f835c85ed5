"""Texts drawn from the lexicon that are to the recommender what judged ideas and offers are.

Each keeps to a subject: most of its concepts are relatives of one (what it is a kind of, its siblings, the skills that
serve it, the needs it serves), the others anything; other words of forms and function words stand between them. Beside
the judged texts (medians; idea and offer): words 67 and 78 (judged 67 and 78), whole forms 14 and 15 (9 and 10), terms
in the bag of concepts 105 and 55 (115 and 66). Of 54 offers, the usual cosine and the best one: concepts .10 and .36
(.09 and .39), words .02 and .06 (.02 and .07). Texts without a subject had .13 and .25: all were nearly as near.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from matching.engine import tokens
from matching.engine.documents import Demand, Supply
from matching.engine.lexicon import Lexicon, load

_SHUFFLING = 20260101
_ZIPF = 0.8
_ON_SUBJECT, _FUNCTION = 0.8, 0.25


class Texts:
    """The same ``seed`` draws the same texts."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self._lexicon = load()
        self._near = _relatives(self._lexicon)
        self._concepts = _Urn(sorted(concept.id for concept in self._lexicon.concepts.values() if concept.vi), _ZIPF)
        words = {word for concept in self._lexicon.concepts.values() for form in concept.vi for word in form.split()}
        self._words = _Urn(sorted(words), 0.5)
        self._between = _Urn(sorted(word for word in words if tokens.empty(word, accented=True)), 1.0)

    def demands(self, count: int) -> Iterator[Demand]:
        for at in range(count):
            yield Demand(f"d{at}", *self._text(9, 67), ages=(15, 18))

    def supplies(self, count: int) -> Iterator[Supply]:
        for at in range(count):
            yield Supply(f"s{at}", None, *self._text(10, 78), ages=(11, self._draw.choice((15, 18))))

    def _text(self, concepts: int, words: int) -> tuple[str, str]:
        """Title and description with about so many concepts and words."""
        subject = self._concepts.one(self._draw)
        family = (subject, *self._near[subject])
        forms = [self._form(family) for _ in range(max(2, round(self._draw.gauss(concepts, 3))))]
        lacking = round(self._draw.gauss(words, 8)) - sum(len(form.split()) for form in forms)
        title, *rest = [*forms, *(self._filling() for _ in range(lacking))]
        self._draw.shuffle(rest)
        return " ".join([title, *rest[:2]]), " ".join(rest[2:])

    def _form(self, family: Sequence[str]) -> str:
        chosen = self._draw.choice(family) if self._draw.random() < _ON_SUBJECT else self._concepts.one(self._draw)
        return self._draw.choice(self._lexicon.concepts[chosen].vi)

    def _filling(self) -> str:
        return (self._between if self._draw.random() < _FUNCTION else self._words).one(self._draw)


class _Urn:
    """Things that are drawn with Zipf's frequencies, in an order that is always the same."""

    def __init__(self, things: list[str], exponent: float) -> None:
        random.Random(_SHUFFLING).shuffle(things)
        self._things = things
        self._shares = list(accumulate(1 / rank**exponent for rank in range(1, len(things) + 1)))

    def one(self, draw: random.Random) -> str:
        return draw.choices(self._things, cum_weights=self._shares)[0]


def _relatives(lexicon: Lexicon) -> dict[str, list[str]]:
    kinds = defaultdict(set)
    for concept in lexicon.concepts.values():
        kinds[concept.parent].add(concept.id)
    found: dict[str, set[str]] = defaultdict(set)
    for parent, children in kinds.items():
        if parent not in lexicon.concepts:
            continue
        found[parent] |= children
        for child in children:
            found[child] |= children | {parent}
    for relation in lexicon.helps:
        found[relation.source].add(relation.target)
        found[relation.target].add(relation.source)
    with_forms = {name for name, concept in lexicon.concepts.items() if concept.vi}
    return defaultdict(list, {name: sorted(near & with_forms) for name, near in found.items()})
