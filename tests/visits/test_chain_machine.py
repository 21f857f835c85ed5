"""No sequence of bookings, keys, changes, answers and endings leaves a visit confirmed without a key, a seat uncounted,
or anybody in two places.

The services act on the database; beside it `chain_world.Believed` is told what was done. After every step both are
compared. `CHAIN_GAMES=200` plays longer.
"""

import datetime as dt
import os
from collections import defaultdict

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule, run_state_machine_as_test

from core import clock
from tests.visits import chain_world, given
from tests.visits.chain_game import HOLDING, START, Game, Refused
from tests.visits.chain_world import Believed, World
from visits.enums import Answer, Transport, VisitState
from visits.models import Attendee, Slot, Visit
from visits.services import changes, preparing, visits
from visits.services.preparing import Travel

pytestmark = [pytest.mark.long, pytest.mark.django_db]
GAMES = int(os.environ.get("CHAIN_GAMES", "4"))
LONG = GAMES > 4
NUMBER = st.integers(0, 11)


class Chain(Game):
    """What somebody can do, a step each."""

    # --- What is done -------------------------------------------------------------------------------------------------
    @initialize(parties=st.lists(st.integers(2, 5), min_size=4, max_size=4))
    def begin(self, parties):
        """One school on each slot, a second one on the first."""
        for teacher, (slot, party) in zip((0, 2, 4, 5), zip((0, 1, 2, 0), parties, strict=True), strict=True):
            self.book(slot=slot, teacher=teacher, party=party)

    @rule(slot=NUMBER, teacher=NUMBER, party=st.integers(1, 8))
    def book(self, slot, teacher, party):
        by = self.somebody(self.world.teachers[teacher % 6])
        at = Slot.objects.get(pk=self.world.slots[slot % 3].pk)

        def act():
            made = visits.book(booking=given.booking(at, by, party), by=by)
            self.believed[made.pk] = Believed()

        self.does("booked", act)

    @rule(number=NUMBER)
    def approve(self, number):
        self.on("approved", number, self.turn_school, lambda _visit, believed: setattr(believed, "school", True))

    @rule(number=NUMBER)
    def approve_oneself(self, number):
        """Never: whoever organises it does not approve it."""
        self.on("approved oneself", number, lambda visit: visits.approve(visit=visit, by=visit.organiser))

    @rule(number=NUMBER)
    def accept(self, number):
        self.on("accepted", number, self.turn_host, lambda _visit, believed: setattr(believed, "host", True))

    @rule(number=NUMBER, of_school=st.booleans())
    def take_back(self, number, of_school):
        """A key that is turned, or has just been."""

        def act(visit):
            by = self.world.heads[visit.school_id] if of_school else self.world.host_of(visit)
            visits.take_key_back(visit=visit, reason="Trùng lịch", by=self.somebody(by))

        def then(_visit, believed):
            setattr(believed, "school" if of_school else "host", False)
            believed.confirmed = False

        (self.approve if of_school else self.accept)(number)
        self.on("taken back", number, act, then)

    @rule(number=NUMBER, slot=NUMBER)
    def move(self, number, slot):
        def act(visit):
            at = Slot.objects.get(pk=self.world.slots[slot % 3].pk)
            changes.move_to(visit=visit, slot=at, by=visit.organiser)

        self.on("moved", number, act, lambda _visit, believed: believed.changes("time"))

    @rule(slot=NUMBER, hours=st.sampled_from([-1, 1, 3]))
    def move_slot(self, slot, hours):
        at = Slot.objects.get(pk=self.world.slots[slot % 3].pk)
        host = self.somebody(self.world.hosts[0 if slot % 3 < 2 else 1])
        by = dt.timedelta(hours=hours)
        held = list(Visit.objects.filter(slot=at, state__in=HOLDING).values_list("pk", flat=True))
        times = {"starts_at": at.starts_at + by, "ends_at": at.ends_at + by}
        if self.does("slot moved", lambda: changes.move_slot(slot=at, **times, by=host)):
            for pk in held:
                self.believed[pk].changes("time")

    @rule(number=NUMBER, party=st.integers(1, 9))
    def resize(self, number, party):
        def act(visit):
            if visit.party == party:
                raise Refused
            changes.resize(visit=visit, party=party, needs="", by=visit.organiser)

        self.on("resized", number, act, lambda _visit, believed: believed.changes("party"))

    @rule(number=NUMBER, plan=st.sampled_from(["Xe đón 7 giờ", "Xe đón 8 giờ"]), place=st.sampled_from(["", "Cổng"]))
    def travel(self, number, plan, place):
        changed = []

        def act(visit):
            changed.extend(["transport"] * ((visit.transport, visit.transport_plan) != ("walk", plan)))
            changed.extend(["place"] * (visit.meeting_point != place))
            preparing.travel(visit=visit, travel=Travel(Transport.WALK, plan, place), by=visit.organiser)

        self.on("travel", number, act, lambda _visit, believed: [believed.changes(what) for what in changed])

    @rule(number=NUMBER, both=st.booleans(), lead=st.booleans())
    def staff(self, number, both, lead):
        changed = []

        def act(visit):
            mine = [one.pk for one in self.world.teachers if one.affiliations.get().organisation_id == visit.school_id]
            leads = mine[int(lead)]
            people = set(mine) if both else {leads}
            before = {row.person_id: row.is_lead for row in visit.staff.all()}
            changed.append(before != {pk: pk == leads for pk in people})
            preparing.name_staff(visit=visit, people=people, lead=leads, by=visit.organiser)

        self.on("staff", number, act, lambda _visit, believed: believed.changes("staff") if changed[0] else None)

    @rule(number=NUMBER, pupil=NUMBER)
    def list_pupil(self, number, pupil):
        self.on(
            "listed",
            number,
            lambda visit: self.put_on(visit, self.world.pupils[visit.school_id][pupil % 3]),
            lambda _visit, believed: believed.changes("roster"),
        )

    @rule(number=NUMBER, pupil=NUMBER, said=st.sampled_from(Answer))
    def answer(self, number, pupil, said):
        """A guardian agrees, refuses, or changes their mind; after the confirmation the roster decides what follows."""
        rows = []

        def act(visit):
            row = visit.attendees.filter(pupil=self.world.pupils[visit.school_id][pupil % 3], left_off_at=None).first()
            if row is None or visit.state not in HOLDING - {VisitState.CONFIRMED}:
                raise Refused
            chain_world.answer(row, said)
            rows.append(row)

        self.on("answered", number, act, lambda _visit, believed: believed.said.update({rows[0].pupil_id: said}))

    @rule(number=NUMBER)
    def make_ready(self, number):
        """Everything a visit needs but the last key, so that games reach it."""
        parts = []

        def act(visit):
            parts.extend(self.prepare(visit))

        def then(visit, believed):
            for what in parts:
                believed.changes(what)
            row = Visit.objects.get(pk=visit.pk)
            for attendee in row.attendees.filter(left_off_at=None):
                chain_world.answer(attendee, Answer.YES)
                believed.said[attendee.pupil_id] = Answer.YES
            for turn, key in ((self.turn_school, "school"), (self.turn_host, "host")):
                if not getattr(believed, key):
                    turn(visit)
                    setattr(believed, key, True)

        self.on("made ready", number, act, then)

    @rule(number=NUMBER)
    def confirm_when_ready(self, number):
        self.make_ready(number)
        self.confirm(number)

    @rule(number=NUMBER)
    def confirm(self, number):
        def then(visit, believed):
            believed.confirmed = True
            going = set(Attendee.objects.filter(visit=visit, left_off_at=None).values_list("pupil", flat=True))
            assert going == {pupil for pupil, said in believed.said.items() if said == Answer.YES}
            assert Visit.objects.get(pk=visit.pk).party == len(going) > 0

        self.on("confirmed", number, lambda visit: visits.confirm(visit=visit, by=visit.organiser), then)

    @rule(number=NUMBER)
    def cancel(self, number):
        self.on(
            "cancelled",
            number,
            lambda visit: visits.cancel(visit=visit, reason="Bão", by=visit.organiser),
            lambda _visit, believed: setattr(believed, "place", "cancelled"),
        )

    @rule(number=NUMBER)
    def refuse(self, number):
        self.on(
            "refused",
            number,
            lambda visit: visits.refuse(visit=visit, reason="Kín chỗ", by=self.somebody(self.world.host_of(visit))),
            lambda _visit, believed: setattr(believed, "place", "refused"),
        )

    @rule(days=st.sampled_from([1, 1, 1, 2, 7]))
    def time_passes(self, days):
        self.clock.shift(dt.timedelta(days=days))
        visits.expire_late()
        visits.hold_past()
        self.line_moved()
        for pk, believed in self.believed.items():
            slot = Visit.objects.select_related("slot").get(pk=pk).slot
            if believed.place in {"waiting", "held"} and slot.starts_at <= clock.now():
                believed.place = VisitState.HELD.value if believed.confirmed else VisitState.EXPIRED.value
                self.reached[believed.state] += 1


def test_no_game_breaks_the_chain():
    with time_machine.travel(START, tick=False):
        Chain.world, Chain.reached = World(), defaultdict(int)
    playing = settings(
        max_examples=GAMES,
        stateful_step_count=40,
        derandomize=not LONG,
        phases=[Phase.generate, Phase.shrink] if LONG else [Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )

    run_state_machine_as_test(Chain, settings=playing)

    assert Chain.reached["approved oneself"] == 0
    wanted = {"booked", "promoted", "confirmed", "moved", "slot moved", "resized", "cancelled", "taken back"}
    assert {name for name in wanted if not Chain.reached[name]} == set()
