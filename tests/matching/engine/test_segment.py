"""The nearest, found without reading every list, are exactly those of comparing with everybody."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from matching.engine import segment
from matching.engine.collecting import Texts
from matching.engine.index import Row
from matching.engine.segment import Segment

WORDS = [f"w{number}" for number in range(40)]


def built(texts: list[list[str]]) -> tuple[Segment, list[Row]]:
    collecting = Texts()
    for text in texts:
        collecting.add([text])
    terms, matrix = collecting.finish(1.0)
    found = Segment.of_matrix(matrix, np.arange(len(texts)))
    return found, [terms.row(terms.of_text([text])) for text in texts]


def brute(found: Segment, query: Row, allowed: NDArray[np.bool_], count: int) -> list[int]:
    cosines = found.cosines(query, np.arange(len(found)))
    order = np.lexsort((np.arange(len(found)), -cosines))
    return [slot for slot in order.tolist() if allowed[slot] and cosines[slot] > 0][:count]


@pytest.fixture
def _common_from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small collections are bounded as large ones are, whatever it costs."""
    for name, value in {"COMMON_SIZE": 1, "COMPARING": 0.0, "BOUNDING": 0.0}.items():
        monkeypatch.setattr(segment, name, value)


texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=12), min_size=1, max_size=60)


@pytest.mark.usefixtures("_common_from_the_start")
@settings(max_examples=200, deadline=None)
@given(texts, st.lists(st.sampled_from(WORDS), max_size=12), st.integers(1, 12), st.randoms(use_true_random=False))
def test_the_nearest_are_those_of_comparing_with_everybody(texts, asked, count, draw) -> None:  # type: ignore[no-untyped-def]
    found, _ = built([*texts, asked])
    query = found.row(len(texts))
    allowed = np.array([draw.random() < 0.8 for _ in range(len(found))])
    slots, cosines = found.nearest(query, allowed, count)
    assert slots.tolist() == brute(found, query, allowed, count)
    assert cosines.tolist() == found.cosines(query, slots).tolist()


@pytest.mark.parametrize("bounded", [True, False])
def test_so_they_are_in_a_larger_collection(bounded: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not bounded:
        monkeypatch.setattr(segment, "COMMON_SIZE", 10**9)
    draw = np.random.default_rng(7)
    shares = 1 / np.arange(1, 801) ** 0.9
    words = np.array([f"w{number}" for number in range(800)])
    found, rows = built([list(draw.choice(words, draw.integers(1, 60), p=shares / shares.sum())) for _ in range(4000)])
    allowed = draw.random(len(found)) < 0.9
    assert (found.common.part >= 0).any() == bounded
    for row in rows[:60]:
        assert found.nearest(row, allowed, 50)[0].tolist() == brute(found, row, allowed, 50)


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
        assert one.nearest(query, np.ones(len(one), dtype=np.bool_), 5)[0].tolist() == []
