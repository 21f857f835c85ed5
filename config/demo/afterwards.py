"""What follows the visits of the demonstration that took place: who came, what pupils tell, what both sides say."""

import datetime as dt
import random
from uuid import UUID

from config.demo import visit_phrases
from config.demo.world import World
from core import secrets
from visits.enums import CountMoment, FeedbackSide, GoAgain, MarkKind, SessionState, VisitState
from visits.models import Attendee, Certificate, Feedback, HeadCount, Mark, Reception, Reflection, Session, Visit
from visits.services import credit_hours

# Of a group, one comes late and one not at all; once both sides have spoken every other pupil has told of it.
_KINDS = {0: MarkKind.LATE, 1: MarkKind.ABSENT}
_TELLS_EVERY = 2
_COUNTED_AFTER = {
    CountMoment.GOING_OUT: dt.timedelta(minutes=-50),
    CountMoment.AT_PLACE: dt.timedelta(minutes=5),
    CountMoment.GOING_BACK: dt.timedelta(minutes=90),
}


def tell(
    world: World, visit: Visit, going: list[Attendee], sides: frozenset[FeedbackSide], dice: random.Random
) -> None:
    """`sides` have said how it was; once both have, the pupils have told of it and hold their certificates."""
    after = _After(world, visit, dice)
    came = after.mark(going)
    for side in FeedbackSide:
        if side in sides:
            after.say(side)
    is_told = sides == frozenset(FeedbackSide)
    for attendee in came if is_told else []:
        after.certify(attendee)
    for attendee in came[::-_TELLS_EVERY] if is_told else came[:1]:
        after.reflect(attendee)


def settle_hours() -> None:
    """As the visits and sessions that took place say; once they are written."""
    for pk in Visit.objects.filter(state=VisitState.HELD).values_list("pk", flat=True):
        credit_hours.settle_visit(visit=pk)
    for pk in Session.objects.filter(state=SessionState.HELD).values_list("pk", flat=True):
        credit_hours.settle_session(session=pk)


class _After:
    def __init__(self, world: World, visit: Visit, dice: random.Random) -> None:
        self._world, self._visit, self._dice = world, visit, dice
        self._starts, self._ends = visit.slot.starts_at, visit.slot.ends_at
        self._teacher, self._host = visit.organiser, visit.accepted_by

    def mark(self, going: list[Attendee]) -> list[Attendee]:
        """Who came."""
        came, at = [], self._starts - dt.timedelta(minutes=60)
        for place, attendee in enumerate(going):
            kind = _KINDS.get(place, MarkKind.PRESENT)
            row = Mark(attendee=attendee, kind=kind, at=at, taken_at=at, by=self._teacher, client_id=self._number())
            self._world.batch.add(row)
            if kind != MarkKind.ABSENT:
                came.append(attendee)
        for moment, later in _COUNTED_AFTER.items():
            self._count(moment, len(came), self._starts + later)
        self._receive()
        return came

    def say(self, side: FeedbackSide) -> None:
        is_host = side == FeedbackSide.HOST
        phrases = visit_phrases.HOST_SAYS if is_host else visit_phrases.SCHOOL_SAYS
        well, better = self._dice.choice(phrases)
        row = Feedback(
            visit=self._visit,
            side=side,
            author=self._host if is_host else self._teacher,
            score=self._dice.choice([4, 5, 5]),
            well=well,
            better=better,
            again=self._dice.choice([GoAgain.YES, GoAgain.YES, GoAgain.MAYBE]),
            written_at=self._later(20),
        )
        self._world.batch.add(row)

    def certify(self, attendee: Attendee) -> None:
        row = Certificate(attendee=attendee, code=secrets.short(), issued_by=self._teacher, issued_at=self._later(30))
        self._world.batch.add(row)

    def reflect(self, attendee: Attendee) -> None:
        """Some are answered, and some of those are shared with the host."""
        seen, surprised, onward = self._dice.choice(visit_phrases.TOLD)
        row = Reflection(attendee=attendee, seen=seen, surprised=surprised, onward=onward)
        row.saved_at = row.sent_at = self._later(6)
        if self._dice.random() < 0.7:
            row.word, row.word_by = self._dice.choice(visit_phrases.KIND_WORDS), self._teacher
            row.shared_at, row.shared_by = self._later(26), self._teacher
        self._world.batch.add(row)

    def _count(self, moment: CountMoment, came: int, at: dt.datetime) -> None:
        facts = {"counted": came, "expected": came, "at": at, "taken_at": at, "client_id": self._number()}
        self._world.batch.add(HeadCount(visit=self._visit, moment=moment, by=self._teacher, **facts))

    def _receive(self) -> None:
        minutes, host = dt.timedelta(minutes=5), self._host
        times = {"arrived_at": self._starts + minutes, "left_at": self._ends - minutes}
        self._world.batch.add(Reception(visit=self._visit, arrived_by=host, left_by=host, **times))

    def _later(self, hours: int) -> dt.datetime:
        """Never in the future."""
        minute = dt.timedelta(minutes=self._dice.randint(0, 50))
        return min(self._ends + dt.timedelta(hours=hours) + minute, self._world.now)

    def _number(self) -> UUID:
        return UUID(int=self._dice.getrandbits(128), version=4)
