"""Who holds up what and since when: the open steps of visits, for many at once and in three queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core import clock
from visits.enums import HOLDING_STATES, Answer, Holder, Step, VisitAction, VisitState
from visits.models import Agreement, Attendee, Visit, VisitEvent
from visits.rules import HOST_KEY_STATES, SCHOOL_KEY_STATES, TOUCHES
from visits.selectors import agreements

_A = VisitAction
# What makes a step wait anew.
_OPENS: dict[Step, frozenset[str]] = {
    Step.SCHOOL: frozenset({_A.PROMOTE, _A.REOPEN_SCHOOL, _A.REOPEN_BOTH, _A.SEND_BACK, _A.HAND_IN}),
    Step.HOST: frozenset({_A.PROMOTE, _A.REOPEN_HOST, _A.REOPEN_BOTH}),
    Step.CONFIRMATION: frozenset({_A.APPROVE, _A.ACCEPT, _A.REOPEN}),
}
_TOLD_AGAIN = frozenset(change for change, touched in TOUCHES.items() if Step.GUARDIANS in touched)
_READ = frozenset().union(*_OPENS.values()) | {_A.CHANGE, _A.REMIND}


@dataclass(frozen=True)
class Answers:
    """Of the pupils on a roster, by what their guardians said."""

    pupils: int = 0
    yes: int = 0
    no: int = 0
    added_at: dt.datetime | None = None

    @property
    def silent(self) -> int:
        return self.pupils - self.yes - self.no


@dataclass(frozen=True)
class Wait:
    """A step that is open: who holds it, since when, when whoever holds it was last reminded."""

    visit: Visit
    step: Step
    holder: Holder
    since: dt.datetime
    reminded_at: dt.datetime | None
    answers: Answers

    @property
    def days(self) -> int:
        return max(0, (clock.now() - self.since).days)

    @property
    def is_reminded(self) -> bool:
        """Somebody did within a day: once a day is enough."""
        return self.reminded_at is not None and self.reminded_at > clock.now() - dt.timedelta(days=1)

    @property
    def text(self) -> str:
        if self.holder == Holder.GUARDIANS:
            counts = {"silent": self.answers.silent, "pupils": self.answers.pupils}
            return _("%(silent)d trong %(pupils)d phụ huynh chưa trả lời") % counts
        return str(self.holder.label)


def of(visits: Sequence[Visit], told: dict[int, Answers] | None = None) -> dict[int, list[Wait]]:
    """The open steps of each visit that holds its seats and is not confirmed, in the order of the chain.

    `told`: what `answers_of` said of them, where the caller has asked already.
    """
    open_ones = [visit for visit in visits if visit.state in HOLDING_STATES and visit.state != VisitState.CONFIRMED]
    if not open_ones:
        return {}
    told, events = told or answers_of(open_ones), _events(open_ones)
    return {visit.pk: _waits(visit, told[visit.pk], events[visit.pk]) for visit in open_ones}


def answers_of(visits: Iterable[Visit]) -> dict[int, Answers]:
    pks = [visit.pk for visit in visits]
    said = agreements.answers_among(Agreement.objects.filter(attendee__visit__in=pks, attendee__left_off_at=None))
    rows: dict[int, list[tuple[Answer | None, dt.datetime]]] = defaultdict(list)
    for pk, visit, at in Attendee.objects.filter(visit__in=pks, left_off_at=None).values_list(
        "pk", "visit", "added_at"
    ):
        rows[visit].append((said.get(pk), at))
    return {pk: _counted(rows[pk]) for pk in pks}


def _counted(rows: list[tuple[Answer | None, dt.datetime]]) -> Answers:
    answers = [answer for answer, _at in rows]
    silent = [at for answer, at in rows if answer is None]
    return Answers(len(rows), answers.count(Answer.YES), answers.count(Answer.NO), min(silent, default=None))


def _events(visits: list[Visit]) -> dict[int, list[VisitEvent]]:
    found: dict[int, list[VisitEvent]] = defaultdict(list)
    for event in VisitEvent.objects.filter(visit__in=visits, action__in=sorted(_READ)).order_by("at", "pk"):
        found[event.visit_id].append(event)
    return found


def _waits(visit: Visit, answers: Answers, events: list[VisitEvent]) -> list[Wait]:
    found = []
    for step, holder in _holders(visit, answers):
        asked = {event.at for event in events if _asks(step, event)}
        since = max(asked, default=visit.waits_since)
        if step == Step.GUARDIANS and answers.added_at:
            since = max({answers.added_at} | asked)
        reminded = [event.at for event in events if event.action == _A.REMIND and event.about == step]
        found.append(Wait(visit, step, holder, since, max(reminded, default=None), answers))
    return found


def _holders(visit: Visit, answers: Answers) -> list[tuple[Step, Holder]]:
    found = []
    if visit.state not in SCHOOL_KEY_STATES:
        found.append((Step.SCHOOL, Holder.ORGANISER if visit.returned_for else Holder.HEAD))
    if visit.state not in HOST_KEY_STATES:
        found.append((Step.HOST, Holder.HOST))
    if answers.silent:
        found.append((Step.GUARDIANS, Holder.GUARDIANS))
    if visit.state == VisitState.PREPARING:
        found.append((Step.CONFIRMATION, Holder.ORGANISER))
    return found


def _asks(step: Step, event: VisitEvent) -> bool:
    if step == Step.GUARDIANS:
        return event.action == _A.CHANGE and event.about in _TOLD_AGAIN
    return event.action in _OPENS[step]
