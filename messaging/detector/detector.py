"""A message in, findings out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from messaging.detector import addresses, numbers, rulebook, weights
from messaging.detector.findings import LEARNED, Finding, Kind, settled
from messaging.detector.phrases import Match
from messaging.detector.rulebook import Rulebook
from messaging.detector.scorer import Scorer
from messaging.detector.words import Token, marked, tokens, words

Contexts = dict[int, set[str]]


class Detector:
    """Compiled once from a rulebook; holds nothing of a message."""

    def __init__(self, rules: Rulebook, scorer: Scorer | None = None) -> None:
        self._rules = rules
        self._scorer = scorer

    def examine(self, text: str) -> list[Finding]:
        pieces = tokens(text)
        read = words(pieces, self._rules.vocabulary, self._rules.shorts)
        matches = self._rules.phrases.find(read, marked=marked(pieces))
        contexts = _contexts(matches, read)
        spans = [*self._numbers(pieces, contexts), *addresses.find(pieces), *self._phrases(matches, read, contexts)]
        told = {kind for kind, *_ in spans}
        spans += [span for span in self._likenesses(read) if span[0] not in told]
        return settled(Finding(kind, start, end, text[start:end], rule) for kind, rule, start, end in spans)

    def _likenesses(self, read: Sequence[Token]) -> Iterator[tuple[Kind, str, int, int]]:
        for kind, first, last in self._scorer.find(read) if self._scorer else ():
            yield kind, LEARNED, read[first].start, read[last].end

    def _phrases(
        self, matches: Sequence[Match], read: Sequence[Token], contexts: Contexts
    ) -> Iterator[tuple[Kind, str, int, int]]:
        for name, first, last in matches:
            rule = self._rules.rules.get(name)
            if rule is None:
                continue
            said = contexts[read[first].sentence] | contexts[read[last].sentence]
            if (not rule.needs or rule.needs & said) and not rule.unless & said:
                yield rule.kind, rule.id, read[first].start, read[last].end

    def _numbers(self, pieces: Sequence[Token], contexts: Contexts) -> Iterator[tuple[Kind, str, int, int]]:
        for number in numbers.find(pieces):
            said = contexts[number.sentence]
            if "calling" in said or (number.sure and "code number" not in said):
                yield Kind.PHONE, "telephone number", number.start, number.end


def _contexts(matches: Sequence[Match], read: Sequence[Token]) -> Contexts:
    said: Contexts = defaultdict(set)
    for name, first, last in matches:
        if context := rulebook.context_of(name):
            said[read[first].sentence].add(context)
            said[read[last].sentence].add(context)
    return said


@lru_cache(maxsize=1)
def _standard() -> Detector:
    return Detector(rulebook.load(), Scorer(weights.load()))


@lru_cache(maxsize=1)
def _phrases_alone() -> Detector:
    return Detector(rulebook.load())


def examine(text: str) -> list[Finding]:
    """What in the text must be seen by the teacher first, by the rulebook of the project and by what was learned."""
    return _standard().examine(text)


def phrases_in(text: str) -> list[Finding]:
    """By the rulebook alone: what the thresholds of the scorer are chosen beside."""
    return _phrases_alone().examine(text)
