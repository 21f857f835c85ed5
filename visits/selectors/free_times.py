"""When a team can meet its mentor: the mentor's hours, less what is closed, taken or beyond the month's allowance."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from core import clock, wording
from network.models import Engagement, TeamMember
from people.enums import ContactLevel
from people.selectors import contact_levels
from visits import rules
from visits.enums import HourWay, SessionWay
from visits.models import Busy, DayOff, WeeklyHour
from visits.selectors import allowances, closures, hours
from visits.selectors.allowances import Allowance

Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True)
class FreeTime:
    starts_at: dt.datetime
    ends_at: dt.datetime
    ways: tuple[SessionWay, ...]

    @property
    def minutes(self) -> int:
        return round((self.ends_at - self.starts_at).total_seconds() / 60)


@dataclass(frozen=True)
class Day:
    day: dt.date
    times: list[FreeTime]


@dataclass(frozen=True)
class Calendar:
    """`has_hours`: the mentor has opened some, whether or not any is free."""

    times: list[FreeTime]
    allowance: Allowance
    has_hours: bool

    @property
    def days(self) -> list[Day]:
        return [
            Day(day, list(times)) for day, times in groupby(self.times, key=lambda time: wording.day(time.starts_at))
        ]

    def find(self, starts_at: dt.datetime, way: str) -> FreeTime | None:
        found = (time for time in self.times if time.starts_at == starts_at and way in time.ways)
        return next(found, None)

    def nearest(self, moment: dt.datetime) -> list[FreeTime]:
        """A few free times, those nearest to the one that was wished first."""
        return sorted(self.times, key=lambda time: abs(time.starts_at - moment))[: rules.NEAREST]


def of(engagement: Engagement) -> Calendar:
    """The next weeks, in order of time; it does not ask whether the engagement is frozen."""
    rows, allowance = list(hours.open_to(engagement)), allowances.of(engagement)
    ways = _ways_open_to(engagement) if rows else frozenset()
    taken = _taken(engagement) if rows else []
    found: dict[dt.datetime, FreeTime] = {}
    for time in _laid_out(engagement, rows, ways):
        if time.minutes <= allowance.left_in(time.starts_at) and not _meets(time, taken):
            found.setdefault(time.starts_at, time)
    return Calendar([found[start] for start in sorted(found)], allowance, bool(rows))


def people_of(engagement: Engagement) -> set[int]:
    """Whose time a session takes besides that of the staff member: the mentor's and the team's."""
    team = TeamMember.objects.filter(idea=engagement.proposal.idea_id, left_at=None)
    return {engagement.supporter_id, *team.values_list("pupil", flat=True)}


def _laid_out(
    engagement: Engagement, rows: Sequence[WeeklyHour], open_ways: frozenset[SessionWay]
) -> Iterator[FreeTime]:
    earliest, today = clock.now() + rules.SESSION_AHEAD, clock.today()
    days = [today + dt.timedelta(days=n) for n in range(rules.SESSION_DAYS + 1)]
    closed = _closed(engagement, days) if rows else set()
    for day in days:
        for row in rows:
            ways = tuple(way for way in SessionWay if way in open_ways and row.way in {way.value, HourWay.BOTH})
            if ways and day not in closed and _covers(row, day):
                yield from (time for time in _pieces(row, day, ways) if time.starts_at >= earliest)


def _covers(row: WeeklyHour, day: dt.date) -> bool:
    return row.weekday == day.weekday() and row.first_day <= day and (row.last_day is None or day <= row.last_day)


def _pieces(row: WeeklyHour, day: dt.date, ways: tuple[SessionWay, ...]) -> Iterator[FreeTime]:
    length = dt.timedelta(minutes=row.minutes)
    start = dt.datetime.combine(day, row.starts, tzinfo=clock.zone())
    end = dt.datetime.combine(day, row.ends, tzinfo=clock.zone())
    while start + length <= end:
        yield FreeTime(start, start + length, ways)
        start += length


def _closed(engagement: Engagement, days: Sequence[dt.date]) -> set[dt.date]:
    """Holidays, and what the school, the mentor's organisation and the mentor took out."""
    first, last = days[0], days[-1]
    school = engagement.proposal.idea.club.school_id
    closed = set(closures.reasons(school, first, last))
    closed |= set(closures.reasons(engagement.proposal.post.organisation_id, first, last))
    off = list(DayOff.objects.filter(mentor=engagement.supporter_id, first_day__lte=last, last_day__gte=first))
    return closed | {day for day in days if any(row.first_day <= day <= row.last_day for row in off)}


def _ways_open_to(engagement: Engagement) -> frozenset[SessionWay]:
    """At the school meets only who was checked for meeting pupils in person again and again."""
    level = contact_levels.level_of(engagement.supporter)
    return frozenset(SessionWay) if level == ContactLevel.IN_PERSON_MENTOR else frozenset({SessionWay.ONLINE})


def _taken(engagement: Engagement) -> list[Span]:
    rows = Busy.objects.filter(person__in=people_of(engagement), ends_at__gt=clock.now())
    return list(rows.values_list("starts_at", "ends_at"))


def _meets(time: FreeTime, taken: Sequence[Span]) -> bool:
    return any(start < time.ends_at and time.starts_at < end for start, end in taken)
