"""Hours that the demonstration's mentors open each week, and the sessions of the teams that go along with them."""

import datetime as dt
import random

from config.demo import cast, diary, visit_phrases
from config.demo.diary import Diary
from config.demo.world import World
from core import secrets
from network.enums import EngagementStatus
from network.models import CheckIn, Engagement
from people.models import User
from visits.enums import HourWay, MissedBy, SessionState, SessionWay
from visits.models import DayOff, Session, WeeklyHour

_S = SessionState
_MINUTES = 45
_STARTS = (dt.time(16), dt.time(17), dt.time(18), dt.time(19))
_LENGTH = dt.timedelta(hours=2)
# What happened in the weeks before and will in the weeks ahead: the demonstration's own team, and the others in turn.
_OWN = ((_S.HELD, -3), (_S.HELD, -1), (_S.BOOKED, 1), (_S.ASKED, 2))
_OTHERS = (
    ((_S.HELD, -2), (_S.BOOKED, 1)),
    ((_S.ASKED, 1),),
    ((_S.NO_SHOW, -2), (_S.BOOKED, 2)),
    ((_S.HELD, -1),),
    ((_S.CANCELLED, 1), (_S.BOOKED, 2)),
    ((_S.EXPIRED, -3), (_S.HELD, -2)),
)
_TEAMS = 16
_WEEKS_TRIED = 8
_MARKED = (_S.HELD, _S.NO_SHOW)


def build(world: World, book: Diary) -> None:
    dice = world.dice("meetings")
    own = world.ideas[cast.IDEA]
    running = [row for row in world.batch.rows(Engagement) if row.status == EngagementStatus.ACTIVE]
    running.sort(key=lambda row: row.proposal.idea is not own)
    hours: dict[str, WeeklyHour] = {}
    for number, row in enumerate(running[:_TEAMS]):
        mentor = row.supporter
        if mentor.username not in hours:
            hours[mentor.username] = world.batch.add(_hour(world, mentor, number, dice))
        for state, week in _OWN if number == 0 else _OTHERS[number % len(_OTHERS)]:
            _Meeting(world, book, row, hours[mentor.username], dice).run(state, week)
    _rest(world, running[0].supporter)


def _hour(world: World, mentor: User, number: int, dice: random.Random) -> WeeklyHour:
    starts = dice.choice(_STARTS)
    return WeeklyHour(
        mentor=mentor,
        weekday=number % 5,
        starts=starts,
        ends=(dt.datetime.combine(world.today, starts) + _LENGTH).time(),
        way=HourWay.ONLINE,
        minutes=_MINUTES,
        first_day=world.day(90),
    )


def _rest(world: World, mentor: User) -> None:
    """Some days in the week after the exams."""
    first = diary.exam_week(world)[1] + dt.timedelta(days=2)
    last = first + dt.timedelta(days=visit_phrases.DAYS_OFF - 1)
    world.batch.add(DayOff(mentor=mentor, first_day=first, last_day=last))


class _Meeting:
    """One session of a team inside its mentor's hours."""

    def __init__(
        self, world: World, book: Diary, engagement: Engagement, hour: WeeklyHour, dice: random.Random
    ) -> None:
        self._world, self._book, self._engagement, self._hour, self._dice = world, book, engagement, hour, dice
        key = next(key for key, idea in world.ideas.items() if idea is engagement.proposal.idea)
        self._team = [pupil.user for pupil in world.teams[key]]
        self._adviser = world.keepers[world.club_of[key]]

    def run(self, state: SessionState, week: int) -> None:
        people = [*self._team, self._engagement.supporter, self._adviser]
        starts_at = self._free(people, week)
        if starts_at is None:
            return
        row = self._session(state, starts_at)
        self._world.batch.add(row)
        if state in {_S.ASKED, _S.BOOKED, *_MARKED}:
            taken = [user for user in people if user is not self._adviser or state != _S.ASKED]
            self._book.take(taken, row, row.starts_at, row.ends_at)

    def _free(self, people: list[User], week: int) -> dt.datetime | None:
        """The first time of that week, or of a later one further from today, at which all can come."""
        step = 1 if week > 0 else -1
        for further in range(_WEEKS_TRIED):
            starts_at = diary.at(self._day(week + further * step), self._hour.starts)
            ends_at = starts_at + dt.timedelta(minutes=_MINUTES)
            is_open = diary.is_school_day(self._world, starts_at.date())
            if is_open and all(self._book.is_free(user, starts_at, ends_at) for user in people):
                return starts_at if starts_at > self._engagement.opened_at else None
        return None

    def _day(self, week: int) -> dt.date:
        """The mentor's weekday, `week` times from today; never today."""
        ahead = (self._hour.weekday - self._world.today.weekday()) % 7 or 7
        return self._world.today + dt.timedelta(days=ahead + 7 * (week - 1 if week > 0 else week - (ahead == 7)))

    def _session(self, state: SessionState, starts_at: dt.datetime) -> Session:
        booked_at = min(starts_at, self._world.now) - dt.timedelta(days=3, hours=self._dice.randint(1, 9))
        row = Session(
            engagement=self._engagement,
            starts_at=starts_at,
            ends_at=starts_at + dt.timedelta(minutes=_MINUTES),
            way=SessionWay.ONLINE,
            room=secrets.new(),
            state=state,
            booked_by=self._team[0],
            booked_at=booked_at,
            attendant=None if state in {_S.ASKED, _S.EXPIRED} else self._adviser,
        )
        if state == _S.CANCELLED:
            row.reason, row.ended_by = visit_phrases.SESSION_OFF, self._team[0]
            row.ended_at = booked_at + dt.timedelta(days=1)
        if state == _S.EXPIRED:
            row.ended_at = starts_at
        if state in _MARKED:
            row.opened_at, row.ended_at = starts_at, row.ends_at + dt.timedelta(hours=1)
            row.missed_by = MissedBy.TEAM if state == _S.NO_SHOW else ""
        if state == _S.HELD:
            row.check_in = self._note(row)
        return row

    def _note(self, row: Session) -> CheckIn:
        done, next_step = visit_phrases.SESSION_DONE
        note = CheckIn(
            engagement=self._engagement,
            author=self._adviser,
            held_on=row.starts_at.date(),
            done=done,
            next_step=next_step,
            minutes=_MINUTES,
        )
        note.created_at = row.ends_at + dt.timedelta(hours=1)
        return self._world.batch.add(note)
