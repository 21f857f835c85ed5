"""Calendars as files (RFC 5545), and invitations as they travel by mail (RFC 5546): entries in, bytes out.

Times are those of the clock in Hải Phòng, whose zone is written into the file. The same calendar is the same file, byte
by byte: it is stamped with when each entry last changed.
"""

import datetime as dt
from collections.abc import Iterable
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, Timezone, TimezoneStandard, vCalAddress, vText

from core import clock
from visits import repeats
from visits.calendar_entries import Entry, Repeat
from visits.calendar_enums import LetterKind

MEDIA_TYPE = "text/calendar"
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_READ_AGAIN = dt.timedelta(hours=1)


def of(entries: Iterable[Entry], *, name: str) -> bytes:
    """A calendar to read again and again, or to take along once."""
    calendar = _calendar()
    calendar.add("X-WR-CALNAME", name)
    calendar.add("REFRESH-INTERVAL", _READ_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", _READ_AGAIN)
    for entry in entries:
        calendar.add_component(_event(entry, entry.modified))
    return bytes(calendar.to_ical())


def letter(entry: Entry, *, kind: LetterKind, to: str, name: str) -> bytes:
    """Puts the entry into the calendar of whoever gets the mail, changes it there, or takes it out again."""
    calendar = _calendar()
    calendar.add("METHOD", kind.value)
    event = _event(entry, clock.now())
    site = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    site.params["CN"] = vText("Nhịp Cầu")
    event.add("ORGANIZER", site)
    guest = vCalAddress(f"mailto:{to}")
    guest.params["CN"] = vText(name)
    # Everybody has said yes on the site: nobody is asked again, and answers by mail reach nobody.
    guest.params["PARTSTAT"] = vText("ACCEPTED")
    guest.params["RSVP"] = vText("FALSE")
    event.add("ATTENDEE", guest)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", "-//Nhip Cau//visits//VI")
    calendar.add("VERSION", "2.0")
    calendar.add_component(_zone())
    return calendar


def _zone() -> Timezone:
    """Hải Phòng knows no summer time."""
    here = clock.now().astimezone(clock.zone())
    always = TimezoneStandard()
    always.add("DTSTART", dt.datetime.combine(dt.date(2000, 1, 1), dt.time()))
    always.add("TZOFFSETFROM", here.utcoffset())
    always.add("TZOFFSETTO", here.utcoffset())
    always.add("TZNAME", f"{here:%Z}")
    zone = Timezone()
    zone.add("TZID", str(clock.zone()))
    zone.add_component(always)
    return zone


def _event(entry: Entry, stamp: dt.datetime) -> Event:
    event = Event()
    event.add("UID", f"{entry.key}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("DTSTAMP", stamp.astimezone(dt.UTC))
    event.add("LAST-MODIFIED", entry.modified.astimezone(dt.UTC))
    event.add("SEQUENCE", entry.sequence)
    event.add("DTSTART", entry.starts_at)
    event.add("DTEND", entry.ends_at)
    event.add("STATUS", entry.status.value)
    event.add("TRANSP", "TRANSPARENT" if entry.is_free else "OPAQUE")
    event.add("SUMMARY", entry.title)
    if entry.place:
        event.add("LOCATION", entry.place)
    _add_address(event, entry)
    if entry.repeat is not None:
        _add_repeat(event, entry.starts_at, entry.repeat)
    return event


def _add_address(event: Event, entry: Entry) -> None:
    address = f"{settings.SITE_URL}{entry.path}" if entry.path else ""
    text = "\n".join(filter(None, (entry.text, address)))
    if text:
        event.add("DESCRIPTION", text)
    if address:
        event.add("URL", address)


def _add_repeat(event: Event, first: dt.datetime, repeat: Repeat) -> None:
    """Weeks begin on Monday, as those of `repeats.days`; days off are times that are left out."""
    last = dt.datetime.combine(repeat.last_day, first.timetz())
    event.add(
        "RRULE",
        {
            "FREQ": "WEEKLY",
            "INTERVAL": repeat.every_weeks,
            "BYDAY": [_WEEKDAYS[day] for day in sorted(repeat.weekdays)],
            "UNTIL": last.astimezone(dt.UTC),
            "WKST": "MO",
        },
    )
    days = repeats.days(repeat.weekdays, repeat.every_weeks, first.date(), repeat.last_day)
    off = [dt.datetime.combine(day, first.timetz()) for day in days if day in repeat.off]
    if off:
        event.add("EXDATE", off)
