"""Told 30 and 7 days ahead, once each; hidden everywhere from the day after the last."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from core import clock
from matching.services import suggestions
from network.models import Offer
from people import tasks
from people.enums import ClearanceCheck
from people.models import Affiliation, Clearance, Notice
from people.services import clearance_reminders
from tests import make

pytestmark = pytest.mark.django_db
WORD = ClearanceCheck.ORGANISATION_WORD


@pytest.fixture(autouse=True)
def _letters(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def lapse(user, days):
    rows = Clearance.objects.filter(user=user, check_kind=WORD)
    rows.update(expires_on=clock.today() + dt.timedelta(days=days))


def after(days):
    return time_machine.travel(clock.now() + dt.timedelta(days=days), tick=False)


def test_each_letter_goes_out_once_on_its_day(django_capture_on_commit_callbacks):
    mentor = make.mentor()
    lapse(mentor, 40)
    sent = []
    for day in range(42):
        with after(day), django_capture_on_commit_callbacks(execute=True):
            for _ in range(2):
                tasks.mind_clearances()
        sent += [day] * (len(mail.outbox) - len(sent))

    assert sent == [10, 33]
    assert {tuple(letter.to) for letter in mail.outbox} == {(mentor.email,)}
    assert "tổ chức bảo lãnh" in mail.outbox[0].body
    assert reverse("clearance") in mail.outbox[0].body
    assert Notice.objects.filter(recipient=mentor, mailed_at__isnull=False).count() == 2


def test_a_day_that_was_slept_through_is_caught_up(django_capture_on_commit_callbacks):
    mentor = make.mentor()
    lapse(mentor, 40)

    with after(12), django_capture_on_commit_callbacks(execute=True):
        assert clearance_reminders.remind_lapsing() == 1

    assert len(mail.outbox) == 1


def test_who_reads_english_is_written_to_in_english(django_capture_on_commit_callbacks):
    mentor = make.mentor()
    type(mentor).objects.filter(pk=mentor.pk).update(language="en")
    lapse(mentor, 7)

    with django_capture_on_commit_callbacks(execute=True):
        tasks.mind_clearances()

    assert "lapses after" in mail.outbox[0].body


def test_who_left_and_what_was_revoked_is_not_reminded():
    gone, revoked = make.mentor(), make.mentor()
    for mentor in (gone, revoked):
        lapse(mentor, 7)
    Affiliation.objects.filter(user=gone).update(ends_on=clock.today() - dt.timedelta(days=1))
    Clearance.objects.filter(user=revoked).update(revoked_at=clock.now())

    assert clearance_reminders.remind_lapsing() == 0


@pytest.mark.parametrize(("days", "is_seen"), [(0, True), (5, True), (6, False)])
def test_on_the_day_after_the_last_the_adult_is_gone_from_every_place(client, days, is_seen):
    idea = make.idea()
    offer = make.offer(title="Hướng dẫn đo độ mặn")
    pupil, mentor = idea.created_by, offer.author
    suggestions.rebuild()
    lapse(mentor, 5)

    with after(days):
        client.force_login(pupil)
        seen = {
            "page": client.get(reverse("offer_detail", args=[offer.pk])).status_code == 200,
            "list": offer.title in client.get(reverse("offer_list")).content.decode(),
            "API": client.get(f"/api/v1/offers/{offer.pk}/").status_code == 200,
            "search": offer.title in client.get(reverse("search"), {"q": "do do man"}).content.decode(),
            "suggestion": offer.title in client.get(reverse("idea_suggestions", args=[idea.pk])).content.decode(),
            "name": mentor.full_name
            in client.get(reverse("organisation_detail", args=[offer.organisation_id])).content.decode(),
        }
        client.force_login(mentor)
        seen["the other way"] = client.get(reverse("idea_detail", args=[idea.pk])).status_code == 200

    assert seen == dict.fromkeys(seen, is_seen)
    assert Offer.objects.filter(pk=offer.pk, status="published").exists()
