"""A message in, findings out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from messaging.detector import addresses, numbers, rulebook
from messaging.detector.findings import Finding, Kind, settled
from messaging.detector.phrases import Match
from messaging.detector.rulebook import Rulebook
from messaging.detector.words import Token, marked, tokens, words

Contexts = dict[int, set[str]]


class Detector:
    """Compiled once from a rulebook; holds nothing of a message."""

    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules

    def examine(self, text: str) -> list[Finding]:
        pieces = tokens(text)
        read = words(pieces, self._rules.vocabulary, self._rules.shorts)
        matches = self._rules.phrases.find(read, marked=marked(pieces))
        contexts = _contexts(matches, read)
        spans = [*self._numbers(pieces, contexts), *addresses.find(pieces), *self._phrases(matches, read, contexts)]
        return settled(Finding(kind, start, end, text[start:end], rule) for kind, rule, start, end in spans)

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
    return Detector(rulebook.load())


def examine(text: str) -> list[Finding]:
    """What in the text must be seen by the teacher first, by the rulebook of the project."""
    return _standard().examine(text)
