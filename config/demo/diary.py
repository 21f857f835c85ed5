"""When the demonstration's visits and sessions take whom, so that nobody is in two places; and on which days."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from config.demo.world import World
from core import clock
from people import working_days
from people.models import User
from visits.models import Busy, Session, Visit

# In the week of this day most schools write their exams.
_EXAMS_IN = 30


class Diary:
    def __init__(self, world: World) -> None:
        self._world = world
        self._taken: defaultdict[str, list[tuple[dt.datetime, dt.datetime]]] = defaultdict(list)

    def is_free(self, person: User, starts_at: dt.datetime, ends_at: dt.datetime) -> bool:
        return all(ends_at <= begun or over <= starts_at for begun, over in self._taken[person.username])

    def take(
        self, people: Iterable[User], thing: Visit | Session, starts_at: dt.datetime, ends_at: dt.datetime
    ) -> None:
        column = {"visit" if isinstance(thing, Visit) else "session": thing}
        for person in people:
            self._taken[person.username].append((starts_at, ends_at))
            self._world.batch.add(Busy(person=person, starts_at=starts_at, ends_at=ends_at, **column))


def exam_week(world: World) -> tuple[dt.date, dt.date]:
    """From Monday to Saturday."""
    day = world.today + dt.timedelta(days=_EXAMS_IN)
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + dt.timedelta(days=5)


def is_school_day(world: World, day: dt.date) -> bool:
    first, last = exam_week(world)
    return working_days.is_working_day(day) and not first <= day <= last


def school_day(world: World, days_ahead: int) -> dt.date:
    """The school day nearest to that one, on the side of it that is further from today."""
    step = dt.timedelta(days=1 if days_ahead > 0 else -1)
    day = world.today + dt.timedelta(days=days_ahead)
    while not is_school_day(world, day):
        day += step
    return day


def at(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, tzinfo=clock.zone())
