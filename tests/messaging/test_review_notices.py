"""Who is told that something waits, when, and never what it says."""

import datetime as dt

import pytest
import time_machine

from core import clock
from messaging import tasks, working_hours
from messaging.models import Message
from messaging.selectors import frames
from messaging.services import reviews
from people.enums import Role
from people.models import Concern, Notice, SealedCopy
from tests import make
from tests.messaging.talk import MORNING, Talk, say

HARM = "Em không muốn sống nữa"


@pytest.fixture
def lead(there: Talk):
    return make.adult(there.engagement.proposal.idea.club.school, Role.SCHOOL_ADMIN)


def told(kind: str) -> list[int]:
    return sorted(Notice.objects.filter(kind=kind).values_list("recipient", flat=True))


def test_the_adviser_is_told_once_while_something_waits(there: Talk):
    first, _second = say(there.pk, there.mentor, "Một"), say(there.pk, there.mentor, "Hai")
    assert told("talk_waits") == [there.adviser.pk]

    reviews.allow(message=first.pk, by=there.adviser)
    say(there.pk, there.mentor, "Ba")
    assert told("talk_waits") == [there.adviser.pk]

    for held in Message.objects.filter(state="held"):
        reviews.allow(message=held.pk, by=there.adviser)
    say(there.pk, there.pupil, "Số em 0912 345 678")
    assert told("talk_waits") == [there.adviser.pk] * 2
    facts = Notice.objects.filter(kind="talk_waits").first().facts
    assert facts == {"about": there.engagement.proposal.idea.title}


def test_after_four_hours_of_work_the_adviser_is_reminded_once(there: Talk):
    say(there.pk, there.mentor)
    for hours, expected in ((3, []), (4, [there.adviser.pk]), (6, [there.adviser.pk])):
        with time_machine.travel(MORNING + dt.timedelta(hours=hours, minutes=1), tick=False):
            tasks.mind_held()
        assert told("talk_still_waits") == expected


def test_after_a_day_whoever_leads_safety_is_told_that_something_waits(there: Talk, lead):
    say(there.pk, there.mentor, "Lời không ai khác biết")
    for hours, expected in ((23, []), (25, [lead.pk]), (30, [lead.pk])):
        with time_machine.travel(MORNING + dt.timedelta(hours=hours), tick=False):
            tasks.mind_held()
        assert told("talk_waits_too_long") == expected
    facts = Notice.objects.get(kind="talk_waits_too_long").facts
    assert facts == {"adviser": there.adviser.full_name, "hours": 24}


def test_what_was_decided_reminds_nobody(there: Talk, lead):
    reviews.allow(message=say(there.pk, there.mentor).pk, by=there.adviser)
    with time_machine.travel(MORNING + dt.timedelta(days=3), tick=False):
        tasks.mind_held()
    assert told("talk_still_waits") + told("talk_waits_too_long") == []


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2026-11-25T10:00", "2026-11-25T12:30", 2.5),
        ("2026-11-25T16:00", "2026-11-26T08:00", 2),
        ("2026-11-27T16:00", "2026-11-30T08:00", 2),  # over a weekend
        ("2026-11-25T20:00", "2026-11-26T06:00", 0),
    ],
)
def test_only_hours_of_work_count(since: str, until: str, hours: float):
    zone = clock.zone()
    begin, end = (dt.datetime.fromisoformat(text).replace(tzinfo=zone) for text in (since, until))
    assert working_hours.between(begin, end, zone) == dt.timedelta(hours=hours)


def test_words_of_harming_oneself_reach_the_safety_lead_at_once(there: Talk, lead):
    message = say(there.pk, there.pupil, HARM)

    assert (message.state, frames.waiting(message)["care"]) == ("held", True)
    case = Concern.objects.get()
    assert (case.worry, case.school_id, case.reporter) == (
        "unsafe",
        there.engagement.proposal.idea.club.school_id,
        None,
    )
    assert told("talk_needs_care") == told("concern_new") == [lead.pk]
    assert [notice.facts for notice in Notice.objects.filter(recipient=lead)] == [{}, {}]
    sealed = SealedCopy.objects.get()
    assert HARM in str(sealed.content)


def test_one_case_for_what_is_said_within_hours(there: Talk, lead):
    for hours in (0, 1, 8):
        with time_machine.travel(MORNING + dt.timedelta(hours=hours), tick=False):
            say(there.pk, there.pupil, HARM)
    assert Concern.objects.count() == 2


def test_a_teacher_who_asks_about_it_raises_no_alarm(there: Talk, lead):
    assert say(there.pk, there.adviser, "Có khi nào em không muốn sống nữa không?").state == "delivered"
    assert Concern.objects.count() == 0
