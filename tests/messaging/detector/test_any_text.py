"""Whatever is typed: places are right, and the work grows with the length alone."""

import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messaging.detector import examine, mark

TRICKY = st.sampled_from(
    [*"0159oOl.,-/:@#_()[] \n", "không", "chín", "mươi", "a còng", "chấm", "com", "gmail", "zalo", "z", "em", "anh",
     "đừng", "kể", "cho", "\u200b", "\u0301", "\ufe0f\u20e3", "👍", "а", "https://", "1/1/2026", "muốn chết"]
)  # fmt: skip
TEXTS = st.lists(TRICKY | st.text(max_size=3), max_size=60).map("".join)


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_findings_name_the_words_at_their_place_in_order(text: str) -> None:
    findings = examine(text)
    assert [finding.words for finding in findings] == [text[finding.start : finding.end] for finding in findings]
    assert all(finding.words for finding in findings)
    assert [finding.start for finding in findings] == sorted(finding.start for finding in findings)


@settings(deadline=None, max_examples=100)
@given(TEXTS)
def test_the_marked_pieces_join_to_the_text(text: str) -> None:
    pieces = mark(text, examine(text))
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)


def calls(act: Callable[[], object]) -> int:
    """How many functions are called: work that no machine does faster or slower."""
    counted = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize(
    "piece",
    ["0 ", "a ", "a.", "a@a.", "em ", "cho em ", "a cham ", "0.", "z", "0", "@", ".", "(", "http://", "\u200b", "👍",
     "đừng kể với ", "không chín ", "gửi em ", "z.a", "0 mươi "],
)  # fmt: skip
def test_twice_the_text_is_at_most_twice_the_work(piece: str) -> None:
    short, long = (piece * (length // len(piece)) for length in (1000, 2000))
    examine(long)
    assert calls(lambda: examine(long)) <= 2.2 * calls(lambda: examine(short)) + 200
