"""Visits into calendars by mail: to whom, once a version, changed and taken out again under the same name."""

import icalendar
import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from core import jobs
from people import personal_data
from people.enums import DigestRhythm
from people.models import Clearance, User
from people.services import notice_preferences
from tests import make
from tests.visits import given
from tests.visits.given_chain import scene
from visits import tasks
from visits.models import CalendarLetter
from visits.services import calendar_letters, changes, preparing, visits

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _post(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def confirmed():
    here = scene(ready=True)
    visits.confirm(visit=here.visit, by=here.teacher)
    return here


def sent(here):
    """By address: method, version and state of what goes out now."""
    mail.outbox.clear()
    calendar_letters.send_due(visit=here.visit.pk)
    return {letter.to[0]: told(letter) for letter in mail.outbox}


def told(letter):
    calendar = icalendar.Calendar.from_ical(letter.alternatives[0].content)
    (event,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event["SEQUENCE"], str(event["STATUS"])


def along(here):
    return here.visit.staff.get(is_lead=False).person


def everybody(here):
    return {person.email for person in (here.teacher, along(here), here.host)}


def test_a_confirmed_visit_goes_to_organiser_staff_and_host_and_once():
    here = confirmed()

    first = sent(here)

    assert first == dict.fromkeys(everybody(here), ("REQUEST", 1, "CONFIRMED"))
    assert sent(here) == {}


def test_before_it_is_certain_nothing_goes_out():
    assert sent(scene()) == {}


def test_the_letter_carries_the_calendar_as_programs_and_as_people_take_it():
    here = confirmed()
    sent(here)

    letter = next(letter for letter in mail.outbox if letter.to == [here.teacher.email])

    (part,) = letter.alternatives
    assert part.mimetype == "text/calendar; method=REQUEST"
    name, content, kind = letter.attachments[0]
    assert (name, content.decode(), kind) == ("nhip-cau.ics", part.content, "application/ics")
    assert b'Content-Type: text/calendar; method="REQUEST"; charset="utf-8"' in letter.message().as_bytes()
    assert here.slot.offer.organisation.name in letter.subject
    names = [row.pupil.given_name for row in here.visit.attendees.all()]
    assert [name for name in names if f" {name}" in f"{letter.body}{part.content}"] == []


def test_a_move_and_a_cancellation_follow_under_the_same_name_with_a_higher_version():
    here = confirmed()
    sent(here)
    changes.move_to(visit=here.visit, slot=given.slot(here.slot.offer, days=25), by=here.teacher)
    assert sent(here) == dict.fromkeys(everybody(here), ("REQUEST", 3, "TENTATIVE"))
    visits.cancel(visit=here.visit, reason="Bão", by=here.teacher)
    assert sent(here) == dict.fromkeys(everybody(here), ("CANCEL", 4, "CANCELLED"))

    kept = [letter.alternatives[0].content for letter in mail.outbox]
    assert {f"UID:visit-{here.visit.pk}@localhost" in text for text in kept} == {True}
    assert {here.slot.offer.commune.name in text for text in kept} == {False}


def test_who_does_not_go_along_any_more_has_it_taken_out():
    here = confirmed()
    sent(here)
    left = along(here)
    other = given.teacher(here.school)
    preparing.name_staff(visit=here.visit, people=[here.teacher.pk, other.pk], lead=here.teacher.pk, by=here.teacher)

    found = sent(here)

    assert found[left.email][0] == "CANCEL"
    assert found[here.teacher.email] == ("REQUEST", 2, "TENTATIVE")
    assert other.email not in found
    visits.confirm(visit=here.visit, by=here.teacher)
    assert set(sent(here)) == {here.teacher.email, other.email, here.host.email}


def test_a_host_who_is_not_cleared_any_more_has_it_taken_out():
    here = confirmed()
    sent(here)
    Clearance.objects.filter(user=here.host).update(revoked_at=here.visit.booked_at)

    assert {address: method for address, (method, _n, _s) in sent(here).items()} == {here.host.email: "CANCEL"}


def mutes(person):
    notice_preferences.choose(muted=["visit_invitation"], by=person)


def wants_no_mail(person):
    notice_preferences.choose(digest=DigestRhythm.OFF, by=person)


@pytest.mark.parametrize("refuse", [mutes, wants_no_mail])
def test_who_wants_none_gets_none_but_whoever_has_one_hears_of_changes(refuse):
    here = confirmed()
    refuse(here.teacher)
    assert set(sent(here)) == everybody(here) - {here.teacher.email}

    refuse(here.host)
    visits.cancel(visit=here.visit, reason="Bão", by=here.teacher)
    assert set(sent(here)) == everybody(here) - {here.teacher.email}


def test_accounts_that_are_closed_and_pupils_get_none():
    here = confirmed()
    User.objects.filter(pk=along(here).pk).update(is_active=False)

    assert set(sent(here)) == {here.teacher.email, here.host.email}
    assert not User.objects.filter(pk__in=make.pupil().affiliations.values("user"), email__isnull=False).exists()


def test_each_reads_it_in_the_own_language():
    here = confirmed()
    User.objects.filter(pk=here.host.pk).update(language="en")
    sent(here)

    subjects = {letter.to[0]: letter.subject.partition(":")[0] for letter in mail.outbox}
    assert (subjects[here.teacher.email], subjects[here.host.email]) == ("Lịch đã chốt", "Visit confirmed")


def test_a_mail_server_that_is_down_stops_nothing_and_is_tried_again(monkeypatch):
    here = confirmed()
    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", _refuse)
        with pytest.raises(OSError, match="down"):
            calendar_letters.send_due(visit=here.visit.pk)
    assert CalendarLetter.objects.count() == 0

    assert set(sent(here)) == everybody(here)


def _refuse(*_args):
    raise OSError("down")


def test_every_move_and_change_queues_the_work_once(monkeypatch):
    queued = []
    monkeypatch.setattr(jobs, "enqueue", lambda path, *ids: queued.append((path, *ids)))
    here = confirmed()
    preparing.contact(visit=here.visit, name="Cô Lan", phone="02253821234", by=here.teacher)

    assert ("visits.tasks.write_into_calendars", here.visit.pk) in queued
    tasks.write_into_calendars(here.visit.pk)
    assert {letter.to[0] for letter in mail.outbox} == everybody(here)


def test_a_copy_of_ones_data_tells_the_letters_and_forgetting_drops_them():
    here = confirmed()
    sent(here)
    holding = personal_data.HOLDINGS["calendar_letters"]

    assert [row["visit"] for row in holding.read(here.teacher)] == [here.visit.pk]
    holding.forget(here.teacher)
    assert (holding.read(here.teacher), CalendarLetter.objects.count()) == ([], 2)
