"""A mentor's weekly hours and days off, on pages and over the API."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from tests import make
from tests.visits import given_sessions
from tests.visits.given_sessions import api, as_
from visits.enums import SessionState
from visits.models import DayOff, WeeklyHour

pytestmark = pytest.mark.django_db


ZONE = dt.timezone(dt.timedelta(hours=7))


NOW = dt.datetime(2027, 3, 1, 8, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def _on_a_monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def engagement():
    made = given_sessions.engagement(pupils=2)
    given_sessions.hours(made)
    return made


def test_a_mentor_opens_and_closes_hours_and_takes_days_off(client, engagement):
    mentor = engagement.supporter
    body = {
        "weekday": 3,
        "starts": "17:00",
        "ends": "18:30",
        "minutes": 45,
        "way": "both",
        "first_day": "2027-03-01",
        "offer": engagement.proposal.offer_id,
    }
    as_(client, mentor).post(reverse("hour_list"), body)
    row = WeeklyHour.objects.get(weekday=3)
    assert (row.mentor, row.offer, row.minutes, row.last_day) == (mentor, engagement.proposal.offer, 45, None)

    given_sessions.session(engagement, at=dt.datetime(2027, 3, 10, 9, tzinfo=ZONE))
    answer = client.post(reverse("days_off_take"), {"first_day": "2027-03-10", "last_day": "2027-03-10"}, follow=True)
    assert "Còn 1 buổi đã hẹn trong những ngày ấy" in answer.content.decode()

    client.post(reverse("hour_close", args=[row.pk]))
    client.post(reverse("days_off_drop", args=[DayOff.objects.get().pk]))
    assert (WeeklyHour.objects.count(), DayOff.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"starts": "05:00"}, "starts"),
        ({"ends": "21:30"}, "starts"),
        ({"ends": "16:00"}, "ends"),
        ({"minutes": 10}, "minutes"),
        ({"minutes": 100}, "minutes"),
        ({"last_day": "2027-02-01"}, "last_day"),
        ({"weekday": 0, "starts": "19:00", "ends": "20:30"}, "starts"),
        ({"offer": 999999}, "offer"),
    ],
)
def test_hours_that_cannot_be_are_refused_with_a_sentence_by_the_field(client, engagement, change, field):
    body = {"weekday": 3, "starts": "17:00", "ends": "18:30", "minutes": 45, "way": "online", "first_day": "2027-03-01"}

    page = as_(client, engagement.supporter).post(reverse("hour_list"), {**body, **change})
    problem = api(engagement.supporter).post(reverse("api-hour-list"), {**body, **change})

    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert (problem.status_code in {400, 422}, list(problem.json()["errors"])) == (True, [field])
    assert WeeklyHour.objects.count() == 1


def test_a_mentor_changes_hours_and_what_is_booked_stays(client, engagement):
    mentor = engagement.supporter
    row = WeeklyHour.objects.get(mentor=mentor)
    booked = given_sessions.session(engagement, at=dt.datetime(2027, 3, 8, 18, tzinfo=ZONE))
    facts = {
        "weekday": 0,
        "starts": "19:00",
        "ends": "20:30",
        "minutes": 45,
        "way": "online",
        "first_day": "2027-03-01",
    }
    page = as_(client, mentor).get(reverse("hour_edit", args=[row.pk])).content.decode()
    assert 'value="18:00"' in page

    client.post(reverse("hour_edit", args=[row.pk]), facts)
    row.refresh_from_db()
    assert (row.starts, row.ends, row.minutes) == (dt.time(19), dt.time(20, 30), 45)
    booked.refresh_from_db()
    assert booked.state == SessionState.BOOKED

    other = given_sessions.hours(engagement, starts=dt.time(15), ends=dt.time(16), minutes=45)
    again = client.post(reverse("hour_edit", args=[other.pk]), {**facts, "starts": "20:00", "ends": "21:00"})
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["starts"])

    told = api(mentor).put(reverse("api-hour-detail", args=[other.pk]), {**facts, "weekday": 3}, format="json")
    assert (told.status_code, told.json()["weekday"], told.json()["starts"]) == (200, 3, "19:00:00")
    assert WeeklyHour.objects.count() == 2


def test_anothers_hours_are_not_found(client, engagement):
    row = WeeklyHour.objects.get()
    other = make.mentor()

    assert as_(client, other).post(reverse("hour_close", args=[row.pk])).status_code == 404
    assert api(other).delete(reverse("api-hour-detail", args=[row.pk])).status_code == 404
