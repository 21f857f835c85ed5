"""Hours that adults gave: noted when something was held, once, gone when it is corrected."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from people.enums import Role
from tests import make
from tests.visits import given, given_sessions
from tests.visits.given_after import held
from visits.enums import SessionState, VisitState
from visits.models import Credit, Session
from visits.selectors import credit_hours as selectors
from visits.services import credit_hours, session_marks, visits

pytestmark = pytest.mark.django_db


def test_a_visit_that_was_held_is_credited_to_whoever_received_it_once():
    visit = given.visit(given.slot(days=-1), state=VisitState.CONFIRMED)
    assert visits.hold_past() == 1
    credit_hours.settle_visit(visit=visit.pk)

    facts = Credit.objects.values_list("user", "organisation", "minutes")
    assert list(facts) == [(visit.accepted_by_id, visit.slot.offer.organisation_id, 120)]


def test_a_session_that_was_held_is_credited_to_the_mentor_and_not_if_it_was_none():
    session = given_sessions.session(at=clock.now() - dt.timedelta(hours=2))
    mentor = session.engagement.supporter
    session_marks.hold(session=session, by=session.attendant)
    credit_hours.settle_session(session=session.pk)
    assert [(row.user, row.minutes) for row in Credit.objects.all()] == [(mentor, 60)]

    row = Session.objects.get(pk=session.pk)
    row.state, row.missed_by = SessionState.NO_SHOW, "supply"
    row.save()
    credit_hours.session_moved(row.pk, "miss", None)
    assert Credit.objects.count() == 0


def test_a_no_show_corrected_to_a_meeting_is_credited():
    session = given_sessions.session(at=clock.now() - dt.timedelta(hours=2))
    session_marks.miss(session=session, side="supply", by=session.attendant)
    assert Credit.objects.count() == 0
    session_marks.hold(session=session, by=session.attendant)
    assert Credit.objects.count() == 1


def test_the_adult_sees_the_sum_of_a_season_and_the_representative_everybodys(client):
    here = held()
    credit_hours.settle_visit(visit=here.visit.pk)
    home = here.visit.slot.offer.organisation
    colleague = make.adult(home, Role.REPRESENTATIVE)

    [own] = selectors.own(here.host)
    assert (own.organisation, own.minutes, own.times) == (home.name, 120, 1)
    [theirs] = selectors.of_organisations(colleague)
    assert (theirs.person, theirs.minutes) == (here.host.full_name, 120)
    assert selectors.of_organisations(make.representative()) == []

    client.force_login(here.host)
    assert "2 giờ" in client.get(reverse("credit_list")).content.decode()
    page = client.get(reverse("credit_print")).content.decode()
    assert home.name in page
    assert here.school.organisation.name in page
    assert client.get(reverse("api-credit-list")).json()[0]["minutes"] == 120


def test_who_gives_no_time_to_pupils_is_told_so(client):
    client.force_login(make.pupil())
    assert client.get(reverse("credit_list")).status_code == 403


@pytest.mark.parametrize("number", [1, 50])
def test_many_rows_cost_no_more_questions(client, django_assert_num_queries, number):
    here = held()
    engagement = given_sessions.engagement()
    for day in range(number):
        at = clock.now() - dt.timedelta(days=day + 1)
        session = given_sessions.session(engagement, state=SessionState.HELD, at=at)
        Credit.objects.create(
            user=here.host,
            organisation=here.visit.slot.offer.organisation,
            minutes=60,
            session=session,
            given_on=clock.today(),
            noted_at=clock.now(),
        )
    client.force_login(here.host)
    with django_assert_num_queries(7):
        client.get(reverse("credit_list"))
