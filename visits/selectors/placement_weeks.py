"""The log of an internship week by week, newest first."""

import datetime as dt
from dataclasses import dataclass, field

from visits.models import LogEntry, Placement
from visits.selectors import school_terms


@dataclass
class Week:
    monday: dt.date
    entries: list[LogEntry] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        return sum(row.minutes for row in self.entries)

    @property
    def unsigned(self) -> int:
        return sum(row.signed_by_id is None for row in self.entries)

    @property
    def uncountersigned(self) -> int:
        return sum(row.signed_by_id is not None and row.countersigned_by_id is None for row in self.entries)

    @property
    def is_whole(self) -> bool:
        return all(row.countersigned_by_id is not None for row in self.entries)


def of(placement: Placement) -> list[Week]:
    found: dict[dt.date, Week] = {}
    for row in placement.entries.order_by("-day", "-starts"):
        monday = school_terms.monday_of(row.day)
        found.setdefault(monday, Week(monday)).entries.append(row)
    return list(found.values())
