"""Who is put on a roster, by whom, and what that takes."""

import datetime as dt

import pytest
import time_machine

from core import clock
from core.errors import Conflict, Invalid, NotFound, Refused
from people.enums import Role
from people.services import former_pupils
from tests import make
from tests.visits import given, given_roster
from visits.enums import Answer, PupilObstacle, VisitState, Word
from visits.models import Agreement, Attendee, Busy, Slot, Visit
from visits.selectors import rosters as selectors
from visits.services import busy, leaving_off, rosters

pytestmark = pytest.mark.django_db


def add(visit, *pupils, by=None):
    return rosters.add(visit=visit, pupils=[pupil.pk for pupil in pupils], by=by or visit.organiser)


def test_a_teacher_puts_pupils_on_and_their_time_is_taken():
    visit = given_roster.prepared()
    one, two = given_roster.pupil(visit), given_roster.pupil(visit)

    done = add(visit, one, two, by=given.teacher(visit.school))

    assert (done.count, done.already, given_roster.on(visit)) == (2, 0, {one.pk, two.pk})
    assert set(Busy.objects.filter(visit=visit).values_list("person", flat=True)) == {
        one.pk,
        two.pk,
        visit.organiser_id,
    }


def test_a_second_click_adds_nobody_twice():
    visit = given_roster.prepared()
    pupil = given_roster.pupil(visit)
    add(visit, pupil)

    done = add(visit, pupil)

    assert (done.count, done.already, Attendee.objects.count()) == (0, 1, 1)


def test_never_more_than_the_party_and_then_nobody_of_them():
    visit = given_roster.prepared(party=2)
    pupils = [given_roster.pupil(visit) for _ in range(3)]

    with pytest.raises(Conflict, match="giữ 2 chỗ, danh sách còn 2, mà thầy cô chọn 3 em"):
        add(visit, *pupils)

    assert given_roster.on(visit) == set()


def test_whoever_is_on_another_visit_then_is_named_and_nobody_is_added():
    visit = given_roster.prepared()
    taken, free = given_roster.pupil(visit, "Đặng Thị Bận"), given_roster.pupil(visit)
    given.pupil_on(given.visit(given.slot(hour=10), given.teacher(visit.school)), taken)

    with pytest.raises(Conflict, match="Đặng Thị Bận"):
        add(visit, taken, free)

    assert given_roster.on(visit) == set()


def test_whoever_is_too_young_for_the_place_is_named():
    visit = given_roster.prepared()
    visit.safety = given.safety(visit.slot.offer, age_min=15)
    visit.save()
    young = make.pupil(visit.school, full_name="Trần Bé Út")
    young.birth_date = clock.today() - dt.timedelta(days=13 * 365)
    young.save()

    with pytest.raises(Conflict, match=r"từ 15 tuổi.*Trần Bé Út"):
        add(visit, young)


def test_pupils_of_another_school_and_under_restriction_are_not_taken():
    visit = given_roster.prepared()
    for somebody in (make.pupil(), given_roster.pupil(visit, is_active=False), given.teacher(visit.school)):
        with pytest.raises(Invalid, match="không còn học ở trường này"):
            add(visit, somebody)


def test_outsiders_hosts_pupils_and_other_schools_change_no_roster():
    visit = given_roster.prepared()
    pupil = given_roster.pupil(visit)
    for somebody in (pupil, visit.slot.offer.author, given.teacher(), make.adult(make.school(), Role.SCHOOL_ADMIN)):
        with pytest.raises(Refused):
            add(visit, pupil, by=somebody)
        with pytest.raises(NotFound):
            selectors.get_for(somebody, visit.pk)


@pytest.mark.parametrize("state", [VisitState.WAITING, VisitState.HELD, VisitState.CANCELLED, VisitState.EXPIRED])
def test_only_while_the_visit_holds_its_seats(state):
    visit = given.visit(state=state)

    with pytest.raises(Conflict):
        add(visit, given_roster.pupil(visit))


def test_not_once_it_has_begun():
    visit = given_roster.prepared()
    pupil = given_roster.pupil(visit)
    with time_machine.travel(visit.slot.starts_at), pytest.raises(Conflict, match="đã bắt đầu"):
        add(visit, pupil)


def test_adding_after_the_confirmation_has_it_confirmed_anew():
    visit = given.visit(state=VisitState.CONFIRMED, party=3)
    given.pupil_on(visit)

    add(visit, given_roster.pupil(visit))

    visit.refresh_from_db()
    assert (visit.state, visit.confirmed_by, visit.party) == (VisitState.PREPARING, None, 3)


def test_removing_gives_the_time_back_and_takes_the_answers_along():
    visit = given_roster.prepared()
    row = given.pupil_on(visit)

    rosters.remove(visit=visit, pupil=row.pupil_id, by=visit.organiser)

    assert (Attendee.objects.count(), Agreement.objects.count()) == (0, 0)
    assert not Busy.objects.filter(person=row.pupil).exists()
    with pytest.raises(Conflict, match="không còn trong danh sách"):
        rosters.remove(visit=visit, pupil=row.pupil_id, by=visit.organiser)


def test_removing_after_the_confirmation_keeps_the_seat_for_another_pupil():
    visit = given.visit(state=VisitState.CONFIRMED, party=2)
    given.pupil_on(visit)
    row = given.pupil_on(visit)

    rosters.remove(visit=visit, pupil=row.pupil_id, by=visit.organiser)
    add(visit, given_roster.pupil(visit))

    visit.refresh_from_db()
    assert (visit.state, visit.party, len(given_roster.on(visit))) == (VisitState.PREPARING, 2, 2)
    assert Slot.objects.get(pk=visit.slot_id).seats_taken == 2


def test_whose_guardian_said_no_is_not_put_on_again():
    visit = given_roster.prepared()
    row = given.pupil_on(visit, answer=Answer.NO)
    busy.let_go(visit=visit, people=[row.pupil_id])
    Attendee.objects.filter(pk=row.pk).update(left_off_at=clock.now())

    with pytest.raises(Conflict, match="chỉ gia đình mới đổi được"):
        add(visit, row.pupil)


def test_each_pupil_stands_in_the_order_of_given_names_with_what_holds_them_up():
    visit = given_roster.prepared()
    names = ("Bùi Thị Yến", "Trần Văn Ân", "Lê Đức Bình", "Đỗ Thị Ánh")
    rows = {name: given.pupil_on(visit, given_roster.pupil(visit, name), answer=None) for name in names}
    given.agreement(rows["Trần Văn Ân"])
    given.agreement(rows["Lê Đức Bình"], terms=7)
    no_consent = given_roster.pupil(visit, "Ngô Thị Chi", consents=())
    given.pupil_on(visit, no_consent)

    roster = selectors.of(visit)

    assert [(line.pupil.full_name, line.word, line.obstacles, line.goes) for line in roster.lines] == [
        ("Trần Văn Ân", Word.AGREED, [], True),
        ("Đỗ Thị Ánh", Word.NOT_ASKED, [], False),
        ("Lê Đức Bình", Word.OUTDATED, [], False),
        ("Ngô Thị Chi", Word.AGREED, [PupilObstacle.NO_CONSENT], False),
        ("Bùi Thị Yến", Word.NOT_ASKED, [], False),
    ]
    assert (roster.room, len(roster.going), len(roster.staying)) == (5, 1, 4)


def test_candidates_are_found_by_class_by_club_and_by_name_without_marks_and_never_all():
    visit = given_roster.prepared()
    anh, binh = given_roster.pupil(visit, "Đặng Minh Ánh"), given_roster.pupil(visit, "Đỗ Bình")
    on = given.pupil_on(visit, given_roster.pupil(visit, "Đặng Thị Ánh")).pupil
    club = make.club(visit.school)
    make.join(club, binh)
    make.join(club, on)

    def found(**wanted):
        return [row.pupil for row in selectors.candidates(visit, **wanted)]

    assert found(q="dang anh") == [anh]
    assert found(q="Ánh") == [anh]
    assert found(club=club.pk) == [binh]
    assert found(class_name="10A1") == [anh, binh]
    assert found(class_name="9Z") == found() == []
    assert found(club=make.club().pk) == []


def test_candidates_say_who_is_busy_and_who_has_no_consent():
    visit = given_roster.prepared()
    taken = given_roster.pupil(visit, "Đặng Thị Bận")
    given.pupil_on(given.visit(given.slot(hour=10), given.teacher(visit.school)), taken)
    without = given_roster.pupil(visit, "Đặng Thị Chưa", consents=())

    found = selectors.candidates(visit, q="dang")

    assert [(row.pupil, row.obstacles, row.is_free) for row in found] == [
        (taken, [PupilObstacle.BUSY], False),
        (without, [PupilObstacle.NO_CONSENT], True),
    ]


def test_whoever_leaves_the_school_goes_off_with_the_day_that_is_the_last():
    visit = given.visit(state=VisitState.CONFIRMED, party=2)
    given.pupil_on(visit)
    row = given.pupil_on(visit)

    former_pupils.let_go(school=visit.school, pupils=[row.pupil_id])
    assert leaving_off.settle_all() == 0
    with time_machine.travel(clock.now() + dt.timedelta(days=1)):
        assert (leaving_off.settle_all(), leaving_off.settle_all()) == (1, 0)

    row.refresh_from_db()
    assert row.left_off_at is not None
    assert not Busy.objects.filter(person=row.pupil).exists()
    assert Visit.objects.get(pk=visit.pk).party == Slot.objects.get(pk=visit.slot_id).seats_taken == 1
