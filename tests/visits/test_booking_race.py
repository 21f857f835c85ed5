"""Many book a few slots at once: nobody is in two places, no slot is overfull, and whoever loses is told so."""

import pytest

from core.errors import Conflict
from people.models import User
from tests.races import race
from tests.visits import booking_race, given
from visits.enums import VisitState
from visits.models import Slot, Visit
from visits.services import visits

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_sixteen_writers_leave_every_seat_and_every_teachers_time_exact():
    field = booking_race.lay_out(hosts=4, times=3, teachers=30)

    score = booking_race.play(field, booking_race.ours, writers=16, attempts=400)

    assert set(score.told) <= {"booked", "waits", "refused"}
    assert (score.overlaps, score.overfull, score.inexact) == (0, 0, 0)
    assert score.told["booked"] > 0


def test_a_double_click_books_once():
    at, teacher = given.slot(seats=40, groups=8), given.teacher()
    school = teacher.affiliations.get().organisation.school

    def click(_: int) -> Visit:
        by = User.objects.get(pk=teacher.pk)
        booking = visits.Booking(slot=Slot.objects.get(pk=at.pk), school=school, party=5)
        return visits.book(booking=booking, by=by)

    answers = race(4, click)

    assert sum(isinstance(answer, Conflict) for answer in answers) == 3
    assert [visit.state for visit in Visit.objects.all()] == [VisitState.ASKED]
    assert Slot.objects.get(pk=at.pk).seats_taken == 5


def test_who_calls_off_on_one_device_and_books_again_on_another_gets_an_answer_on_both():
    at, teacher = given.slot(seats=40, groups=8), given.teacher()
    school = teacher.affiliations.get().organisation.school

    def book() -> Visit:
        by = User.objects.get(pk=teacher.pk)
        return visits.book(booking=visits.Booking(slot=Slot.objects.get(pk=at.pk), school=school, party=5), by=by)

    def act(device: int) -> Visit:
        by = User.objects.get(pk=teacher.pk)
        return book() if device else visits.cancel(visit=Visit.objects.latest("pk"), reason="Trùng lịch", by=by)

    book()
    for _ in range(20):
        called_off, booked = race(2, act)
        assert isinstance(called_off, Visit)
        assert isinstance(booked, Visit | Conflict)
        if isinstance(booked, Conflict):
            book()

    assert Slot.objects.get(pk=at.pk).seats_taken == 5


def test_of_two_at_once_for_the_last_seats_one_gets_them_and_the_other_stands_first_in_line():
    at = given.slot(seats=10, groups=2)
    teachers = [given.teacher() for _ in range(2)]
    schools = [teacher.affiliations.get().organisation.school for teacher in teachers]

    def book(index: int) -> Visit:
        by = User.objects.get(pk=teachers[index].pk)
        booking = visits.Booking(slot=Slot.objects.get(pk=at.pk), school=schools[index], party=10)
        return visits.book(booking=booking, by=by)

    answers = race(2, book)

    assert sorted(answer.state for answer in answers) == [VisitState.ASKED, VisitState.WAITING]
