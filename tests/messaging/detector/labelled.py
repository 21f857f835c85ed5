"""Counting what a detector makes of the labelled messages. The benchmark uses it too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from messaging.detector.training.messages import Message


@dataclass
class Score:
    """Held or not; and of the messages of a kind, how many were held for that kind."""

    held: int = 0
    missed: int = 0
    held_for_nothing: int = 0
    let_go: int = 0
    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        return self.held / (self.held + self.missed)

    @property
    def precision(self) -> float:
        return self.held / (self.held + self.held_for_nothing)

    @property
    def false_holds(self) -> float:
        return self.held_for_nothing / (self.held_for_nothing + self.let_go)

    def recall_of(self, kind: str) -> float:
        return self.found[kind] / self.expected[kind]


def score(messages: Iterable[Message], kinds_in: Callable[[str], Collection[str]]) -> Score:
    result = Score()
    for message in messages:
        got = kinds_in(message.text)
        result.held += bool(message.kinds and got)
        result.missed += bool(message.kinds and not got)
        result.held_for_nothing += bool(got and not message.kinds)
        result.let_go += not got and not message.kinds
        result.expected.update(message.kinds)
        result.found.update(message.kinds & set(got))
    return result
