"""The nearest are exactly those of comparing with everybody, as long as all lists fit the budget; past it, nearly."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from matching.engine import chunks, segment
from matching.engine.collecting import Texts
from matching.engine.index import Row
from matching.engine.segment import Segment, lists_of

WORDS = [f"w{number}" for number in range(40)]


def built(texts: list[list[str]]) -> tuple[Segment, list[Row]]:
    collecting = Texts()
    collecting.add(chunks.spoken([text] for text in texts))
    terms, matrix = collecting.finish(1.0)
    found = Segment.of_lists(lists_of(matrix, np.arange(len(texts))), len(texts))
    return found, [terms.row(terms.of_text([text])) for text in texts]


def brute(found: Segment, query: Row, allowed: NDArray[np.bool_], count: int) -> list[int]:
    cosines = found.cosines(query, np.arange(len(found)))
    order = np.lexsort((np.arange(len(found)), -cosines))
    return [slot for slot in order.tolist() if allowed[slot] and cosines[slot] > 0][:count]


texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=12), min_size=1, max_size=60)


@settings(max_examples=200, deadline=None)
@given(texts, st.lists(st.sampled_from(WORDS), max_size=12), st.integers(1, 12), st.randoms(use_true_random=False))
def test_the_nearest_are_those_of_comparing_with_everybody(texts, asked, count, draw) -> None:  # type: ignore[no-untyped-def]
    found, _ = built([*texts, asked])
    query = found.row(len(texts))
    allowed = np.array([draw.random() < 0.8 for _ in range(len(found))])
    slots, cosines = found.nearest(query, allowed.__getitem__, count)
    assert slots.tolist() == brute(found, query, allowed, count)
    assert cosines.tolist() == found.cosines(query, slots).tolist()


@pytest.fixture(scope="module")
def many() -> tuple[Segment, list[Row]]:
    """4,000 texts of which each keeps mostly to one of 40 subjects."""
    draw = np.random.default_rng(7)
    shares = 1 / np.arange(1, 801) ** 0.9
    words = np.array([f"w{number}" for number in range(800)])

    def text() -> list[str]:
        subject = words[40 * draw.integers(20) :][:40]
        return [*draw.choice(words, draw.integers(1, 40), p=shares / shares.sum()), *draw.choice(subject, 10)]

    return built([text() for _ in range(4000)])


@pytest.mark.parametrize("share", [0.9, 0.01])
def test_so_they_are_in_a_larger_collection_and_where_few_are_allowed(
    share: float, many: tuple[Segment, list[Row]]
) -> None:
    found, rows = many
    allowed = np.random.default_rng(8).random(len(found)) < share
    for row in rows[:60]:
        assert found.nearest(row, allowed.__getitem__, 50)[0].tolist() == brute(found, row, allowed, 50)


def test_past_the_budget_nearly_all_are_found_and_compared_exactly(
    many: tuple[Segment, list[Row]], monkeypatch: pytest.MonkeyPatch
) -> None:
    found, rows = many
    everybody = np.ones(len(found), dtype=np.bool_)
    monkeypatch.setattr(segment, "READ_MOST", len(found) // 2)
    missed = 0
    for row in rows[:60]:
        slots, cosines = found.nearest(row, everybody.__getitem__, 20)
        assert cosines.tolist() == sorted(found.cosines(row, slots).tolist(), reverse=True)
        missed += len({*brute(found, row, everybody, 20)} - {*slots.tolist()})
    assert 0 < missed < 0.05 * 60 * 20


def test_a_document_has_the_same_vector_alone_and_among_all() -> None:
    found, rows = built([["a", "b", "a"], ["b", "c"], ["c"], []])
    for slot, row in enumerate(rows):
        assert found.row(slot).terms.tolist() == row.terms.tolist()
        assert found.row(slot).weights.tolist() == row.weights.tolist()


def test_weights_are_those_of_sublinear_tf_idf() -> None:
    found, _ = built([["a", "a"], ["b"]])
    # "a" twice and the pair "a a" once, each in one of two documents.
    raw = np.array([1 + np.log(2), 1.0])
    assert found.row(0).weights == pytest.approx(raw / np.linalg.norm(raw), abs=1e-7)


def test_nothing_asked_and_nobody_there_find_nothing() -> None:
    found, _ = built([["a"], []])
    nobody = Segment.of_rows([])
    for one, query in ((found, found.row(1)), (nobody, found.row(0))):
        assert one.nearest(query, np.ones(len(one), dtype=np.bool_).__getitem__, 5)[0].tolist() == []
