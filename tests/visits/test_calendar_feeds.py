"""Addresses for calendar programs: shown once, read without a log-in, worth nothing once revoked."""

import datetime as dt
import logging
import re

import icalendar
import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from core.errors import Conflict, NotFound, Refused, TooOften
from core.logs import WithoutSecrets
from people import personal_data
from people.models import Affiliation, Clearance, User
from tests import make
from tests.visits import given
from tests.visits.given_chain import scene
from visits.enums import VisitState
from visits.models import CalendarFeed
from visits.rules import FEED_READS_AN_HOUR, FEEDS_MOST
from visits.selectors.layouts import Pattern
from visits.services import calendar_feeds, series, visits

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


def path_of(fresh):
    return fresh.address.partition("://")[2].partition("/")[2].join(["/", ""])


def read(fresh, **headers):
    """As a program that knows nothing but the address."""
    return Client().get(path_of(fresh), headers=headers)


def uids(answer):
    return {str(event["UID"]) for event in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")}


def test_the_address_alone_reads_the_calendar_of_its_owner():
    here = scene(VisitState.CONFIRMED)
    fresh = calendar_feeds.create(label=" điện thoại ", by=here.teacher)

    answer = read(fresh)

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache, no-store"
    assert uids(answer) == {f"visit-{here.visit.pk}@localhost"}
    fresh.feed.refresh_from_db()
    assert (fresh.feed.label, fresh.feed.read_on) == ("điện thoại", clock.today())


def test_no_feed_names_a_pupil():
    here = scene(ready=True)
    fresh = calendar_feeds.create(by=here.teacher)
    names = [row.pupil.given_name for row in here.visit.attendees.all()]

    text = read(fresh).content.decode().replace("\r\n ", "")

    assert [name for name in names if re.search(rf"\b{name}\b", text)] == []


def test_what_is_kept_does_not_open_anything():
    fresh = calendar_feeds.create(by=given.teacher())
    token = path_of(fresh).removeprefix("/calendar/").removesuffix(".ics")

    assert token not in str(CalendarFeed.objects.values().get())
    assert Client().get(reverse("calendar_feed", args=[fresh.feed.digest])).status_code == 404


def test_nothing_new_is_said_in_no_words():
    here = scene()
    fresh = calendar_feeds.create(by=here.teacher)
    first = read(fresh)

    assert read(fresh, if_none_match=first.headers["ETag"]).status_code == 304
    visits.cancel(visit=here.visit, reason="Bão", by=here.teacher)
    again = read(fresh, if_none_match=first.headers["ETag"])
    assert (again.status_code, again.headers["ETag"] != first.headers["ETag"]) == (200, True)


def test_a_revoked_a_renewed_and_a_made_up_address_are_told_alike():
    teacher = given.teacher()
    revoked, renewed = calendar_feeds.create(by=teacher), calendar_feeds.create(by=teacher)
    calendar_feeds.revoke(feed=revoked.feed, by=teacher)
    new = calendar_feeds.renew(feed=renewed.feed, by=teacher)

    answers = [read(revoked), read(renewed), Client().get(reverse("calendar_feed", args=["bia-ra-cho-vui-thoi"]))]

    assert {answer.status_code for answer in answers} == {404}
    assert read(new).status_code == 200
    with pytest.raises(Conflict):
        calendar_feeds.revoke(feed=revoked.feed, by=teacher)


def suspended(user):
    User.objects.filter(pk=user.pk).update(is_active=False)


def uncleared(user):
    Clearance.objects.filter(user=user).update(revoked_at=clock.now())


def gone(user):
    Affiliation.objects.filter(user=user).update(ends_on=clock.today() - dt.timedelta(days=1))


@pytest.mark.parametrize("lose", [suspended, uncleared, gone])
def test_who_may_not_come_in_any_more_is_not_read_any_more(lose):
    host = given.host()
    fresh = calendar_feeds.create(by=host)
    Affiliation.objects.filter(user=host).update(starts_on=clock.today() - dt.timedelta(days=9))
    assert read(fresh).status_code == 200

    lose(host)

    assert read(fresh).status_code == 404


def test_pupils_officers_and_whoever_is_not_cleared_have_none():
    for person in (make.pupil(), make.officer(), make.mentor(cleared=False)):
        with pytest.raises(Refused):
            calendar_feeds.create(by=person)


def test_a_person_has_only_so_many_and_nobody_has_anothers(client):
    teacher = given.teacher()
    feeds = [calendar_feeds.create(by=teacher).feed for _ in range(FEEDS_MOST)]
    with pytest.raises(Conflict):
        calendar_feeds.create(by=teacher)
    client.force_login(given.teacher())

    assert client.post(reverse("calendar_feed_revoke", args=[feeds[0].pk])).status_code == 404
    assert CalendarFeed.objects.filter(revoked_at=None).count() == FEEDS_MOST


def test_more_often_than_anybody_needs_is_refused_until_the_hour_is_over():
    fresh = calendar_feeds.create(by=given.teacher())
    token = path_of(fresh).removeprefix("/calendar/").removesuffix(".ics")
    with time_machine.travel("2026-12-01 08:10+00:00", tick=False):
        for _ in range(FEED_READS_AN_HOUR):
            calendar_feeds.read(token=token)
        with pytest.raises(TooOften):
            calendar_feeds.read(token=token)
        assert read(fresh).status_code == 429
    with time_machine.travel("2026-12-01 09:10+00:00", tick=False):
        assert read(fresh).status_code == 200
    with pytest.raises(NotFound):
        calendar_feeds.read(token="")


@pytest.mark.parametrize("under", ["calendar", "g", "join", "references"])
def test_no_log_keeps_the_secret_part_of_an_address(under):
    record = logging.LogRecord(
        "django.request", 30, "", 1, "%s: %s", ("Not Found", f"/{under}/aB3_-xyzaB3_-xyz12.ics"), None
    )

    assert WithoutSecrets().filter(record)
    assert record.getMessage() == f"Not Found: /{under}/….ics"


def test_the_log_of_the_site_goes_through_that_filter(settings):
    assert [handler["filters"] for handler in settings.LOGGING["handlers"].values()] == [["without_secrets"]]


def test_open_times_come_along_for_hosts_who_want_them():
    offer = given.offer()
    first = clock.today() + dt.timedelta(days=2)
    pattern = Pattern(tuple(range(7)), dt.time(9), first, first + dt.timedelta(days=60), seats=30)
    made = series.create(offer=offer, pattern=pattern, by=offer.author)
    plain, more = (calendar_feeds.create(with_slots=wanted, by=offer.author) for wanted in (False, True))

    assert (uids(read(plain)), uids(read(more))) == (set(), {f"series-{made.series.pk}@localhost"})
    assert calendar_feeds.create(with_slots=True, by=given.teacher()).feed.with_slots is False


# --- The page and the API -------------------------------------------------------------------------------------------
def test_the_page_shows_the_address_once(client):
    teacher = given.teacher()
    client.force_login(teacher)

    shown = client.post(reverse("calendar_feeds"), {"label": "máy ở trường"})

    address = shown.context["fresh"].address
    assert address in shown.content.decode()
    assert f"webcal://{address.partition('://')[2]}" in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    again = client.get(reverse("calendar_feeds")).content.decode()
    assert (address in again, "máy ở trường" in again) == (False, True)
    feed = CalendarFeed.objects.get()
    fresh = client.post(reverse("calendar_feed_renew", args=[feed.pk])).context["fresh"]
    assert (fresh.feed.label, Client().get(f"/{address.split('/', 3)[3]}").status_code) == ("máy ở trường", 404)
    client.post(reverse("calendar_feed_revoke", args=[fresh.feed.pk]))
    assert CalendarFeed.objects.filter(revoked_at=None).count() == 0


def test_a_label_too_long_is_told(client):
    client.force_login(given.teacher())

    assert 'aria-invalid="true"' in client.post(reverse("calendar_feeds"), {"label": "x" * 61}).content.decode()
    assert CalendarFeed.objects.count() == 0


def test_the_api_makes_lists_renews_and_revokes():
    api = APIClient()
    api.force_authenticate(given.teacher())

    made = api.post(reverse("api-calendar-feeds"), {"label": "lịch"}, format="json")

    assert (made.status_code, made.headers["Cache-Control"]) == (201, "no-store")
    (listed,) = api.get(reverse("api-calendar-feeds")).json()
    assert listed == {name: value for name, value in made.json().items() if name != "address"}
    renewed = api.post(reverse("api-calendar-feed-renew", args=[listed["id"]])).json()
    assert renewed["address"] != made.json()["address"]
    assert api.delete(reverse("api-calendar-feed", args=[renewed["id"]])).status_code == 204
    assert api.get(reverse("api-calendar-feeds")).json() == []


def test_a_copy_of_ones_data_names_the_addresses_and_forgetting_ends_them():
    teacher = given.teacher()
    fresh = calendar_feeds.create(label="lịch", by=teacher)
    holding = personal_data.HOLDINGS["calendar_feeds"]

    (row,) = holding.read(teacher)
    assert (row["label"], "digest" in row) == ("lịch", False)
    holding.forget(teacher)
    assert read(fresh).status_code == 404
