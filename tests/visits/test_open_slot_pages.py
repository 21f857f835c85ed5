"""The list of open slots as a page and over the API, and the offer's page."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from network.enums import OfferKind
from people.models import User
from tests import make
from tests.visits import given
from visits.models import Closure

pytestmark = pytest.mark.django_db


def page(client, viewer, **query):
    client.force_login(viewer)
    return client.get(reverse("open_slot_list"), query).content.decode()


def test_a_teacher_reads_days_hosts_seats_and_why(client):
    idea = make.idea()
    slot = given.slot(given.offer(title="Xưởng đóng tàu"), seats=30)
    given.pair(idea, slot.offer)
    teacher = given.teacher(idea.club.school)

    text = page(client, teacher)

    for told in ("Xưởng đóng tàu", slot.offer.organisation.name, "còn 30 chỗ", "từ 11 tuổi", "09:00–11:00"):
        assert told in text
    assert f"Hợp với {idea.club.name} vì:" in text
    assert "Cùng lĩnh vực" in text
    assert reverse("open_slot_book", args=[slot.pk]) in text


def test_a_pupil_of_the_same_school_reads_neither_why_nor_a_way_to_book(client):
    idea = make.idea()
    slot = given.slot()
    given.pair(idea, slot.offer)

    text = page(client, idea.created_by)

    assert slot.offer.title in text
    assert "Em nhờ thầy cô đặt giúp nhé" in text
    assert f"Hợp với {idea.club.name}" not in text
    assert reverse("open_slot_book", args=[slot.pk]) not in text


@pytest.mark.parametrize("show", ["week", "month"])
def test_a_period_counts_its_days(client, show):
    teacher = given.teacher()
    slot = given.slot(hour=8)
    given.slot(hour=14)
    day = clock.today() + dt.timedelta(days=20)

    text = page(client, teacher, show=show, at=day.isoformat())

    assert f"first_day={day}&amp;last_day={day}" in text
    assert slot.offer.title in text
    far = (day + dt.timedelta(days=200)).isoformat()
    assert slot.offer.title not in page(client, teacher, show=show, at=far)


def test_the_furthest_periods_have_no_neighbour(client):
    teacher = given.teacher()
    for at in ("0001-01-01", "9999-12-31"):
        assert "nc-days" in page(client, teacher, show="month", at=at)


def test_days_off_are_said(client):
    teacher = given.teacher()
    slot = given.slot()
    day = clock.today() + dt.timedelta(days=20)
    Closure.objects.create(organisation=slot.offer.organisation, kind="busy", first_day=day, last_day=day)

    text = page(client, teacher)

    assert "Đã bỏ ra 1 khung giờ rơi vào ngày nghỉ." in text
    assert slot.offer.title not in text


def test_page_and_api_narrow_alike(client):
    teacher = given.teacher()
    given.slot(days=10)
    wanted = given.slot(given.offer(kind=OfferKind.TALK), days=12, hour=14)
    query = {"kind": "talk", "half": "afternoon", "party": 5, "sort": "distance"}

    text = page(client, teacher, **query)
    rows = client.get(reverse("api-open-slot-list"), query).json()["results"]

    assert text.count("nc-over") == 1
    assert [row["id"] for row in rows] == [wanted.pk]
    assert (rows[0]["kilometres"], rows[0]["seats_left"], rows[0]["reasons"]) == (0.0, 40, [])


def test_values_that_are_none_narrow_nothing(client):
    slot = given.slot()
    query = {"party": "x", "kind": "mentoring", "weekday": "9", "sort": "z", "first_day": "2026-99-01", "access": "z"}

    assert slot.offer.title in page(client, given.teacher(), **query)


@pytest.mark.parametrize("address", ["open_slot_list", "api-open-slot-list", "waiting_list", "api-waiting-list"])
@pytest.mark.parametrize("who", ["teacher", "pupil"])
def test_a_list_asks_as_often_for_fifty_as_for_one(client, address, who):
    school = make.school()
    viewer = given.teacher(school) if who == "teacher" else make.pupil(school)
    if who == "pupil" and "waiting" in address:
        viewer = given.head(school)
    counts = []
    for more in (1, 49):
        for days in range(more):
            slot = given.slot(days=10 + days)
            given.visit(slot, given.teacher(school), state="waiting")
        client.force_login(User.objects.get(pk=viewer.pk))
        client.get(reverse(address))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(address)).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 8


def test_an_offer_of_visits_shows_its_next_slots_with_a_way_to_book(client):
    slot = given.slot()
    given.slot(slot.offer, days=30, closed_at=clock.now())
    place = reverse("offer_detail", args=[slot.offer_id])

    client.force_login(given.teacher())
    assert client.get(place).content.decode().count(reverse("open_slot_book", args=[slot.pk])) == 1
    client.force_login(make.pupil())
    text = client.get(place).content.decode()
    assert reverse("open_slot_detail", args=[slot.pk]) in text
    assert reverse("open_slot_book", args=[slot.pk]) not in text


def test_an_offer_of_another_kind_says_nothing_of_slots(client):
    client.force_login(given.teacher())

    assert "Khung giờ sắp tới" not in client.get(reverse("offer_detail", args=[make.offer().pk])).content.decode()


def test_a_slot_whose_offer_is_hidden_is_not_found(client):
    slot = given.slot()
    slot.offer.author.clearances.update(revoked_at=clock.now())
    client.force_login(given.teacher())

    names = ("open_slot_detail", "open_slot_book", "api-open-slot-detail", "api-open-slot-nearest")
    assert {client.get(reverse(name, args=[slot.pk])).status_code for name in names} == {404}


def test_why_it_fits_tells_nothing_of_the_places_for_mentoring(client):
    idea = make.idea()
    fit = given.pair(idea, given.slot(days=10).offer)
    fit.explanation["reasons"].append({"code": "seats_left", "params": {"seats": 4}})
    fit.save()

    text = page(client, given.teacher(idea.club.school))
    rows = client.get(reverse("api-open-slot-list")).json()["results"]

    assert [len(row["reasons"]) for row in rows] == [1]
    assert (rows[0]["reasons"][0] in text, "Còn 4 chỗ" in text) == (True, False)
