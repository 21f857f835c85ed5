"""Homes with something in every panel: as few questions as empty ones, and each thing where its reader looks for it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from messaging.services import conversations
from network.enums import IdeaStatus, OfferKind
from people.models import User
from tests import make
from tests.messaging import talk
from tests.visits import given, given_day, given_finding, given_placements, given_sessions
from visits.enums import SessionState, VisitState

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings):
    """A school that visits, meets a mentor, sends an intern and asks for slots; hosts that receive them."""
    settings.MFA_REQUIRED = False
    engagement = given_sessions.engagement()
    idea = engagement.proposal.idea
    club, pupil = idea.club, idea.created_by
    given_sessions.session(engagement)
    given_sessions.session(engagement, state=SessionState.ASKED, at=clock.now() + dt.timedelta(days=4))
    make.proposal(idea, make.challenge())
    fit = given.slot(days=25)
    given.pair(idea, fit.offer)
    said = conversations.open_about(kind="engagement", subject=engagement.pk, by=pupil)
    talk.say(said.pk, pupil)
    host = given.host()
    offer = given.offer(host)
    given.slot(offer, days=30)
    ahead = given.visit(given.slot(offer, days=21), club.adviser, party=7)
    confirmed = given.visit(given.slot(offer, days=22), club.adviser, state=VisitState.CONFIRMED)
    given.pupil_on(confirmed, pupil)
    make.offer(host.affiliations.get().organisation, by=host, kind=OfferKind.VISIT, title="Chưa có giờ đón")
    given_placements.placement(given_placements.offer(host), club, pupil)
    given_finding.slot_request(club.adviser, told=[offer])
    make.idea(club, status=IdeaStatus.SUBMITTED)
    return {
        "pupil": pupil,
        "adviser": club.adviser,
        "head": given.head(club.school),
        "host": host,
        "mentor": engagement.supporter,
        "ahead": ahead,
        "fit": fit,
    }


def home_of(client, user):
    client.force_login(User.objects.get(pk=user.pk))
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(reverse("home"))
    return {panel.title: panel for panel in answer.context["home"].panels}, len(queries)


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("pupil", {"Lịch hẹn chờ em": (1, 0), "Lịch sắp tới": (3, 0)}),
        (
            "adviser",
            {"Lịch hẹn chờ thầy cô": (2, 0), "Lịch sắp tới": (3, 1), "Nơi tham quan hợp với câu lạc bộ": (1, 0)},
        ),
        (
            "head",
            {"Lịch hẹn chờ thầy cô": (2, 0), "Lịch sắp tới": (2, 0), "Nơi tham quan hợp với câu lạc bộ": (1, 0)},
        ),
        ("host", {"Lịch hẹn chờ anh chị": (3, 2), "Lịch sắp tới": (2, 0)}),
        ("mentor", {"Lịch sắp tới": (2, 0)}),
    ],
)
def test_a_full_home_takes_few_queries(client, world, who, found):
    panels, queries = home_of(client, world[who])

    lines = {
        title: (len(panel.context["lines"]), panel.context.get("rest", 0))
        for title, panel in panels.items()
        if title in found
    }
    assert lines == found
    assert queries <= 12


def test_a_visit_under_way_leads_the_homes_of_all_who_take_part_and_nobody_elses(client, settings):
    settings.MFA_REQUIRED = False
    trip = given_day.today("Lê Đức Bình")
    others = {"colleague": given.teacher(trip.school), "host": trip.slot.offer.author}
    (row,) = given_day.rows(trip)

    def step(user):
        client.force_login(User.objects.get(pk=user.pk))
        return client.get(reverse("home")).context["home"].step.url

    assert step(trip.organiser) == reverse("visit_day", args=[trip.pk])
    assert step(others["host"]) == reverse("visit_reception", args=[trip.pk])
    assert step(row.pupil) == reverse("visit_detail", args=[trip.pk])
    assert step(others["colleague"]) != reverse("visit_day", args=[trip.pk])
    trip.staff.create(person=others["colleague"])
    assert step(others["colleague"]) == reverse("visit_day", args=[trip.pk])
    given_day.today(by=trip.organiser, begins_in=60 * 5)
    panels, queries = home_of(client, trip.organiser)
    assert [line.url for line in panels["Đang diễn ra"].context["lines"]] == [reverse("visit_detail", args=[trip.pk])]
    assert queries <= 12
