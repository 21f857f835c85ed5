"""The law counts working days: no weekend, no Tết."""

import datetime as dt

import pytest

from people import working_days

HAI_PHONG = dt.timezone(dt.timedelta(hours=7))


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


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("2026-11-23 09:30", "2026-11-24 09:30"),
        ("2026-11-26 23:00", "2026-11-27 23:00"),
        ("2026-11-27 16:00", "2026-11-30 16:00"),  # over a weekend
        ("2026-11-28 10:00", "2026-11-30 17:00"),  # written on a day off: by the end of the next working day
        ("2026-11-29 22:00", "2026-11-30 17:00"),
        ("2026-04-29 09:30", "2026-05-04 09:30"),  # two holidays and a weekend
        ("2026-04-30 09:30", "2026-05-04 17:00"),  # written on a holiday
        ("2026-02-13 08:00", "2026-02-23 08:00"),  # the last day before Tết
    ],
)
def test_the_same_time_on_the_next_working_day(written, due):
    moment = dt.datetime.fromisoformat(written).replace(tzinfo=HAI_PHONG)

    assert working_days.one_after(moment) == dt.datetime.fromisoformat(due).replace(tzinfo=HAI_PHONG)


@pytest.mark.parametrize("year", range(2025, 2036))
def test_every_year_has_its_eleven_days_and_a_working_day_in_lieu_of_each_at_a_weekend(year):
    days = [day for day in working_days.holidays() if day.year == year]
    at_a_weekend = [day for day in days if day.weekday() >= 5]

    assert len(days) == 11 + len(at_a_weekend)
    assert {(1, 1), (4, 30), (5, 1), (9, 2)} <= {(day.month, day.day) for day in days}


@pytest.mark.parametrize(
    ("first_of_year", "kings_day"),
    [
        ("2027-02-06", "2027-04-16"),
        ("2028-01-26", "2028-04-04"),
        ("2029-02-13", "2029-04-23"),
        ("2030-02-02", "2030-04-12"),  # a day earlier than in China
        ("2031-01-23", "2031-04-01"),
        ("2032-02-11", "2032-04-19"),
        ("2033-01-31", "2033-04-09"),
        ("2034-02-19", "2034-04-28"),
        ("2035-02-08", "2035-04-17"),
    ],
)
def test_what_follows_the_moon_until_it_is_announced(first_of_year, kings_day):
    first = dt.date.fromisoformat(first_of_year)
    span = {first + dt.timedelta(days=number) for number in range(-1, 4)}

    assert {*span, dt.date.fromisoformat(kings_day)} <= working_days.holidays()
