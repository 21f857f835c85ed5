"""The game of `test_chain_machine.py` without its steps: how one is done, and what always holds."""

import datetime as dt
import itertools
from collections import defaultdict

import time_machine
from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine, invariant

from core import clock
from core.errors import Problem
from people.models import User
from tests.visits.chain_world import Believed, World
from visits.enums import Answer, Change, Transport, VisitState
from visits.models import Attendee, Busy, Slot, Visit
from visits.selectors import agreements
from visits.services import busy, preparing, visits
from visits.services.preparing import Travel

START = dt.datetime(2026, 9, 7, 1, tzinfo=dt.UTC)
HOLDING = {
    VisitState.ASKED,
    VisitState.SCHOOL_APPROVED,
    VisitState.HOST_ACCEPTED,
    VisitState.PREPARING,
    VisitState.CONFIRMED,
}


class Refused(Exception):
    """The step was refused, or there was nothing to act on: nothing has changed."""


class Game(RuleBasedStateMachine):
    """What every step needs, and what must hold after each of them."""

    world: World
    reached: dict[str, int]

    def __init__(self):
        super().__init__()
        self.believed: dict[int, Believed] = {}
        self.block = transaction.atomic()
        self.block.__enter__()
        self.travelling = time_machine.travel(START, tick=False)
        self.clock = self.travelling.start()

    def teardown(self):
        self.travelling.stop()
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    # --- Acting -------------------------------------------------------------------------------------------------------
    def does(self, name, act):
        """Whether it was done. What was refused left no trace."""
        try:
            with transaction.atomic():
                act()
        except (Problem, Refused):
            return False
        self.reached[name] += 1
        self.line_moved()
        return True

    def visit(self, number):
        if not self.believed:
            raise Refused
        keys = sorted(self.believed)
        return Visit.objects.select_related("slot").get(pk=keys[number % len(keys)])

    def somebody(self, user):
        return User.objects.get(pk=user.pk)

    def line_moved(self):
        """Whoever had waited may have been let in by any step that gave seats back."""
        for pk in Visit.objects.filter(state=VisitState.ASKED).values_list("pk", flat=True):
            if self.believed[pk].place == "waiting":
                self.believed[pk].place = "held"
                self.reached["promoted"] += 1

    def on(self, name, number, act, then=lambda visit, believed: None):
        found = []

        def acts():
            visit = self.visit(number)
            act(visit)
            found.append(visit)

        if self.does(name, acts):
            then(found[0], self.believed[found[0].pk])

    # --- Pieces -------------------------------------------------------------------------------------------------------
    def turn_school(self, visit):
        visits.approve(visit=visit, by=self.somebody(self.world.heads[visit.school_id]))

    def turn_host(self, visit):
        sheet = self.world.sheets[visit.slot.offer_id]
        visits.accept(visit=visit, safety=sheet, by=self.somebody(self.world.host_of(visit)))

    def put_on(self, visit, pupil):
        """As the roster does: the pupil's time is taken with the place."""
        if visit.state not in HOLDING or visit.attendees.filter(pupil=pupil).exists():
            raise Refused
        if visit.attendees.filter(left_off_at=None).count() >= visit.party:
            raise Refused
        slot = Slot.objects.get(pk=visit.slot_id)
        Attendee.objects.create(visit=visit, pupil=pupil, added_at=clock.now())
        busy.take(visit=visit, people=[pupil.pk], starts_at=slot.starts_at, ends_at=slot.ends_at)
        visits.reopen(visits.locked(visit), Change.ROSTER, visit.organiser)

    def prepare(self, visit):
        if visit.state not in HOLDING - {VisitState.CONFIRMED}:
            raise Refused
        mine = [one.pk for one in self.world.teachers if one.affiliations.get().organisation_id == visit.school_id]
        changed = []
        if {row.person_id for row in visit.staff.all()} != set(mine):
            lead = visit.staff.get(is_lead=True).person_id
            preparing.name_staff(visit=visit, people=mine, lead=lead, by=visit.organiser)
            changed.append("staff")
        if not visit.transport:
            plan = Travel(Transport.WALK, "Xe đón 7 giờ", visit.meeting_point)
            preparing.travel(visit=visit, travel=plan, by=visit.organiser)
            changed.append("transport")
        preparing.contact(visit=visit, name="Cô Lan", phone="0912345678", by=visit.organiser)
        if not visit.attendees.filter(left_off_at=None).exists():
            self.put_on(Visit.objects.get(pk=visit.pk), self.world.pupils[visit.school_id][0])
            changed.append("roster")
        return changed

    # --- What always holds --------------------------------------------------------------------------------------------
    @invariant()
    def states_are_what_was_done(self):
        for visit in Visit.objects.all():
            assert (visit.pk, visit.state) == (visit.pk, self.believed[visit.pk].state)

    @invariant()
    def nothing_is_confirmed_without_every_key(self):
        for visit in Visit.objects.filter(state=VisitState.CONFIRMED).select_related("safety", "slot"):
            believed = self.believed[visit.pk]
            assert believed.school
            assert believed.host
            assert visit.approved_by_id == self.world.heads[visit.school_id].pk != visit.organiser_id
            assert visit.accepted_by_id == self.world.host_of(visit).pk
            assert visit.safety.offer_id == visit.slot.offer_id
            assert visit.safety.valid_until >= visit.slot.starts_at.date()
            assert all([visit.transport, visit.transport_plan, visit.emergency_name, visit.emergency_phone])
            staff = list(visit.staff.all())
            assert [row.is_lead for row in staff].count(True) == 1
            assert len(staff) >= max(2, -(-visit.party // 6))
            going = set(visit.attendees.filter(left_off_at=None).values_list("pupil", flat=True))
            assert len(going) == visit.party
            assert all(believed.said.get(pupil) == Answer.YES for pupil in going)

    @invariant()
    def answers_count_for_what_is_planned_now(self):
        for visit in Visit.objects.filter(state__in=HOLDING):
            going = dict(visit.attendees.filter(left_off_at=None).values_list("pk", "pupil"))
            counted = {going[pk]: said for pk, said in agreements.answers_on(visit).items()}
            said = self.believed[visit.pk].said
            assert counted == {pupil: said[pupil] for pupil in going.values() if pupil in said}

    @invariant()
    def seats_are_the_sum_of_who_holds_them(self):
        for slot in Slot.objects.all():
            held = [visit.party for visit in Visit.objects.filter(slot=slot) if visit.state in HOLDING]
            assert (slot.seats_taken, slot.groups_taken) == (sum(held), len(held))
            assert slot.seats_taken <= slot.seats
            assert slot.groups_taken <= slot.groups

    @invariant()
    def times_are_taken_for_exactly_who_goes(self):
        wanted = set()
        for visit in Visit.objects.filter(state__in=HOLDING).select_related("slot"):
            people = [*visit.staff.values_list("person", flat=True)]
            people += visit.attendees.filter(left_off_at=None).values_list("pupil", flat=True)
            wanted |= {(visit.pk, person, visit.slot.starts_at, visit.slot.ends_at) for person in people}
        assert set(Busy.objects.values_list("visit", "person", "starts_at", "ends_at")) == wanted

    @invariant()
    def nobody_is_in_two_places(self):
        times = defaultdict(list)
        for row in Busy.objects.order_by("starts_at"):
            times[row.person_id].append(row)
        for rows in times.values():
            assert all(one.ends_at <= two.starts_at for one, two in itertools.pairwise(rows))
