"""Calendars as files, read back by two libraries that are not ours: zone, versions, what repeats over Tết."""

import datetime as dt
from dataclasses import replace

import icalendar
import pytest
import recurring_ical_events
from django.conf import settings

from core import clock
from people import working_days
from visits import calendar_entries, calendar_files
from visits.calendar_entries import Entry, Repeat
from visits.calendar_enums import CalendarStatus, LetterKind

ZONE = clock.zone()
NINE = dt.datetime(2027, 1, 4, 9, tzinfo=ZONE)
CHANGED = dt.datetime(2026, 11, 20, 3, 4, 5, tzinfo=dt.UTC)
ENTRY = Entry(
    key="visit-12",
    title="Tham quan Xưởng cơ khí Lạch Tray, phân xưởng 2; tiện",
    starts_at=NINE,
    ends_at=NINE + dt.timedelta(hours=2),
    status=CalendarStatus.CONFIRMED,
    modified=CHANGED,
    sequence=3,
    place="Xưởng cơ khí, Phường Lê Chân",
    text="Nơi gặp: cổng số 1\nĐi bằng: xe thuê",
    path="/visits/12/",
)


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://nhipcau.example.vn"
    settings.DEFAULT_FROM_EMAIL = "Nhịp Cầu <thu@nhipcau.example.vn>"


def read(content):
    return icalendar.Calendar.from_ical(content)


def event(content):
    (found,) = read(content).walk("VEVENT")
    return found


def times(content, begins=(2027, 1, 1), ends=(2027, 6, 1)):
    return [row["DTSTART"].dt for row in recurring_ical_events.of(read(content)).between(begins, ends)]


def test_an_entry_comes_back_as_it_was():
    found = event(calendar_files.of([ENTRY], name="Nhịp Cầu"))

    assert {name: str(found[name]) for name in ("UID", "SUMMARY", "LOCATION", "STATUS", "URL", "DESCRIPTION")} == {
        "UID": "visit-12@nhipcau.example.vn",
        "SUMMARY": ENTRY.title,
        "LOCATION": ENTRY.place,
        "STATUS": "CONFIRMED",
        "URL": "https://nhipcau.example.vn/visits/12/",
        "DESCRIPTION": f"{ENTRY.text}\nhttps://nhipcau.example.vn/visits/12/",
    }
    assert (found["SEQUENCE"], found["LAST-MODIFIED"].dt, found["DTSTAMP"].dt) == (3, CHANGED, CHANGED)
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (ENTRY.starts_at, ENTRY.ends_at)


def test_the_zone_is_written_in_and_knows_no_summer_time():
    content = calendar_files.of([ENTRY], name="Nhịp Cầu").decode()

    assert f"DTSTART;TZID={settings.TIME_ZONE}:20270104T090000\r\n" in content
    (zone,) = read(content).walk("VTIMEZONE")
    (always,) = zone.subcomponents
    offsets = [always[name].td for name in ("TZOFFSETFROM", "TZOFFSETTO")]
    assert (str(zone["TZID"]), always.name, offsets) == ("Asia/Ho_Chi_Minh", "STANDARD", [dt.timedelta(hours=7)] * 2)
    in_summer = dt.datetime.combine(dt.date(2027, 7, 1), dt.time(12))
    assert zone.to_tz().utcoffset(in_summer) == dt.timedelta(hours=7)


def test_lines_are_folded_and_commas_escaped():
    content = calendar_files.of([replace(ENTRY, title="Đi thăm, " * 30)], name="Nhịp Cầu")

    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert "thăm\\," in content.decode().replace("\r\n ", "")
    assert str(event(content)["SUMMARY"]) == "Đi thăm, " * 30


def test_the_same_calendar_is_the_same_file():
    assert calendar_files.of([ENTRY], name="x") == calendar_files.of([ENTRY], name="x")


@pytest.mark.parametrize("kind", list(LetterKind))
def test_a_letter_says_what_it_does_from_whom_and_for_whom(kind):
    content = calendar_files.letter(ENTRY, kind=kind, to="lan@vi-du.vn", name="Nguyễn, Thị Lan")

    found = event(content)
    assert str(read(content)["METHOD"]) == kind.value
    assert (str(found["ORGANIZER"]), str(found["ATTENDEE"])) == ("mailto:thu@nhipcau.example.vn", "mailto:lan@vi-du.vn")
    assert dict(found["ATTENDEE"].params) == {"CN": "Nguyễn, Thị Lan", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}


def test_what_repeats_leaves_tet_out_for_every_reader():
    """Mondays and Wednesdays of every second week, without the days off of that new year."""
    days_off, last = frozenset(working_days.holidays()), dt.date(2027, 3, 31)
    week = dt.timedelta(weeks=1)
    repeat = Repeat((0, 2), last, every_weeks=2, off=days_off)
    entry = replace(ENTRY, starts_at=NINE + week, ends_at=ENTRY.ends_at + week, repeat=repeat)

    content = calendar_files.of([entry], name="Nhịp Cầu")

    begins, ends = dt.datetime(2027, 1, 1, tzinfo=ZONE), dt.datetime(2027, 6, 1, tzinfo=ZONE)
    own = [time.starts_at for time in calendar_entries.between([entry], begins, ends)]
    mondays = [dt.date(2027, 1, 11) + 2 * n * week for n in range(7)]
    meant = sorted({day + dt.timedelta(days=more) for day in mondays for more in (0, 2)})
    assert [time.date() for time in own] == [
        day for day in meant if day not in days_off and day <= dt.date(2027, 3, 31)
    ]
    assert times(content) == own
    left_out = {value.dt.date() for value in event(content)["EXDATE"].dts}
    assert left_out == {day for day in meant if day in days_off}
    assert left_out != set()


def test_a_repeat_that_ends_on_its_last_day_has_that_day():
    entry = replace(ENTRY, repeat=Repeat((0,), dt.date(2027, 1, 18)))

    assert [time.day for time in times(calendar_files.of([entry], name="x"))] == [4, 11, 18]


def test_each_time_of_a_repeat_has_a_name_of_its_own():
    entry = replace(ENTRY, repeat=Repeat((0,), dt.date(2027, 1, 18)))

    found = calendar_entries.between([entry], NINE + dt.timedelta(days=7), NINE + dt.timedelta(days=20))

    assert [row.key for row in found] == ["visit-12-20270111", "visit-12-20270118"]
    assert {row.kind for row in found} == {"visit"}
