"""Guardians are asked when both keys are turned, or when the organiser says so; once a day, again after days."""

import datetime as dt

import pytest
import time_machine

from core import clock
from core.errors import Conflict, Refused
from people.models import GuardianLink, TextMessage
from people.services import guardian_links
from tests.visits import given, given_roster
from visits.enums import Answer, Change, VisitState
from visits.models import Attendee, Visit
from visits.services import asking, rosters, visits

pytestmark = pytest.mark.django_db


def days_later(days):
    return time_machine.travel(clock.now() + dt.timedelta(days=days))


def texts():
    return TextMessage.objects.count()


def test_with_both_keys_turned_everybody_is_asked(django_capture_on_commit_callbacks):
    visit = given.papers(given.visit())
    rows = [given.pupil_on(visit, answer=None) for _ in range(2)]

    with django_capture_on_commit_callbacks(execute=True):
        visits.approve(visit=visit, by=given.head(visit.school))
        assert texts() == 0
        visits.accept(visit=visit, safety=given.safety(visit.slot.offer), by=visit.slot.offer.author)

    assert (texts(), set(GuardianLink.objects.values_list("guardianship__pupil", flat=True))) == (
        2,
        {row.pupil_id for row in rows},
    )
    assert list(Attendee.objects.values_list("asked_terms", "times_told")) == [(1, 1), (1, 1)]


def test_nobody_is_asked_who_could_not_be_told_how_the_children_travel(django_capture_on_commit_callbacks):
    visit = given.visit(state=VisitState.PREPARING)
    given.pupil_on(visit, answer=None)

    assert asking.ask_by_itself(visit_id=visit.pk).asked == 0
    with pytest.raises(Conflict, match="Chưa có kế hoạch đi lại"):
        asking.ask(visit=visit, by=visit.organiser)
    given.papers(visit)
    asking.ask_all()

    assert texts() == 1


def test_whoever_joins_later_is_asked_by_itself(django_capture_on_commit_callbacks):
    visit = given_roster.prepared()
    given.pupil_on(visit)

    with django_capture_on_commit_callbacks(execute=True):
        rosters.add(visit=visit, pupils=[given_roster.pupil(visit).pk], by=visit.organiser)

    assert texts() == 1


def test_the_organiser_asks_earlier_and_other_teachers_do_not():
    visit = given.papers(given.visit(state=VisitState.HOST_ACCEPTED))
    given.pupil_on(visit, answer=None)

    with pytest.raises(Refused):
        asking.ask(visit=visit, by=given.teacher(visit.school))
    done = asking.ask(visit=visit, by=visit.organiser)

    assert (done.asked, done.sent, done.without_phone) == (1, 1, 0)


def test_at_most_one_message_a_day_reaches_a_guardian():
    visit = given_roster.prepared()
    row = given.pupil_on(visit, answer=None)
    guardian_links.send_about(pupils=[row.pupil_id], by=visit.organiser)

    done = [asking.ask(visit=visit, by=visit.organiser).sent for _ in range(2)]
    assert (done, texts()) == ([0, 0], 1)
    with days_later(1):
        asking.ask_all()
        asking.ask_all()
        assert texts() == 2


def test_who_is_silent_is_told_again_after_three_days_and_twice_at_most():
    visit = given_roster.prepared(at=given.slot(days=30))
    row = given.pupil_on(visit, answer=None)
    told = []
    for day in range(15):
        with days_later(day):
            asking.ask_all()
            told.append(texts())

    assert told == [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3]
    row.refresh_from_db()
    assert row.times_told == 3


def test_who_has_answered_is_not_told_again():
    visit = given_roster.prepared()
    given.pupil_on(visit)
    given.pupil_on(visit, answer=Answer.NO)

    assert asking.ask(visit=visit, by=visit.organiser).asked == 0
    assert texts() == 0


def test_new_terms_are_asked_once_both_keys_are_turned_again():
    visit = given_roster.prepared()
    row = given.pupil_on(visit)
    visits.reopen(Visit.objects.get(pk=visit.pk), Change.PLACE, visit.organiser)
    asking.ask_all()
    assert texts() == 0

    visits.approve(visit=visit, by=given.head(visit.school))
    asking.ask_all()

    row.refresh_from_db()
    assert (texts(), row.asked_terms, row.times_told) == (1, 2, 1)


def test_without_a_checked_phone_there_is_the_form(client):
    visit = given_roster.prepared()
    row = given.pupil_on(visit, answer=None)
    row.pupil.guardianships.get().guardian.phone_checks.all().delete()

    done = asking.ask(visit=visit, by=visit.organiser)

    assert (done.asked, done.sent, done.without_phone, texts()) == (1, 0, 1, 0)


def test_the_message_tells_neither_the_child_nor_the_place():
    visit = given_roster.prepared()
    row = given.pupil_on(visit, given_roster.pupil(visit, "Bùi Thị Tưkhuê"), answer=None)

    asking.ask(visit=visit, by=visit.organiser)

    said = TextMessage.objects.get().text
    assert row.pupil.given_name not in said
    assert visit.slot.offer.organisation.name not in said


def test_nobody_is_asked_once_it_has_begun():
    visit = given_roster.prepared()
    given.pupil_on(visit, answer=None)
    with time_machine.travel(visit.slot.starts_at):
        asking.ask_all()
        assert (asking.ask_by_itself(visit_id=visit.pk).asked, texts()) == (0, 0)
