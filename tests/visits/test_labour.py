"""The limits as data: never more than the law, ours stricter in term."""

import datetime as dt

import pytest

from visits import labour
from visits.labour import Breach, Span

TERM = labour.newest().limits(in_term=True)


def span(starts: str, ends: str, day: int = 0) -> Span:
    return Span(day, dt.time.fromisoformat(starts), dt.time.fromisoformat(ends))


def test_the_book_names_its_sources_and_is_stricter_in_term():
    book = labour.newest()

    assert (book.youngest, book.term.day, book.term.week) == (15, 240, 1200)
    assert (book.off_term.day, book.off_term.week) == (480, 2400)
    assert any("45/2019/QH14" in source for source in book.sources)
    assert any("09/2020/TT-BLĐTBXH" in source for source in book.sources)


def test_every_prohibited_thing_is_said_in_both_languages_with_its_place_in_the_law():
    rows = labour.newest().prohibited

    assert {row.kind for row in rows} == {"task", "place"}
    assert all(set(row.words) == {"vi", "en"} and "147" in row.source for row in rows)


@pytest.mark.parametrize(
    ("starts", "ends", "breach"),
    [
        ("14:00", "17:00", None),
        ("14:00", "18:00", None),
        ("14:00", "18:01", Breach.DAY),
        ("06:59", "08:00", Breach.EARLY),
        ("07:00", "08:00", None),
        ("18:00", "20:00", None),
        ("18:00", "20:01", Breach.LATE),
        ("14:00", "14:10", Breach.SHORT),
        ("15:00", "14:00", Breach.SHORT),
    ],
)
def test_some_hours_are_over_a_limit_or_not(starts, ends, breach):
    assert labour.breach_of_hours(span(starts, ends), TERM) == breach


@pytest.mark.parametrize(
    ("spans", "breach"),
    [
        ([span("14:00", "18:00", day) for day in range(5)], None),
        ([span("14:00", "18:00", day) for day in range(6)], Breach.WEEK),
        ([span("08:00", "10:00"), span("14:00", "16:00")], None),
        ([span("08:00", "10:30"), span("14:00", "16:00")], Breach.DAY),
        ([span("08:00", "10:00"), span("09:00", "10:30")], Breach.OVERLAP),
    ],
)
def test_a_week_is_over_a_limit_or_not(spans, breach):
    found = labour.breach_of_plan(spans, TERM)

    assert (found[0] if found else None) == breach


def test_a_version_that_is_no_more_reads_as_todays():
    assert labour.of("1999.1") == labour.newest()
