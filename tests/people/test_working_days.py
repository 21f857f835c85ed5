"""The law counts working days: no weekend, no Tết."""

import datetime as dt

import pytest

from people import working_days


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-11-25", 2, "2026-11-27"),  # Wednesday to Friday
        ("2026-11-26", 2, "2026-11-30"),  # over a weekend
        ("2026-11-28", 2, "2026-12-01"),  # asked on a Saturday
        ("2026-02-13", 2, "2026-02-24"),  # over Tết of the Horse: 16 to 20 February, and both weekends
        ("2027-02-04", 2, "2027-02-15"),  # over Tết of the Goat, with its two days in lieu
        ("2028-01-24", 2, "2028-02-02"),  # over Tết of the Monkey
        ("2026-04-24", 1, "2026-04-28"),  # the Hùng kings' day falls on a Sunday and is given on Monday
        ("2026-12-31", 1, "2027-01-04"),  # New Year
        ("2026-08-31", 2, "2026-09-04"),  # National Day
    ],
)
def test_the_last_of_so_many_working_days(day, count, expected):
    assert working_days.after(dt.date.fromisoformat(day), count) == dt.date.fromisoformat(expected)


def test_every_year_has_its_eleven_days_and_those_in_lieu():
    by_year = {year: sum(day.year == year for day in working_days.holidays()) for year in (2026, 2027, 2028)}

    assert by_year == {2026: 12, 2027: 14, 2028: 15}
    assert len(working_days.holidays()) == 41
