"""What the scorer promises whatever its weights are, and what it was worth when they were made."""

import subprocess
import sys

from hypothesis import given, settings

from messaging.detector import LEARNED, examine, load
from messaging.detector.scorer import Scorer, heaviest
from messaging.detector.training import messages
from messaging.detector.weights import load as load_weights
from messaging.detector.words import tokens, words
from tests.messaging.detector import labelled
from tests.messaging.detector.test_any_text import TEXTS
from tests.messaging.detector.test_labelled_messages import kinds_in


def read(text: str):
    book = load()
    return words(tokens(text), book.vocabulary, book.shorts)


@settings(deadline=None, max_examples=100)
@given(TEXTS)
def test_places_are_words_of_the_message_and_the_same_each_time(text: str) -> None:
    scorer, said = Scorer(load_weights()), read(text)
    found = scorer.find(said)
    assert found == scorer.find(said)
    assert all(0 <= one.first <= one.last < len(said) for one in found)


def test_the_heaviest_stretch_is_never_empty() -> None:
    assert heaviest([-1.0, 2.0, -0.5, 3.0, -4.0, 1.0]) == (1, 3)
    assert heaviest([-2.0, -1.0]) == (1, 1)


def test_one_sentence_is_not_lost_among_many_harmless_ones() -> None:
    harmless = "Nhóm em đo độ mặn ba lần, ghi vào bảng rồi gửi cô xem. " * 20
    hint = "em gom đủ thuốc rồi, chỉ chờ tối nay"
    assert [one for one in examine(harmless) if one.rule == LEARNED] == []
    assert "self_harm" in kinds_in(harmless + hint + ". " + harmless)


def test_it_runs_without_django_and_without_scikit_learn() -> None:
    code = "import sys; from messaging.detector import examine; examine('chào em'); print({*sys.modules} & %r)"
    asked = [sys.executable, "-c", code % {"django", "sklearn", "scipy"}]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout == "set()\n"


def test_the_weights_are_made_from_the_messages_that_are_there() -> None:
    assert load_weights().made_from == messages.digest(messages.learned_from())


def test_nothing_kept_back_is_learned_from() -> None:
    assert {one.text for one in messages.kept_back()} & {one.text for one in messages.learned_from()} == set()


def test_of_what_was_kept_back_as_much_is_found_as_when_the_weights_were_made() -> None:
    score = labelled.score(messages.kept_back(), kinds_in)
    assert (score.recall >= 0.89, score.precision >= 0.83) == (True, True), score
