"""What stands in a calendar, whatever it came from, and the times of what repeats. Pure: entries in, entries out."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from visits import repeats
from visits.calendar_enums import CalendarStatus


@dataclass(frozen=True)
class Repeat:
    """On these weekdays (0 is Monday) of every so many weeks until `last_day`, but for the days `off`."""

    weekdays: tuple[int, ...]
    last_day: dt.date
    every_weeks: int = 1
    off: frozenset[dt.date] = frozenset()


@dataclass(frozen=True)
class Entry:
    """`key` names it for good ("visit-12"); `sequence` counts its versions. The times carry their zone.

    With `repeat`, the times are those of its first day. `is_free`: it takes nobody's time.
    """

    key: str
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    status: CalendarStatus
    modified: dt.datetime
    sequence: int = 0
    place: str = ""
    text: str = ""
    path: str = ""
    is_free: bool = False
    repeat: Repeat | None = None

    @property
    def kind(self) -> str:
        return self.key.partition("-")[0]


def between(entries: Iterable[Entry], begins: dt.datetime, ends: dt.datetime) -> list[Entry]:
    """Each time of each entry in this span by itself, the soonest first."""
    found = [time for entry in entries for time in _times(entry) if time.starts_at < ends and time.ends_at > begins]
    return sorted(found, key=lambda entry: (entry.starts_at, entry.key))


def _times(entry: Entry) -> Iterator[Entry]:
    if entry.repeat is None:
        yield entry
        return
    first = entry.starts_at.date()
    for day in repeats.days(entry.repeat.weekdays, entry.repeat.every_weeks, first, entry.repeat.last_day):
        if day not in entry.repeat.off:
            later = day - first
            key = f"{entry.key}-{day:%Y%m%d}"
            yield replace(entry, key=key, starts_at=entry.starts_at + later, ends_at=entry.ends_at + later, repeat=None)
