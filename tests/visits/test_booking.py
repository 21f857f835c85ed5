"""Booking from an open slot, by page and over the API: seats, the line, refusals, and what else is free."""

import pytest
from django.urls import reverse

from core import clock
from core.errors import Conflict, Invalid
from tests import make
from tests.visits import given
from visits.enums import VisitState
from visits.models import Visit
from visits.selectors import waiting
from visits.services import visits
from visits.services import waiting as waiting_services

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher():
    return given.teacher()


def book(client, slot, **body):
    return client.post(reverse("open_slot_book", args=[slot.pk]), {"party": 10, "purpose": "Xem máy cắt", **body})


def test_the_page_holds_the_seats_and_says_so(client, teacher):
    slot = given.slot()
    colleague = given.teacher(teacher.affiliations.get().organisation.school)
    club = make.club(teacher.affiliations.get().organisation.school)
    client.force_login(teacher)

    answer = book(client, slot, lead=colleague.pk, club=club.pk, grade_band="8A", needs="Một xe lăn", may_wait="on")

    made = Visit.objects.get()
    assert answer.url == reverse("open_slot_detail", args=[slot.pk])
    assert (made.state, made.party, made.club, made.grade_band) == (VisitState.ASKED, 10, club, "8A")
    assert [(row.person, row.is_lead) for row in made.staff.all()] == [(colleague, True)]
    assert "Trường mình có chỗ ở khung giờ này" in client.get(answer.url).content.decode()


def test_a_full_slot_gives_a_place_in_the_line(client, teacher):
    slot = given.slot(seats=10)
    given.visit(slot, party=10)
    first = given.teacher()
    visits.book(booking=given.booking(slot, first), by=first)
    client.force_login(teacher)

    answer = client.post(
        reverse("open_slot_book", args=[slot.pk]), {"party": 10, "purpose": "Xem", "may_wait": "on"}, follow=True
    )

    assert "Đoàn mình đứng thứ 2 trong danh sách chờ" in answer.content.decode()
    assert Visit.objects.get(organiser=teacher).state == VisitState.WAITING


def test_who_does_not_wait_is_told_what_else_is_free(client, teacher):
    slot = given.slot(seats=10)
    given.visit(slot, party=10)
    other = given.slot(slot.offer, days=22)
    client.force_login(teacher)

    answer = book(client, slot)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Khung giờ này không còn đủ chỗ cho đoàn mình." in page
    assert f"{reverse('open_slot_book', args=[other.pk])}?party=10" in page
    assert not Visit.objects.filter(organiser=teacher).exists()


def test_over_the_api_the_nearest_come_with_the_refusal(client, teacher):
    slot = given.slot(seats=10)
    given.visit(slot, party=10)
    same, alike = given.slot(slot.offer, days=25), given.slot(days=21)
    client.force_login(teacher)

    answer = client.post(
        reverse("api-open-slot-book", args=[slot.pk]),
        {"party": 8, "purpose": "Xem", "may_wait": False},
        "application/json",
    )

    assert (answer.status_code, answer.json()["detail"]) == (409, "Khung giờ này không còn đủ chỗ cho đoàn mình.")
    assert [row["id"] for row in answer.json()["nearest"]] == [same.pk, alike.pk]


def test_a_slot_closed_meanwhile_is_a_conflict_with_the_nearest(client, teacher):
    slot = given.slot(closed_at=clock.now())
    other = given.slot(slot.offer, days=22)
    client.force_login(teacher)

    page = book(client, slot, may_wait="on")
    api = client.post(reverse("api-open-slot-book", args=[slot.pk]), {"party": 8, "purpose": "Xem"}, "application/json")

    assert (page.status_code, api.status_code) == (409, 409)
    assert [row["id"] for row in api.json()["nearest"]] == [other.pk]


def test_who_is_elsewhere_at_that_time_is_named(teacher):
    given.visit(given.slot(hour=9), teacher)
    slot = given.slot(hour=10)

    with pytest.raises(Conflict, match=teacher.full_name):
        visits.book(booking=given.booking(slot, teacher, may_wait=False), by=teacher)


def test_the_second_click_finds_what_the_first_booked(client, teacher):
    slot = given.slot(groups=5)
    client.force_login(teacher)

    first, second = book(client, slot), book(client, slot)

    assert first.url == second.url == reverse("open_slot_detail", args=[slot.pk])
    assert Visit.objects.count() == 1


def test_a_party_out_of_bounds_is_said_at_its_field(client, teacher):
    slot = given.slot(given.offer(party_min=5, party_max=12))
    client.force_login(teacher)

    page = book(client, slot, party=13)
    api = client.post(
        reverse("api-open-slot-book", args=[slot.pk]), {"party": 13, "purpose": "Xem"}, "application/json"
    )

    assert "Nơi đón nhận mỗi đoàn từ 5 đến 12 học sinh." in page.content.decode()
    assert api.json()["errors"] == {"party": ["Nơi đón nhận mỗi đoàn từ 5 đến 12 học sinh."]}


@pytest.mark.parametrize("field", ["lead", "club"])
def test_somebody_elses_teacher_or_club_does_not_go(teacher, field):
    foreign = given.teacher() if field == "lead" else make.club()

    with pytest.raises(Invalid) as refusal:
        visits.book(booking=given.booking(given.slot(), teacher, **{field: foreign}), by=teacher)

    assert refusal.value.field == field


def test_a_pupil_reads_and_is_told_to_ask_a_teacher(client):
    slot, pupil = given.slot(), make.pupil()
    client.force_login(pupil)

    page = client.get(reverse("open_slot_detail", args=[slot.pk])).content.decode()

    assert "Em nhờ thầy cô đặt giúp nhé" in page
    assert reverse("open_slot_book", args=[slot.pk]) not in page
    assert book(client, slot).status_code == 403
    assert not Visit.objects.exists()


def test_the_line_moves_up_in_order_when_somebody_leaves_it():
    slot = given.slot(seats=10)
    held = given.visit(slot, party=10)
    line = [given.teacher() for _ in range(3)]
    rows = [visits.book(booking=given.booking(slot, by), by=by) for by in line]
    assert [waiting.place_of(row) for row in rows] == [1, 2, 3]

    waiting_services.leave(visit=rows[0], by=line[0])
    assert [waiting.place_of(row) for row in rows[1:]] == [1, 2]
    visits.cancel(visit=held, reason="Mưa bão", by=held.organiser)

    states = [Visit.objects.get(pk=row.pk).state for row in rows]
    assert states == [VisitState.CANCELLED, VisitState.ASKED, VisitState.WAITING]


def test_what_is_not_in_the_line_cannot_leave_it():
    made = given.visit()

    with pytest.raises(Conflict, match="không còn ở trong danh sách chờ"):
        waiting_services.leave(visit=made, by=made.organiser)
    assert Visit.objects.get(pk=made.pk).state == VisitState.ASKED


def test_the_line_of_ones_school_is_read_by_page_and_api(client, teacher):
    slot = given.slot(seats=10)
    given.visit(slot, party=10)
    given.visit(slot, given.teacher(), state=VisitState.WAITING)
    own = given.visit(slot, teacher, state=VisitState.WAITING)
    client.force_login(teacher)

    api = client.get(reverse("api-waiting-list")).json()["results"]
    page = client.get(reverse("waiting_list")).content.decode()

    assert [(row["id"], row["place"]) for row in api] == [(own.pk, 2)]
    assert "thứ 2 trong hàng" in page
    left = client.post(reverse("api-waiting-leave", args=[own.pk]))
    assert (left.status_code, left.json()["state"]) == (200, "cancelled")
    assert "Trường mình không chờ chỗ nào" in client.get(reverse("waiting_list")).content.decode()
