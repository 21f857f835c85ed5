"""Two phones at once: what both send counts once, and what each notes is kept."""

import pytest

from people.models import User
from tests.races import race
from tests.visits import given, given_day
from visits.models import Mark, Visit
from visits.selectors import attendance
from visits.services import day

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_one_phone_that_sends_the_same_twice_at_once_is_taken_once():
    visit = given_day.today("Lê Đức Bình", "Bùi Thị Chi")
    marks, counts = [given_day.mark(row) for row in given_day.rows(visit)], [given_day.count(2)]

    def send(_index):
        by = User.objects.get(pk=visit.organiser_id)
        told = day.take(visit=Visit.objects.get(pk=visit.pk), marks=marks, counts=counts, by=by)
        return [one.outcome.value for one in told]

    assert sorted(race(2, send)) == [["known"] * 3, ["taken"] * 3]
    assert Mark.objects.count() == 2


def test_two_teachers_who_mark_one_pupil_at_once_are_both_kept():
    visit = given_day.today("Lê Đức Bình")
    row, teachers = given_day.rows(visit)[0], [visit.organiser_id, given.staff(visit).pk]
    marks = [given_day.mark(row, "absent", ago=3), given_day.mark(row, "late", ago=1)]

    def send(index):
        by = User.objects.get(pk=teachers[index])
        (told,) = day.take(visit=Visit.objects.get(pk=visit.pk), marks=[marks[index]], by=by)
        return told.outcome.value

    assert race(2, send) == ["taken", "taken"]
    assert attendance.latest(visit)[row.pk].kind == "late"


def test_a_code_scanned_by_two_at_once_marks_once():
    visit = given_day.today("Lê Đức Bình")
    row, teachers = given_day.rows(visit)[0], [visit.organiser_id, given.staff(visit).pk]
    code = day.selectors.code_of(row)

    def scan(index):
        by = User.objects.get(pk=teachers[index])
        return day.check_in(visit=Visit.objects.get(pk=visit.pk), code=code, by=by)[1]

    assert sorted(race(2, scan)) == [False, True]
    assert given_day.kept(row) == ["present"]
