"""Days off: who writes them, what they keep from being booked, and that no visit ends by them."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.errors import Conflict, Invalid, Refused
from people.enums import Role
from tests import make
from tests.visits import given
from visits.enums import ClosureKind, VisitState
from visits.models import Closure
from visits.selectors import closures as selectors
from visits.services import closures, visits
from visits.services.closures import DaysOff

pytestmark = pytest.mark.django_db


def days(first=30, last=32, kind=ClosureKind.EXAMS, note="thi học kỳ"):
    today = clock.today()
    return DaysOff(kind, today + dt.timedelta(days=first), today + dt.timedelta(days=last), note)


def test_a_school_a_host_and_the_department_each_write_their_own():
    school, host, officer = make.school(), given.host(), make.officer()
    home = host.affiliations.get().organisation

    closures.add(home=school.organisation, days=days(), by=given.head(school))
    closures.add(home=home, days=days(kind=ClosureKind.BUSY), by=host)
    closures.add(home=None, days=days(), by=officer)

    assert [row.organisation for row in Closure.objects.order_by("pk")] == [school.organisation, home, None]


def test_nobody_writes_for_another():
    school, host = make.school(), given.host()
    home = host.affiliations.get().organisation
    for somebody, place in (
        (given.teacher(school), school.organisation),
        (given.head(make.school()), school.organisation),
        (host, school.organisation),
        (make.mentor(home), home),
        (given.head(school), None),
        (make.officer(), school.organisation),
    ):
        with pytest.raises(Refused):
            closures.add(home=place, days=days(), by=somebody)
    assert not Closure.objects.exists()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"first": 5, "last": 4}, "last_day"),
        ({"first": -3, "last": -1}, "last_day"),
        ({"first": 1, "last": 121}, "last_day"),
        ({"first": 551, "last": 551}, "last_day"),
        ({"kind": ClosureKind.BUSY}, "kind"),
        ({"note": "a" * 121}, "note"),
    ],
)
def test_what_cannot_be_is_named_at_its_field(facts, field):
    school = make.school()

    with pytest.raises(Invalid) as refusal:
        closures.add(home=school.organisation, days=days(**facts), by=given.head(school))

    assert list(refusal.value.errors) == [field]


def test_days_off_keep_a_slot_from_being_booked_by_either_side():
    at = given.slot(days=31)
    teacher = given.teacher()
    school = teacher.affiliations.get().organisation
    for home, why in ((school, "trường không sắp xếp"), (at.offer.organisation, "nơi đón nghỉ"), (None, "nghỉ")):
        closure = Closure.objects.create(
            organisation=home, kind=ClosureKind.BREAK, first_day=clock.today(), last_day=days().last_day
        )
        with pytest.raises(Conflict, match=why):
            visits.book(booking=given.booking(at, teacher), by=teacher)
        closure.delete()
    assert visits.book(booking=given.booking(at, teacher), by=teacher).state == VisitState.ASKED


def test_new_days_off_name_the_visits_they_fall_on_and_end_none():
    at = given.slot(days=31)
    mine = given.visit(at)
    elsewhere = given.visit(given.slot(days=31))
    given.visit(given.slot(at.offer, days=40), mine.organiser)
    given.visit(at, state=VisitState.CANCELLED)
    head, officer, host = given.head(mine.school), make.officer(), at.offer.author

    of_school = closures.add(home=mine.school.organisation, days=days(), by=head)
    of_host = closures.add(home=at.offer.organisation, days=days(kind=ClosureKind.BUSY), by=host)
    of_city = closures.add(home=None, days=days(), by=officer)

    found = [set(selectors.collisions(closure)) for closure in (of_school, of_host, of_city)]
    assert found == [{mine}, {mine}, {mine, elsewhere}]
    mine.refresh_from_db()
    assert mine.state == VisitState.ASKED


def test_the_page_writes_shows_what_collides_and_takes_back(client):
    at = given.slot(days=31)
    visit = given.visit(at)
    head = given.head(visit.school)
    client.force_login(head)
    first, last = days().first_day.isoformat(), days().last_day.isoformat()
    form = {"kind": "exams", "first_day": first, "last_day": last, "note": "thi học kỳ"}

    page = client.post(reverse("closure_list"), form, follow=True).content.decode()

    assert at.offer.title in page
    assert "chưa bị hủy" in page
    client.post(reverse("closure_remove", args=[Closure.objects.get().pk]))
    assert not Closure.objects.exists()


def test_a_mistake_on_the_page_keeps_what_was_typed(client):
    school = make.school()
    client.force_login(given.head(school))
    form = {"kind": "exams", "first_day": "2031-01-02", "last_day": "2031-01-01", "note": "thi thử"}

    page = client.post(reverse("closure_list"), form).content.decode()

    assert "Ngày cuối không thể trước ngày đầu." in page
    assert "thi thử" in page
    assert not Closure.objects.exists()


def test_who_keeps_two_places_says_which(client):
    head = given.head(make.school())
    other = make.school()
    make.hat(head, other, Role.SCHOOL_ADMIN)
    client.force_login(head)
    first, last = days().first_day.isoformat(), days().last_day.isoformat()

    client.post(
        reverse("closure_list"), {"home": other.pk, "kind": "exams", "first_day": first, "last_day": last, "note": ""}
    )

    assert Closure.objects.get().organisation_id == other.pk
