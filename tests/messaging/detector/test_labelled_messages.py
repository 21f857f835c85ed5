"""The goal figures on what was learned from, and what was reached on what was not (see `bench/detector.py`)."""

from collections import Counter
from functools import cache

import pytest

from messaging.detector import Kind, examine
from messaging.detector.training import messages as known
from tests.messaging.detector import labelled

PARTS = [known.TUNED_ON, known.HELD_OUT]


@cache
def kinds_in(text: str) -> set[str]:
    """Asked once a message, however many figures are made of it."""
    return {finding.kind.value for finding in examine(text)}


@pytest.mark.parametrize("path", PARTS, ids=lambda path: path.stem)
def test_what_must_be_held_is_held_and_little_else(path) -> None:
    score = labelled.score(known.read(path), kinds_in)
    assert (score.recall >= 0.97, score.precision >= 0.90) == (True, True), score


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_is_recognised_for_what_it_is(kind: Kind) -> None:
    messages = [message for path in PARTS for message in known.read(path)]
    assert labelled.score(messages, kinds_in).recall_of(kind.value) >= 0.9


def test_the_labels_are_kinds_and_no_message_is_there_twice() -> None:
    messages = [message for path in known.ALL for message in known.read(path)]
    assert {kind for message in messages for kind in message.kinds} == {kind.value for kind in Kind}
    assert [text for text, times in Counter(message.text for message in messages).items() if times > 1] == []
