"""A confirmed visit on its day, with who goes along and pupils on the roster."""

import datetime as dt
import uuid
from typing import Any

from core import clock
from people.models import User
from tests.visits import given, given_roster
from visits.enums import CountMoment, MarkKind, VisitState
from visits.models import Attendee, Mark, Reception, Visit
from visits.services.day import NewCount, NewMark


def today(*names: str, by: User | None = None, begins_in: int = 60, host: User | None = None, **facts: Any) -> Visit:
    """It begins in so many minutes."""
    start = clock.now() + dt.timedelta(minutes=begins_in)
    slot = given.slot(given.offer(host), starts_at=start, ends_at=start + dt.timedelta(hours=2), seats=60)
    facts.setdefault("state", VisitState.CONFIRMED)
    visit = given.visit(slot, by or given.teacher(), party=max(1, len(names)), **facts)
    for name in names:
        given.pupil_on(visit, given_roster.pupil(visit, name))
    return visit


def rows(of: Visit) -> list[Attendee]:
    return list(of.attendees.order_by("pk"))


def mark(of: Attendee, kind: str = "present", *, ago: int = 0, client_id: uuid.UUID | None = None) -> NewMark:
    """Noted so many minutes ago."""
    at = clock.now() - dt.timedelta(minutes=ago)
    return NewMark(of.pk, MarkKind(kind), client_id or uuid.uuid4(), at)


def count(counted: int, moment: str = "going_out", *, ago: int = 0) -> NewCount:
    return NewCount(CountMoment(moment), counted, uuid.uuid4(), clock.now() - dt.timedelta(minutes=ago))


def kept(of: Attendee) -> list[str]:
    """In the order of their own time."""
    return list(Mark.objects.filter(attendee=of).order_by("at", "pk").values_list("kind", flat=True))


def arrived(of: Visit) -> Reception:
    """By the host's word, some minutes ago."""
    at = clock.now() - dt.timedelta(minutes=5)
    return Reception.objects.create(visit=of, arrived_at=at, arrived_by=of.slot.offer.author)
