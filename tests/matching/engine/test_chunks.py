"""A collection read in chunks, by whomever, is the same to the last bit as one read in one go."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import numpy as np
import pytest

from core.text import fold
from matching.engine import batches, chunks, overlay, stock
from matching.engine.archive import _arrays as arrays
from matching.engine.batches import Backend, Place
from matching.engine.chunks import Read
from matching.engine.documents import Demand, Need, Supply
from matching.engine.lexicon import load
from matching.engine.matcher import Config, Matcher
from matching.engine.overlay import AddForm

TEXTS = [
    ("Bình lọc nước giếng", "Nước giếng nhiễm phèn làm ố áo, cần người biết xử lý nước."),
    ("Túi xách từ vải vụn", "Vải vụn ở xưởng may bị bỏ phí, bỏ phí, bỏ phí."),
    ("A water filter", "We need an engineer who can teach us about water treatment and sensors."),
    ("", "Vườn rau héo vì quên tưới: lắp cảm biến đo độ ẩm."),
    ("...", ""),
]
PROCESSES = Backend(Place.PROCESSES, jobs=2)
LAID_OVER = (AddForm("water_treatment", "vi", "quên tưới"),)


def demands() -> Iterator[Demand]:
    for number in range(23):
        title, text = TEXTS[number % len(TEXTS)]
        text = fold(text) if number % 3 == 0 else text
        fields = frozenset({f"f{number % 4}"})
        yield Demand(f"d{number}", f"{title} {number}", text, (Need(None, f"máy {number}"), Need(None, "")), fields)


def supplies() -> Iterator[Supply]:
    for number in range(17):
        title, text = TEXTS[number % len(TEXTS)]
        yield Supply(f"s{number}", None, title, f"{text} {number}", version=number)


def fitted(read: Read | None = None, config: Config | None = None) -> dict[str, np.ndarray]:
    return arrays(Matcher(config).fit(demands(), supplies(), read).stock_)


def same(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> bool:
    return one.keys() == other.keys() and all(
        one[key].dtype == other[key].dtype
        and np.array_equal(one[key], other[key], equal_nan=one[key].dtype.kind == "f")
        for key in one
    )


@pytest.mark.parametrize("size", [1, 2, 7])
def test_the_size_of_a_chunk_changes_nothing(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fitted()
    monkeypatch.setattr(stock, "CHUNK", size)
    assert same(fitted(), whole)


def test_the_size_of_the_pieces_that_are_weighed_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fitted()
    monkeypatch.setattr("matching.engine.collecting._PIECE", 5)
    monkeypatch.setattr("matching.engine.segment._PIECE", 5)
    assert same(fitted(), whole)


def test_nor_does_it_who_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stock, "CHUNK", 3)
    monkeypatch.setattr(batches, "AHEAD", 2)
    assert same(fitted(batches.reading((), PROCESSES)), fitted())


def test_others_read_with_what_was_laid_over_the_lexicon() -> None:
    config = Config(lexicon=overlay.applied(load(), LAID_OVER))
    assert not same(fitted(), fitted(config=config))
    assert same(fitted(batches.reading(LAID_OVER, PROCESSES), config), fitted(config=config))


def test_nobody_else_reads_where_the_work_is_done_here() -> None:
    assert batches.reading(LAID_OVER, Backend()) is None


def test_documents_are_drawn_by_whoever_draws_the_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to the database, which they come from, belongs to its thread."""
    monkeypatch.setattr(batches, "AHEAD", 2)
    drawn = []

    def pieces() -> Iterator[int]:
        for number in range(-9, 0):
            drawn.append(threading.get_ident())
            yield number

    assert list(batches.spread(abs, pieces(), PROCESSES)) == [*range(9, 0, -1)]
    assert {*drawn} == {threading.get_ident()}


def test_who_wants_no_more_answers_leaves_the_others_at_work() -> None:
    answers = batches.spread(abs, range(-9, 0), PROCESSES)
    assert next(answers) == 9
    answers.close()  # type: ignore[attr-defined]
    assert list(batches.spread(abs, range(-9, 0), PROCESSES)) == [*range(9, 0, -1)]


@pytest.mark.parametrize("backend", [Backend(), PROCESSES])
def test_two_documents_with_one_id_are_refused_whoever_reads(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stock, "CHUNK", 3)
    monkeypatch.setattr(batches, "AHEAD", 2)
    twice = chain(supplies(), [replace(next(supplies()), id="s16")])
    with pytest.raises(ValueError, match="s16"):
        Matcher().fit(demands(), twice, batches.reading((), backend))


def test_a_chunk_numbers_its_words_as_they_come_and_marks_the_ends_of_parts() -> None:
    found = chunks.spoken([[("nước", "giếng"), ("nước",)], [], [("lọc", "nước")]])
    assert found.words == ["nước", "giếng", "lọc"]
    assert found.sequence.tolist() == [0, 1, -1, 0, -1, 2, 0, -1]
    assert found.ends.tolist() == [5, 5, 8]
