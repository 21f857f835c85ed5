"""After the quiet hours: what goes out, what does not, and what the conversation says about it."""

import datetime as dt

import pytest
import time_machine
from django_q.models import Schedule

from config import schedule
from core import clock, jobs
from messaging import tasks
from messaging.enums import MessageState, NoteCode
from messaging.models import Message
from messaging.services import reviews, settling
from network.services import engagements
from people import events
from people.enums import ConsentPurpose
from people.models import Guardianship
from people.services import consents
from tests.messaging.talk import MORNING, NIGHT, Talk, known, say

NEXT = NIGHT + dt.timedelta(hours=8, minutes=1)


@pytest.fixture
def at_night(there: Talk) -> Message:
    known(there)
    with time_machine.travel(NIGHT, tick=False):
        return say(there.pk, there.mentor, "Tối rồi")


def after(moment: dt.datetime, message: Message) -> tuple[str, int | None]:
    with time_machine.travel(moment, tick=False):
        for _ in range(2):
            tasks.release_delayed()
    message.refresh_from_db()
    return message.state, message.seq


def test_it_goes_out_at_six_and_once(there: Talk, at_night: Message):
    head = there.conversation.messages.exclude(seq=None).count()

    assert after(NIGHT + dt.timedelta(hours=7, minutes=59), at_night) == (MessageState.DELAYED, None)
    assert after(NEXT, at_night) == (MessageState.DELIVERED, head + 1)
    there.conversation.refresh_from_db()
    assert there.conversation.head_seq == head + 1


def test_it_stays_while_something_stands_in_the_way_and_goes_when_that_is_over(there: Talk, at_night: Message):
    there.adviser.affiliations.update(ends_on=clock.today() - dt.timedelta(days=1))
    assert after(NEXT, at_night) == (MessageState.DELAYED, None)

    there.adviser.affiliations.update(ends_on=None)
    assert after(NEXT + dt.timedelta(minutes=16), at_night)[0] == MessageState.DELIVERED


def test_it_never_goes_out_for_somebody_who_is_no_member_any_more(there: Talk, at_night: Message):
    there.mentor.clearances.update(expires_on=clock.today() - dt.timedelta(days=1))

    assert after(NEXT, at_night) == (MessageState.DELAYED, None)


def test_what_was_let_through_at_night_waits_for_the_morning_too(there: Talk):
    held = say(there.pk, there.mentor, "Lời đầu")
    with time_machine.travel(NIGHT, tick=False):
        assert reviews.allow(message=held.pk, by=there.adviser).state == MessageState.DELAYED

    assert after(NEXT, held)[0] == MessageState.DELIVERED


def test_a_consent_withdrawn_is_soon_said_though_nobody_looks(there: Talk, django_capture_on_commit_callbacks):
    guardianship = Guardianship.objects.get(pupil=there.pupil)
    with django_capture_on_commit_callbacks(execute=True):
        consents.withdraw(guardianship=guardianship, purpose=ConsentPurpose.MENTORING_CHAT, by=there.adviser)

    for _ in range(2):
        tasks.settle_all()
    notes = there.conversation.messages.filter(kind="note").order_by("seq").values_list("note", flat=True)
    assert list(notes) == [NoteCode.OPENED, NoteCode.FROZEN]


@pytest.mark.parametrize("event", ["consent_given", "clearance_changed", "organisation_suspended", "pupils_left"])
def test_whatever_may_stop_a_conversation_asks_for_a_look(there: Talk, monkeypatch: pytest.MonkeyPatch, event: str):
    asked: list[str] = []
    monkeypatch.setattr(jobs, "enqueue", lambda path, *_ids: asked.append(path))
    settling_only = [one for one in getattr(events, event)._subscribers if one is settling.look_again]
    for subscriber in settling_only:
        subscriber(1)
    assert asked == ["messaging.tasks.settle_all"]


def test_an_engagement_that_ends_is_said_at_once(there: Talk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        engagements.close(engagement=there.engagement, by=there.mentor)

    assert there.conversation.messages.order_by("seq").last().note == NoteCode.CLOSED


def test_the_clock_releases_every_minute():
    assert ("release delayed messages", "messaging.tasks.release_delayed", schedule.EVERY_MINUTE, 0) in schedule.JOBS


@pytest.mark.django_db
def test_a_job_of_every_minute_begins_at_once():
    Schedule.objects.all().delete()
    with time_machine.travel(MORNING, tick=False):
        schedule.plan()
    row = Schedule.objects.get(name="release delayed messages")
    assert (row.schedule_type, row.minutes, row.next_run) == (Schedule.MINUTES, 1, MORNING)
