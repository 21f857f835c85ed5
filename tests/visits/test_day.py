"""Marks and head counts on the day of a visit: who may, when, once, and which one counts."""

import datetime as dt
import uuid

import pytest
import time_machine

from core import clock
from core.errors import Conflict, NotFound, Refused
from people import personal_data
from people.services import history
from tests import make
from tests.visits import given, given_day
from visits.enums import CountMoment, Sent, VisitState
from visits.models import HeadCount, Mark, Visit
from visits.selectors import attendance
from visits.selectors import day as selectors
from visits.services import day, day_holdings, receptions, visits

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    return given_day.today("Lê Đức Bình", "Bùi Thị Chi", "Vũ Văn Dũng")


def outcomes(told):
    return [(one.outcome.value, one.why) for one in told]


def figures(visit):
    found = attendance.figures(visit)
    return (found.here, found.late, found.absent, found.left_early, found.unmarked)


def test_what_is_sent_twice_counts_once(visit):
    first, second, third = given_day.rows(visit)
    sent = [given_day.mark(first), given_day.mark(second, "late"), given_day.mark(third, "absent")]
    counted = [given_day.count(2)]

    once = day.take(visit=visit, marks=sent, counts=counted, by=visit.organiser)
    again = day.take(visit=visit, marks=sent, counts=counted, by=visit.organiser)

    assert outcomes(once) == [("taken", "")] * 4
    assert outcomes(again) == [("known", "")] * 4
    assert (Mark.objects.count(), HeadCount.objects.count()) == (3, 1)
    assert figures(visit) == (2, 1, 1, 0, 0)


def test_the_same_thing_twice_in_one_go_counts_once(visit):
    one = given_day.mark(given_day.rows(visit)[0])
    assert outcomes(day.take(visit=visit, marks=[one, one], by=visit.organiser)) == [("taken", ""), ("known", "")]


def test_the_newest_by_its_own_time_counts_and_all_are_kept(visit):
    row = given_day.rows(visit)[0]
    day.take(visit=visit, marks=[given_day.mark(row, "absent", ago=5)], by=visit.organiser)
    day.take(visit=visit, marks=[given_day.mark(row, "present", ago=30)], by=visit.organiser)

    assert given_day.kept(row) == ["present", "absent"]
    assert attendance.latest(visit)[row.pk].kind == "absent"


def test_a_phone_whose_clock_is_wrong_is_set_right(visit):
    row = given_day.rows(visit)[0]
    behind = clock.now() - dt.timedelta(days=400)
    noted = day.NewMark(row.pk, "present", uuid.uuid4(), behind - dt.timedelta(minutes=10))

    with time_machine.travel(clock.now(), tick=False):
        told = day.take(visit=visit, marks=[noted], sent_at=behind, by=visit.organiser)
        assert outcomes(told) == [("taken", "")]
        assert Mark.objects.get().at == clock.now() - dt.timedelta(minutes=10)


def test_nothing_is_noted_in_the_future_or_before_the_day(visit):
    first, second, _third = given_day.rows(visit)
    with time_machine.travel(clock.now(), tick=False):
        ahead, long_ago = given_day.mark(first, ago=-600), given_day.mark(second, ago=600)
        told = day.take(visit=visit, marks=[ahead, long_ago], by=visit.organiser)

        assert outcomes(told) == [
            ("taken", ""),
            ("refused", "Giờ ghi không thuộc ngày đi của chuyến này."),
        ]
        assert Mark.objects.get().at == clock.now()


def test_one_that_is_refused_holds_up_no_other(visit):
    gone, stays, _third = given_day.rows(visit)
    gone.left_off_at = clock.now()
    gone.save()

    told = day.take(visit=visit, marks=[given_day.mark(gone), given_day.mark(stays)], by=visit.organiser)

    assert outcomes(told) == [("refused", "Em này không còn trong danh sách của chuyến đi."), ("taken", "")]


def test_a_pupil_of_another_visit_is_not_marked_here(visit):
    other = given_day.rows(given_day.today("Đỗ Văn Em"))[0]
    (told,) = day.take(visit=visit, marks=[given_day.mark(other)], by=visit.organiser)
    assert told.outcome == Sent.REFUSED


def test_those_who_go_along_the_organiser_and_the_head_take_attendance(visit):
    row = given_day.rows(visit)[0]
    for who in (visit.organiser, given.staff(visit), given.head(visit.school)):
        (told,) = day.take(visit=visit, marks=[given_day.mark(row)], by=who)
        assert told.outcome == Sent.TAKEN
    for who in (given.teacher(visit.school), given.teacher(), visit.slot.offer.author, row.pupil, make.officer()):
        with pytest.raises(Refused):
            day.take(visit=visit, marks=[given_day.mark(row)], by=who)


@pytest.mark.parametrize(
    ("minutes", "opens"), [(-3 * 60 - 1, False), (-3 * 60 + 1, True), (14 * 60 - 1, True), (14 * 60 + 1, False)]
)
def test_from_three_hours_before_until_twelve_hours_after(visit, minutes, opens):
    row = given_day.rows(visit)[0]
    with time_machine.travel(visit.slot.starts_at + dt.timedelta(minutes=minutes), tick=False):
        try:
            day.take(visit=visit, marks=[given_day.mark(row)], by=visit.organiser)
        except Conflict:
            assert not opens
        else:
            assert opens


@pytest.mark.parametrize("state", [VisitState.PREPARING, VisitState.ASKED, VisitState.CANCELLED])
def test_only_of_a_visit_that_takes_place(state):
    visit = given_day.today("Lê Đức Bình", state=state)
    with pytest.raises(Conflict, match="chưa chốt"):
        day.take(visit=visit, marks=[given_day.mark(given_day.rows(visit)[0])], by=visit.organiser)


def test_a_visit_that_has_been_noted_as_held_is_still_corrected(visit):
    with time_machine.travel(visit.slot.ends_at + dt.timedelta(minutes=30)):
        assert visits.hold_past() == 1
        day.take(visit=visit, marks=[given_day.mark(given_day.rows(visit)[0], "absent")], by=visit.organiser)
    assert figures(visit) == (0, 0, 1, 0, 2)


def test_whoever_logged_in_meanwhile_does_not_sign_for_it(visit):
    other = given.staff(visit)
    with pytest.raises(Conflict, match="tài khoản khác"):
        day.take(visit=visit, marks=[given_day.mark(given_day.rows(visit)[0])], by=other, owner=visit.organiser_id)
    assert not Mark.objects.exists()


def test_a_head_count_is_held_against_who_was_marked_until_then(visit):
    first, second, third = given_day.rows(visit)
    marks = [given_day.mark(first, ago=40), given_day.mark(second, ago=40), given_day.mark(third, "late", ago=5)]
    counts = [given_day.count(2, ago=20), given_day.count(2, "at_place")]

    day.take(visit=visit, marks=marks, counts=counts, by=visit.organiser)

    assert [(row.moment, row.counted, row.expected, row.is_right) for row in HeadCount.objects.all()] == [
        (CountMoment.GOING_OUT, 2, 2, True),
        (CountMoment.AT_PLACE, 2, 3, False),
    ]


def test_who_left_early_is_not_expected_back_and_did_come(visit):
    first, second, third = given_day.rows(visit)
    marks = [given_day.mark(first), given_day.mark(second, "left_early"), given_day.mark(third, "absent")]
    day.take(visit=visit, marks=marks, counts=[given_day.count(1, "home")], by=visit.organiser)

    assert HeadCount.objects.get().expected == 1
    assert set(attendance.who_came(visit)) == {first, second}


def test_where_nobody_marked_anything_nobody_came(visit):
    assert list(attendance.who_came(visit)) == []
    assert figures(visit) == (0, 0, 0, 0, 3)


def test_a_code_marks_the_pupil_once(visit):
    row = given_day.rows(visit)[0]
    code = selectors.code_of(row)

    assert day.check_in(visit=visit, code=code, by=visit.organiser) == (row, True)
    assert day.check_in(visit=visit, code=code, by=given.staff(visit)) == (row, False)
    assert given_day.kept(row) == ["present"]


def test_a_code_is_worth_nothing_at_another_visit_or_changed(visit):
    other = given_day.today("Đỗ Văn Em", by=given.teacher(visit.school))
    code = selectors.code_of(given_day.rows(visit)[0])
    for wrong in (code, code + "x", "1-1", ""):
        with pytest.raises(NotFound):
            day.check_in(visit=other, code=wrong, by=other.organiser)
    assert not Mark.objects.exists()


def test_the_host_says_once_that_the_group_came_and_left(visit):
    host = visit.slot.offer.author
    with pytest.raises(Conflict):
        receptions.leave(visit=visit, by=host)
    came = receptions.arrive(visit=visit, by=host)
    assert receptions.arrive(visit=visit, by=host) == came
    left = receptions.leave(visit=visit, by=host)
    assert receptions.leave(visit=visit, by=host).left_at == left.left_at
    with pytest.raises(Refused):
        receptions.arrive(visit=visit, by=visit.organiser)


def test_the_copy_shows_a_pupil_the_marks_and_a_teacher_what_was_noted(visit):
    row = given_day.rows(visit)[0]
    day.take(visit=visit, marks=[given_day.mark(row, "late")], counts=[given_day.count(1)], by=visit.organiser)
    receptions.arrive(visit=visit, by=visit.slot.offer.author)
    read = {code: personal_data.HOLDINGS[code].read for code in ("visit_marks", "visit_days")}

    assert [(one["visit"], one["kind"]) for one in read["visit_marks"](row.pupil)] == [(visit.pk, "đến muộn")]
    assert [set(one) for one in read["visit_days"](visit.organiser)] == [
        {"visit", "marked", "at"},
        {"visit", "moment", "counted", "at"},
    ]
    assert [set(one) for one in read["visit_days"](visit.slot.offer.author)] == [{"visit", "arrived_at", "left_at"}]
    assert read["visit_marks"](visit.organiser) == []


def test_of_a_forgotten_pupil_only_whether_somebody_came_stays(visit):
    row, other, _third = given_day.rows(visit)
    marks = [given_day.mark(row, "absent", ago=9), given_day.mark(row, "late"), given_day.mark(other, ago=9)]
    day.take(visit=visit, marks=marks, by=visit.organiser)

    with history.opened():
        day_holdings.forget_marks(row.pupil)

    assert (given_day.kept(row), given_day.kept(other)) == (["late"], ["present"])
    assert figures(Visit.objects.get(pk=visit.pk)) == (2, 1, 0, 0, 1)
