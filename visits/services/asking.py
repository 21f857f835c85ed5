"""Asking the guardians of a roster: on their page, by the one message a day that may reach them, again after days."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from core import clock, jobs
from core.actors import signed
from people.models import User
from people.services import guardian_links
from visits import rules
from visits.enums import VisitState
from visits.models import Agreement, Attendee, Visit
from visits.permissions import rosters as permissions
from visits.selectors import agreements, readiness, rosters
from visits.services import visits


@dataclass(frozen=True)
class Round:
    """`asked`: pupils whose guardians are silent; `sent`: of whom one was sent a message now, or cannot be."""

    asked: int
    sent: int
    without_phone: int


def visit_moved(visit: int, _action: str) -> None:
    """Subscribed to `visits.events`: with both keys turned everybody is asked."""
    if Visit.objects.filter(pk=visit, state=VisitState.PREPARING).exists():
        jobs.enqueue("visits.tasks.ask_guardians", visit)


def visit_changed(visit: int, _change: str) -> None:
    visit_moved(visit, "")


@signed
@transaction.atomic
def ask(*, visit: Visit, by: User) -> Round:
    """The organiser asks now; whoever got a message today gets none."""
    visit = visits.locked(visit)
    permissions.check_can_ask(by, visit)
    rows = _silent(visit)
    return _tell(rows, [row for row in rows if row.told_on != clock.today()], by)


@transaction.atomic
def ask_by_itself(*, visit_id: int) -> Round:
    """In preparation, once all that guardians have to know is there; and who is to be told again. Safe to run twice.

    Before the keys are turned only those are told again whom the organiser asked.
    """
    visit = visits.locked(Visit(pk=visit_id))
    if not Visit.objects.filter(rosters.upcoming(), pk=visit.pk).exists() or readiness.untold(visit):
        return Round(0, 0, 0)
    rows = _silent(visit, begin=visit.state in (VisitState.PREPARING, VisitState.CONFIRMED))
    return _tell(rows, [row for row in rows if _is_due(row)], visit.organiser)


def ask_all() -> None:
    """Every day: those who are silent, and those whom no message could reach when they were asked."""
    for pk in Visit.objects.filter(rosters.upcoming()).order_by("pk").values_list("pk", flat=True):
        ask_by_itself(visit_id=pk)


def _silent(visit: Visit, *, begin: bool = True) -> list[Attendee]:
    """Whose guardians have not answered what is planned now; with `begin` they are asked from now on."""
    answers = agreements.answers_among(Agreement.objects.filter(attendee__visit=visit))
    rows = visit.attendees.filter(agreements.is_here(), left_off_at=None).exclude(pk__in=list(answers))
    found = []
    for row in rows:
        if row.asked_terms != visit.terms:
            if not begin:
                continue
            row.asked_terms, row.told_on, row.times_told = visit.terms, None, 0
            row.save(update_fields=["asked_terms", "told_on", "times_told"])
        found.append(row)
    return found


def _tell(rows: list[Attendee], due: list[Attendee], by: User) -> Round:
    reached = guardian_links.send_about(pupils=[row.pupil_id for row in due], by=by)
    for row in due:
        if row.pupil_id in reached.told:
            row.told_on, row.times_told = clock.today(), row.times_told + 1
            row.save(update_fields=["told_on", "times_told"])
    return Round(len(rows), len(reached.told), len(reached.without_phone))


def _is_due(row: Attendee) -> bool:
    if row.told_on is None:
        return True
    last_day: dt.date = clock.today() - rules.TELL_AGAIN_AFTER
    return row.told_on <= last_day and row.times_told <= rules.TELL_AGAIN
