"""The keys of a visit: who turns which, what reopens them, and that none is passed by."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction

from core import clock
from core.errors import Conflict, Invalid, Refused
from people.enums import Role
from tests import make
from tests.visits import given
from visits.enums import Answer, Change, Missing, VisitAction, VisitState
from visits.models import Agreement, Busy, Slot, Visit, VisitEvent
from visits.selectors import readiness
from visits.services import visits

pytestmark = pytest.mark.django_db


def test_a_booking_takes_its_seats_at_once_and_asks_both_sides():
    at, teacher = given.slot(seats=30), given.teacher()

    made = visits.book(booking=given.booking(at, teacher, 12), by=teacher)

    at.refresh_from_db()
    assert (made.state, made.party, at.seats_taken, at.groups_taken) == (VisitState.ASKED, 12, 12, 1)
    assert [row.person for row in Busy.objects.all()] == [teacher]
    assert [row.action for row in VisitEvent.objects.all()] == [VisitAction.BOOK, VisitAction.PROMOTE]


def test_both_keys_lead_to_preparation_in_either_order():
    for first, second in (("approve", "accept"), ("accept", "approve")):
        made = given.visit()
        turn = {
            "approve": lambda made=made: visits.approve(visit=made, by=given.head(made.school)),
            "accept": lambda made=made: visits.accept(
                visit=made, safety=given.safety(made.slot.offer), by=made.slot.offer.author
            ),
        }
        turn[first]()
        assert turn[second]().state == VisitState.PREPARING


def test_the_organiser_does_not_approve_the_own_visit_even_as_head():
    school = make.school()
    head = given.head(school)
    made = given.visit(by=head)

    with pytest.raises(Refused):
        visits.approve(visit=made, by=head)
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=made.pk).update(state=VisitState.SCHOOL_APPROVED, approved_by=head)


def test_a_teacher_or_another_schools_head_does_not_approve():
    made = given.visit()
    for somebody in (given.teacher(made.school), given.head(make.school()), made.slot.offer.author):
        with pytest.raises(Refused):
            visits.approve(visit=made, by=somebody)


def test_a_host_who_was_not_seen_in_person_does_not_accept():
    by = make.representative()
    made = given.visit(given.slot(given.offer(by)))

    with pytest.raises(Refused, match="trực tiếp"):
        visits.accept(visit=made, safety=given.safety(made.slot.offer), by=by)


def test_a_safety_sheet_that_ends_before_the_day_is_not_enough():
    made = given.visit()
    sheet = given.safety(made.slot.offer, valid_until=clock.today() + dt.timedelta(days=5))

    with pytest.raises(Conflict, match="ký phiếu mới"):
        visits.accept(visit=made, safety=sheet, by=made.slot.offer.author)


def test_a_sheet_of_another_offer_is_not_taken():
    made = given.visit()
    with pytest.raises(Invalid):
        visits.accept(visit=made, safety=given.safety(given.offer()), by=made.slot.offer.author)


def test_what_is_missing_is_named_and_nothing_is_confirmed_meanwhile():
    made = given.visit(state=VisitState.PREPARING)

    with pytest.raises(Conflict) as refusal:
        visits.confirm(visit=made, by=made.organiser)

    assert readiness.missing_from(made) == [
        Missing.RATIO,
        Missing.TRANSPORT,
        Missing.EMERGENCY,
        Missing.ROSTER,
    ]
    assert all(str(missing.label) in str(refusal.value) for missing in readiness.missing_from(made))
    assert Visit.objects.get(pk=made.pk).state == VisitState.PREPARING


def test_with_everything_there_it_is_confirmed():
    made = given.ready()

    assert visits.confirm(visit=made, by=made.organiser).state == VisitState.CONFIRMED


def test_pupils_without_an_agreement_are_left_off_and_their_seats_and_time_given_back():
    made = given.ready(party=5)
    silent = given.pupil_on(made, answer=None)
    no = given.pupil_on(made, answer=Answer.NO)

    visits.confirm(visit=made, by=made.organiser)

    left = made.attendees.filter(left_off_at__isnull=False)
    assert set(left) == {silent, no}
    assert not Busy.objects.filter(person__in=[silent.pupil, no.pupil]).exists()
    assert Visit.objects.get(pk=made.pk).party == Slot.objects.get(pk=made.slot_id).seats_taken == 2


def test_one_guardians_no_outweighs_the_others_yes():
    made = given.ready(pupils=1)
    row = made.attendees.get()
    given.agreement(row, Answer.NO, guardianship=make.guardianship(row.pupil, "Bố", phone="0900000222"))

    assert readiness.missing_from(made) == [Missing.PARTY]


def test_without_the_standing_consent_a_yes_does_not_count():
    made = given.ready(pupils=1)
    pupil = make.pupil(made.school)
    row = given.pupil_on(made, pupil)

    visits.confirm(visit=made, by=made.organiser)

    row.refresh_from_db()
    assert row.left_off_at is not None


def test_a_pupil_younger_than_the_place_allows_holds_it_up():
    made = given.ready(pupils=1)
    made.safety = given.safety(made.slot.offer, age_min=18)
    made.save()

    assert readiness.missing_from(made) == [Missing.AGES]


def test_a_host_whose_clearance_lapsed_holds_it_up():
    made = given.ready()
    made.accepted_by.clearances.update(revoked_at=clock.now())

    assert readiness.missing_from(made) == [Missing.HOST]


def test_a_new_time_opens_every_step_again_and_asks_guardians_anew():
    made = given.ready()
    with transaction.atomic():
        visits.reopen(made, Change.TIME, made.organiser, "Dời sang thứ Sáu")

    made = Visit.objects.get(pk=made.pk)
    assert (made.state, made.terms, made.approved_by, made.accepted_by) == (VisitState.ASKED, 2, None, None)
    assert Agreement.objects.exclude(terms=made.terms).count() == 2


@pytest.mark.parametrize(
    ("change", "state"),
    [
        (Change.PLACE, VisitState.HOST_ACCEPTED),
        (Change.PARTY, VisitState.ASKED),
        (Change.STAFF, VisitState.PREPARING),
        (Change.TRANSPORT, VisitState.PREPARING),
        (Change.ROSTER, VisitState.PREPARING),
    ],
)
def test_a_change_opens_exactly_the_steps_it_touches(change, state):
    made = given.visit(state=VisitState.CONFIRMED)
    with transaction.atomic():
        visits.reopen(made, change, made.organiser)

    assert Visit.objects.get(pk=made.pk).state == state


def test_each_side_takes_its_own_key_back():
    made = given.visit(state=VisitState.CONFIRMED)

    visits.take_key_back(visit=made, reason="Hôm ấy xưởng bảo trì", by=made.slot.offer.author)

    made = Visit.objects.get(pk=made.pk)
    assert (made.state, made.accepted_by, made.approved_by is None) == (VisitState.SCHOOL_APPROVED, None, False)
    visits.take_key_back(visit=made, reason="Trường đổi lịch thi", by=given.head(made.school))
    assert Visit.objects.get(pk=made.pk).state == VisitState.ASKED


@pytest.mark.parametrize("state", [state for state in VisitState if state in visits.OPEN_VISIT_STATES])
def test_cancelling_from_anywhere_leaves_the_seats_exact(state):
    made = given.visit(state=state)

    visits.cancel(visit=made, reason="Mưa bão", by=made.organiser)

    at = Slot.objects.get(pk=made.slot_id)
    assert (at.seats_taken, at.groups_taken, Busy.objects.count()) == (0, 0, 0)
    assert Visit.objects.get(pk=made.pk).state == VisitState.CANCELLED


def test_the_line_moves_in_order_and_whoever_does_not_fit_keeps_the_place():
    at = given.slot(seats=30, groups=3)
    first = given.visit(at, party=25)
    waiting = [
        visits.book(booking=given.booking(at, teacher, party), by=teacher)
        for teacher, party in ((given.teacher(), 28), (given.teacher(), 10), (given.teacher(), 12))
    ]
    assert [row.state for row in waiting] == [VisitState.WAITING] * 3

    visits.cancel(visit=first, reason="Trùng lịch", by=first.organiser)

    for row in waiting:
        row.refresh_from_db()
    assert [row.state for row in waiting] == [VisitState.ASKED, VisitState.WAITING, VisitState.WAITING]
    visits.cancel(visit=waiting[0], reason="Trùng lịch", by=waiting[0].organiser)
    for row in waiting:
        row.refresh_from_db()
    assert [row.state for row in waiting[1:]] == [VisitState.ASKED, VisitState.ASKED]


def test_a_teacher_is_not_in_two_places():
    teacher = given.teacher()
    given.visit(given.slot(hour=9), teacher)

    made = visits.book(booking=given.booking(given.slot(hour=10), teacher), by=teacher)

    assert made.state == VisitState.WAITING
    assert Slot.objects.get(pk=made.slot_id).seats_taken == 0


def test_one_visit_may_begin_when_another_ends():
    teacher = given.teacher()
    given.visit(given.slot(hour=8), teacher)

    assert visits.book(booking=given.booking(given.slot(hour=10), teacher), by=teacher).state == VisitState.ASKED


def test_slots_of_one_offer_do_not_overlap():
    offer = given.offer()
    given.slot(offer, hour=9)
    given.slot(offer, hour=11)
    given.slot(offer, hour=10, closed_at=clock.now())

    with pytest.raises(IntegrityError), transaction.atomic():
        given.slot(offer, hour=10)


@pytest.mark.parametrize("party", [4, 41])
def test_a_party_outside_of_what_the_host_takes_is_refused_with_the_numbers(party):
    teacher = given.teacher()
    at = given.slot(given.offer(party_min=5, party_max=40), seats=60)

    with pytest.raises(Invalid, match="từ 5 đến 40"):
        visits.book(booking=given.booking(at, teacher, party), by=teacher)


def test_a_schools_quota_counts_what_it_has_with_the_offer():
    offer, teacher = given.offer(school_quota=25), given.teacher()
    given.visit(given.slot(offer, hour=8), teacher, party=15)

    with pytest.raises(Conflict, match="còn 10 chỗ"):
        visits.book(booking=given.booking(given.slot(offer, hour=14), teacher, 11), by=teacher)


def test_outsiders_pupils_and_other_schools_do_not_book():
    at, school = given.slot(), make.school()
    for somebody in (make.pupil(school), make.adult(make.school(), Role.TEACHER), at.offer.author):
        with pytest.raises(Refused):
            visits.book(booking=visits.Booking(slot=at, school=school, party=10), by=somebody)


def test_a_visit_nobody_confirmed_ends_when_it_would_begin():
    made = given.visit(state=VisitState.PREPARING)
    with time_machine.travel(made.slot.starts_at):
        assert (visits.expire_late(), visits.expire_late()) == (1, 0)

    assert Visit.objects.get(pk=made.pk).state == VisitState.EXPIRED
    assert Slot.objects.get(pk=made.slot_id).seats_taken == 0


def test_a_confirmed_visit_has_taken_place_when_its_time_is_over():
    made = given.visit(state=VisitState.CONFIRMED)
    with time_machine.travel(made.slot.ends_at):
        assert (visits.hold_past(), visits.hold_past()) == (1, 0)

    made = Visit.objects.get(pk=made.pk)
    assert (made.state, made.confirmed_by) == (VisitState.HELD, made.organiser)
