"""Many teachers book a few slots at once: with our service, and with the textbook's "look, then insert"."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

from django.db import transaction
from django.db.models import Sum

from core import clock
from core.errors import Conflict
from people.models import School, User
from tests import make
from tests.races import race
from tests.visits import given
from visits.enums import HOLDING_STATES, VisitState
from visits.models import Busy, Slot, Visit, VisitStaff
from visits.services import visits
from visits.services.visits import Booking

# One outcome of a try: "booked", "waits", "refused", or the name of an exception that nobody expects.
Try = Callable[[int, int, int, bool], str]
SEATS, GROUPS = 60, 4


@dataclass(frozen=True)
class Field:
    """Slots of several hosts, of whom each time has some at once; teachers by number, each with a school."""

    slots: list[int]
    teachers: list[tuple[int, int]]


@dataclass(frozen=True)
class Score:
    """What stands in the database afterwards, and what the tries were told."""

    told: Counter[str]
    overlaps: int
    overfull: int
    inexact: int

    @property
    def errors(self) -> int:
        return sum(count for outcome, count in self.told.items() if outcome not in {"booked", "waits", "refused"})


def lay_out(*, hosts: int, times: int, teachers: int) -> Field:
    """Neighbouring times of one host touch; those of different hosts overlap by half."""
    offers = [given.offer(party_max=SEATS) for _ in range(hosts)]
    slots = [_slot(offer, place, number).pk for place, offer in enumerate(offers) for number in range(times)]
    schools = [make.school() for _ in range(max(1, teachers // 10))]
    staff = [(given.teacher(schools[n % len(schools)]).pk, schools[n % len(schools)].pk) for n in range(teachers)]
    return Field(slots, staff)


def _slot(offer, place: int, number: int) -> Slot:
    first = dt.datetime.combine(clock.today() + dt.timedelta(days=20 + number // 4), dt.time(7), tzinfo=clock.zone())
    starts_at = first + dt.timedelta(minutes=120 * (number % 4) + 60 * (place % 2))
    return Slot.objects.create(
        offer=offer, starts_at=starts_at, ends_at=starts_at + dt.timedelta(minutes=120), seats=SEATS, groups=GROUPS
    )


def play(field: Field, attempt: Try, *, writers: int, attempts: int, seed: int = 7) -> Score:
    """`attempts` tries by `writers` at once, each of a teacher, a slot and a party drawn by its own seed."""

    def write(writer: int) -> Counter[str]:
        drawn, told = random.Random(f"{seed}-{writer}"), Counter[str]()
        for number in range(attempts // writers):
            slot, (teacher, school) = drawn.choice(field.slots), drawn.choice(field.teachers)
            told[_told(attempt, slot, teacher, school, drawn, number)] += 1
        return told

    answers = race(writers, write)
    broken = [answer for answer in answers if isinstance(answer, Exception)]
    assert not broken, broken
    told = sum((answer for answer in answers if not isinstance(answer, Exception)), Counter[str]())
    return Score(told, overlaps(), overfull(), inexact())


def _told(attempt: Try, slot: int, teacher: int, school: int, drawn: random.Random, number: int) -> str:
    try:
        outcome = attempt(slot, teacher, school, number % 3 == 0)
    except Conflict:
        return "refused"
    except Exception as broken:  # noqa: BLE001 - whatever it is, it is counted
        return f"{type(broken).__name__}: {str(broken)[:80]}"
    return outcome


def ours(slot: int, teacher: int, school: int, may_wait: bool) -> str:
    """Every fourth who got seats gives them back, so that the line moves."""
    by = User.objects.get(pk=teacher)
    at = Slot.objects.select_related("offer").get(pk=slot)
    home = School.objects.select_related("organisation").get(pk=school)
    made = visits.book(booking=Booking(slot=at, school=home, party=_party(teacher), may_wait=may_wait), by=by)
    if made.state == VisitState.WAITING:
        return "waits"
    if made.pk % 4 == 0:
        visits.cancel(visit=made, reason="Trùng lịch", by=by)
    return "booked"


def textbook(slot: int, teacher: int, school: int, may_wait: bool) -> str:
    """Look whether there is room and the teacher is free, then insert."""
    at = Slot.objects.get(pk=slot)
    held = Visit.objects.filter(slot=at, state__in=HOLDING_STATES)
    party = _party(teacher)
    if (held.aggregate(taken=Sum("party"))["taken"] or 0) + party > at.seats or held.count() >= at.groups:
        return "refused"
    same_time = {"slot__starts_at__lt": at.ends_at, "slot__ends_at__gt": at.starts_at}
    if Visit.objects.filter(organiser=teacher, state__in=HOLDING_STATES, **same_time).exists():
        return "refused"
    now = clock.now()
    made = Visit.objects.create(
        slot=at, school_id=school, organiser_id=teacher, party=party, state=VisitState.ASKED, booked_at=now,
        waits_since=now,
    )  # fmt: skip
    VisitStaff.objects.create(visit=made, person_id=teacher, is_lead=True)
    if made.pk % 4 == 0:
        Visit.objects.filter(pk=made.pk).update(state=VisitState.CANCELLED)
    return "booked"


def _party(teacher: int) -> int:
    return 10 + teacher % 15


def overlaps() -> int:
    """Pairs of visits that hold seats and have the same teacher at the same time."""
    by_teacher: dict[int, list[Slot]] = {}
    rows = VisitStaff.objects.filter(visit__state__in=HOLDING_STATES).select_related("visit__slot")
    for row in rows:
        by_teacher.setdefault(row.person_id, []).append(row.visit.slot)
    return sum(
        one.starts_at < other.ends_at and other.starts_at < one.ends_at
        for slots in by_teacher.values()
        for one, other in combinations(slots, 2)
    )


def overfull() -> int:
    """Slots with more pupils or groups than they have room for."""
    return sum(pupils > slot.seats or groups > slot.groups for slot, pupils, groups in _filled())


def inexact() -> int:
    """Slots whose counters differ from what their visits hold, and visits whose teacher's time is not taken."""
    wrong = sum((pupils, groups) != (slot.seats_taken, slot.groups_taken) for slot, pupils, groups in _filled())
    holding = Visit.objects.filter(state__in=HOLDING_STATES)
    return wrong + abs(holding.count() - Busy.objects.filter(visit__in=holding).count())


def _filled() -> list[tuple[Slot, int, int]]:
    parties: dict[int, list[int]] = {}
    for slot, party in Visit.objects.filter(state__in=HOLDING_STATES).values_list("slot", "party"):
        parties.setdefault(slot, []).append(party)
    return [(slot, sum(parties.get(slot.pk, ())), len(parties.get(slot.pk, ()))) for slot in Slot.objects.all()]


@transaction.atomic
def clear() -> None:
    """The field as it was laid out; what the trail kept stays."""
    Busy.objects.all().delete()
    Visit.objects.all().delete()
    Slot.objects.update(seats_taken=0, groups_taken=0)
