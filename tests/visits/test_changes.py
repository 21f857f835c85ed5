"""What changes after the booking: which steps open again, and that seats and everybody's time move at once or not."""

import datetime as dt

import pytest
from django.db.models import Sum

from core import clock
from core.errors import Conflict, Invalid, Refused
from tests import make
from tests.visits import given
from tests.visits.given_chain import scene
from visits.enums import Change, Transport, VisitAction, VisitState
from visits.models import Agreement, Busy, Closure, Slot, Visit, VisitEvent, VisitStaff
from visits.services import changes, preparing, visits
from visits.services.preparing import Travel

pytestmark = pytest.mark.django_db
BUS = Travel(Transport.SCHOOL_BUS, "Xe trường đón 7 giờ ở cổng.", "Cổng sau")


def seats(slot):
    slot = Slot.objects.get(pk=slot.pk)
    return slot.seats_taken, slot.groups_taken


def times(visit):
    return {(row.starts_at, row.ends_at) for row in Busy.objects.filter(visit=visit)}


# --- Moving ---------------------------------------------------------------------------------------------------------
def test_a_visit_moves_to_another_slot_with_its_seats_and_everybodys_time():
    here = scene(ready=True)
    other = given.slot(here.slot.offer, days=25)
    people = Busy.objects.filter(visit=here.visit).count()

    changes.move_to(visit=here.visit, slot=other, by=here.teacher)

    made = here.fresh()
    assert (made.slot, made.state, made.terms, made.sequence) == (other, VisitState.ASKED, 2, 1)
    assert (seats(here.slot), seats(other)) == ((0, 0), (10, 1))
    assert (Busy.objects.filter(visit=made).count(), times(made)) == (people, {(other.starts_at, other.ends_at)})
    assert Agreement.objects.filter(terms=made.terms).count() == 0


def test_who_is_elsewhere_is_named_and_nothing_moves():
    here = scene(ready=True)
    other = given.slot(here.slot.offer, days=25)
    given.visit(given.slot(days=25, hour=10), here.teacher)
    pupil = here.visit.attendees.first().pupil
    given.pupil_on(given.visit(given.slot(days=25, hour=8), given.teacher(here.school)), pupil, answer=None)

    with pytest.raises(Conflict) as refusal:
        changes.move_to(visit=here.visit, slot=other, by=here.teacher)

    assert here.teacher.full_name in str(refusal.value)
    assert "1 học sinh" in str(refusal.value)
    assert pupil.full_name not in str(refusal.value)
    assert (here.fresh().slot, here.visit.state) == (here.slot, VisitState.PREPARING)
    assert (seats(here.slot), seats(other)) == ((10, 1), (0, 0))
    assert times(here.visit) == {(here.slot.starts_at, here.slot.ends_at)}


def test_the_old_slots_line_moves_up():
    here = scene()
    Slot.objects.filter(pk=here.slot.pk).update(groups=1)
    second = given.teacher()
    waiting = visits.book(booking=given.booking(here.slot, second), by=second)
    assert waiting.state == VisitState.WAITING

    changes.move_to(visit=here.visit, slot=given.slot(here.slot.offer, days=25), by=here.teacher)

    waiting.refresh_from_db()
    assert (waiting.state, seats(here.slot)) == (VisitState.ASKED, (10, 1))


def test_a_slot_without_room_refuses_with_the_seats_left():
    here = scene()
    other = given.slot(here.slot.offer, days=25, seats=12, groups=2)
    given.visit(other, party=8)

    with pytest.raises(Conflict, match="còn 4 chỗ"):
        changes.move_to(visit=here.visit, slot=other, by=here.teacher)
    assert seats(other) == (8, 1)


@pytest.mark.parametrize("other", ["another host's", "the same"])
def test_only_another_slot_of_the_same_offer_is_taken(other):
    here = scene()
    slot = here.slot if other == "the same" else given.slot(days=25)

    with pytest.raises(Invalid):
        changes.move_to(visit=here.visit, slot=slot, by=here.teacher)


def test_a_day_off_of_the_school_is_no_day_to_move_to():
    here = scene()
    other = given.slot(here.slot.offer, days=25)
    day = other.starts_at.astimezone(clock.zone()).date()
    Closure.objects.create(organisation=here.school.organisation, kind="exams", first_day=day, last_day=day)

    with pytest.raises(Conflict, match="tuần thi"):
        changes.move_to(visit=here.visit, slot=other, by=here.teacher)


def test_others_do_not_move_it():
    here = scene()
    other = given.slot(here.slot.offer, days=25)
    for somebody in (given.teacher(), here.host, make.pupil(here.school)):
        with pytest.raises(Refused):
            changes.move_to(visit=here.visit, slot=other, by=somebody)


# --- The host's time ------------------------------------------------------------------------------------------------
def later(slot, hours=24):
    delta = dt.timedelta(hours=hours)
    return {"starts_at": slot.starts_at + delta, "ends_at": slot.ends_at + delta}


def test_a_slots_time_moves_with_all_its_visits():
    here = scene(ready=True)
    second = given.visit(here.slot, state=VisitState.SCHOOL_APPROVED)

    changes.move_slot(slot=here.slot, **later(here.slot), by=here.host)

    moved = Slot.objects.get(pk=here.slot.pk)
    for visit in (here.fresh(), Visit.objects.get(pk=second.pk)):
        assert (visit.state, visit.terms, visit.sequence) == (VisitState.ASKED, 2, 1)
        assert times(visit) == {(moved.starts_at, moved.ends_at)}
    assert (moved.starts_at, seats(moved)) == (here.slot.starts_at + dt.timedelta(days=1), (20, 2))


def test_one_busy_person_of_one_visit_keeps_all_of_them_where_they_are_and_is_not_named_to_the_host():
    here = scene(ready=True)
    second = given.visit(here.slot)
    given.visit(given.slot(days=21), second.organiser)

    with pytest.raises(Conflict) as refusal:
        changes.move_slot(slot=here.slot, **later(here.slot), by=here.host)

    assert second.school.organisation.name in str(refusal.value)
    assert second.organiser.full_name not in str(refusal.value)
    assert Slot.objects.get(pk=here.slot.pk).starts_at == here.slot.starts_at
    assert (here.fresh().state, times(here.visit)) == (
        VisitState.PREPARING,
        {(here.slot.starts_at, here.slot.ends_at)},
    )


def test_a_slot_does_not_move_onto_another_one_into_the_past_or_to_an_odd_length():
    here = scene()
    given.slot(here.slot.offer, days=21)
    soon = clock.now() + dt.timedelta(hours=5)

    with pytest.raises(Conflict, match="chồng"):
        changes.move_slot(slot=here.slot, **later(here.slot), by=here.host)
    with pytest.raises(Invalid, match="quá gần"):
        changes.move_slot(slot=here.slot, starts_at=soon, ends_at=soon + dt.timedelta(hours=1), by=here.host)
    start = here.slot.starts_at
    with pytest.raises(Invalid, match="30 phút"):
        changes.move_slot(slot=here.slot, starts_at=start, ends_at=start + dt.timedelta(minutes=5), by=here.host)


def test_only_the_host_moves_a_slot():
    here = scene()
    for somebody in (here.teacher, here.head, given.host()):
        with pytest.raises(Refused):
            changes.move_slot(slot=here.slot, **later(here.slot), by=somebody)


# --- The party ------------------------------------------------------------------------------------------------------
def test_a_larger_party_takes_seats_and_asks_both_sides_but_no_guardian():
    here = scene(ready=True)

    changes.resize(visit=here.visit, party=15, needs="1 xe lăn", by=here.teacher)

    made = here.fresh()
    assert (made.state, made.party, made.needs, made.terms) == (VisitState.ASKED, 15, "1 xe lăn", 1)
    assert seats(here.slot) == (15, 1)


def test_a_party_larger_than_the_room_is_refused_with_the_seats_left():
    here = scene()
    given.visit(here.slot, party=25)

    with pytest.raises(Conflict, match="còn 15 chỗ"):
        changes.resize(visit=here.visit, party=16, needs="", by=here.teacher)
    assert (here.fresh().party, seats(here.slot)) == (10, (35, 2))


def test_a_smaller_party_lets_whoever_waits_in():
    here = scene(party=20)
    second = given.teacher()
    waiting = visits.book(booking=given.booking(here.slot, second, 25), by=second)

    changes.resize(visit=here.visit, party=15, needs="", by=here.teacher)

    waiting.refresh_from_db()
    assert (waiting.state, seats(here.slot)) == (VisitState.ASKED, (40, 2))


def test_a_party_is_not_smaller_than_its_roster():
    here = scene(ready=True)
    with pytest.raises(Conflict, match="đang có 2 em"):
        changes.resize(visit=here.visit, party=1, needs="", by=here.teacher)


def test_a_closed_slot_still_gives_seats_back():
    """The host closed it for newcomers; the visit that is on it may still shrink."""
    here = scene(ready=True)
    Slot.objects.filter(pk=here.slot.pk).update(closed_at=clock.now())

    visits.confirm(visit=here.visit, by=here.teacher)

    assert (here.fresh().party, seats(here.slot)) == (2, (2, 1))


# --- Travel, staff, contact -----------------------------------------------------------------------------------------
def test_travel_and_place_are_asked_again_of_the_head_and_the_guardians():
    here = scene(ready=True)

    preparing.travel(visit=here.visit, travel=BUS, by=here.teacher)

    made = here.fresh()
    assert (made.transport, made.meeting_point, made.state) == ("school_bus", "Cổng sau", VisitState.HOST_ACCEPTED)
    assert (made.terms, made.sequence) == (3, 2)
    about = VisitEvent.objects.filter(action=VisitAction.CHANGE).values_list("about", flat=True)
    assert list(about) == [Change.TRANSPORT, Change.PLACE]


def test_what_is_saved_unchanged_asks_nobody():
    here = scene(ready=True)
    same = Travel(Transport(here.visit.transport), here.visit.transport_plan, here.visit.meeting_point)
    staff = {row.person_id for row in here.visit.staff.all()}

    preparing.travel(visit=here.visit, travel=same, by=here.teacher)
    preparing.name_staff(visit=here.visit, people=staff, lead=here.teacher.pk, by=here.teacher)
    changes.resize(visit=here.visit, party=here.visit.party, needs=here.visit.needs, by=here.teacher)
    changes.move_slot(slot=here.slot, starts_at=here.slot.starts_at, ends_at=here.slot.ends_at, by=here.host)

    assert (here.fresh().state, here.visit.terms, here.visit.sequence) == (VisitState.PREPARING, 1, 0)
    assert VisitEvent.objects.count() == 0


def test_staff_are_named_and_their_time_is_taken_and_given_back():
    here = scene(ready=True)
    goes = VisitStaff.objects.exclude(person=here.teacher).get().person
    new = given.teacher(here.school)

    preparing.name_staff(visit=here.visit, people=[new.pk, here.teacher.pk], lead=new.pk, by=here.teacher)

    assert {(row.person, row.is_lead) for row in here.visit.staff.all()} == {(new, True), (here.teacher, False)}
    assert not Busy.objects.filter(person=goes).exists()
    assert Busy.objects.filter(person=new, visit=here.visit).exists()
    assert here.fresh().state == VisitState.PREPARING


def test_a_busy_colleague_is_named_and_nobody_is_changed():
    here = scene(ready=True)
    busy = given.teacher(here.school)
    given.visit(given.slot(hour=10), busy)

    with pytest.raises(Conflict, match=busy.full_name):
        preparing.name_staff(visit=here.visit, people=[busy.pk], lead=busy.pk, by=here.teacher)
    assert here.visit.staff.filter(is_lead=True).get().person == here.teacher


def test_only_the_schools_own_people_go_along_and_one_of_them_leads():
    here = scene()
    stranger, colleague = given.teacher(), given.teacher(here.school)

    with pytest.raises(Invalid, match="không còn là thầy cô"):
        preparing.name_staff(visit=here.visit, people=[stranger.pk], lead=stranger.pk, by=here.teacher)
    with pytest.raises(Invalid, match="Trưởng đoàn"):
        preparing.name_staff(visit=here.visit, people=[colleague.pk], lead=here.teacher.pk, by=here.teacher)


@pytest.mark.parametrize("phone", ["12", "gọi cô Lan", "0912 345 678 901 234 567"])
def test_a_number_nobody_can_call_is_refused(phone):
    here = scene()
    with pytest.raises(Invalid, match="8 đến 14"):
        preparing.contact(visit=here.visit, name="Cô Lan", phone=phone, by=here.teacher)


def test_the_emergency_contact_asks_nobody_again():
    here = scene(ready=True)

    preparing.contact(visit=here.visit, name="Cô Lan", phone="0225 382 1234", by=here.teacher)

    made = here.fresh()
    assert (made.emergency_name, made.emergency_phone, made.state) == ("Cô Lan", "02253821234", VisitState.PREPARING)


def test_nothing_is_changed_in_the_line_after_the_end_or_once_it_began():
    for state in (VisitState.WAITING, VisitState.CANCELLED, VisitState.HELD):
        here = scene(state)
        with pytest.raises(Conflict):
            preparing.travel(visit=here.visit, travel=BUS, by=here.teacher)


# --- What a calendar shows ------------------------------------------------------------------------------------------
def test_the_sequence_rises_with_what_a_calendar_shows_and_with_nothing_else():
    here = scene(ready=True)
    steps = []
    visits.confirm(visit=here.visit, by=here.teacher)
    steps.append(here.fresh().sequence)
    preparing.contact(visit=here.visit, name="Cô Lan", phone="02253821234", by=here.teacher)
    steps.append(here.fresh().sequence)
    changes.move_to(visit=here.visit, slot=given.slot(here.slot.offer, days=25), by=here.teacher)
    steps.append(here.fresh().sequence)
    visits.approve(visit=here.visit, by=here.head)
    steps.append(here.fresh().sequence)
    visits.cancel(visit=here.visit, reason="Bão", by=here.teacher)
    steps.append(here.fresh().sequence)

    # Confirmed, nothing, moved and no longer certain, nothing, cancelled.
    assert steps == [1, 1, 3, 3, 4]


def test_the_seats_of_a_slot_are_the_sum_of_its_visits_after_many_changes():
    here = scene(party=5)
    other = given.slot(here.slot.offer, days=25)
    second = given.visit(here.slot, party=12)
    changes.move_to(visit=second, slot=other, by=second.organiser)
    changes.resize(visit=here.visit, party=9, needs="", by=here.teacher)
    changes.move_to(visit=second, slot=here.slot, by=second.organiser)

    for slot in (here.slot, other):
        held = Visit.objects.filter(slot=slot).aggregate(n=Sum("party"))["n"] or 0
        assert seats(slot)[0] == held
