"""Sending: who may, what waits, what a place in the conversation is."""

import datetime as dt
from uuid import uuid4

import pytest
import time_machine

from core import clock
from core.errors import Conflict, Invalid, NotFound, Refused, TooOften
from messaging.enums import HoldReason, MessageState, NoteCode
from messaging.models import Message
from messaging.services import conversations, reviews
from people.enums import ConsentPurpose
from people.models import Consent
from tests import make
from tests.messaging.talk import NIGHT, Talk, known, say


def test_the_opening_says_that_a_teacher_is_there(there: Talk):
    assert list(there.conversation.messages.values_list("seq", "note")) == [(1, NoteCode.OPENED)]


def test_messages_get_the_next_place_each(there: Talk):
    said = [say(there.pk, by, "Chào") for by in (there.pupil, there.adviser, there.pupil)]

    assert [message.seq for message in said] == [2, 3, 4]
    assert [message.state for message in said] == [MessageState.DELIVERED] * 3


def test_sent_again_it_is_the_same_message(there: Talk):
    client = uuid4()
    first, again = (say(there.pk, there.pupil, "Chào", client) for _ in range(2))

    assert first == again
    assert there.conversation.messages.filter(author=there.pupil).count() == 1


def test_a_stranger_finds_no_conversation(there: Talk):
    for stranger in (make.mentor(), make.adviser(), make.pupil(), make.officer()):
        with pytest.raises(NotFound):
            say(there.pk, stranger)


def test_the_adult_s_first_three_wait_for_the_adviser_and_the_fourth_does_not(there: Talk):
    held = [say(there.pk, there.mentor, f"Chào các em {n}") for n in range(3)]
    assert [(message.state, message.hold_reasons) for message in held] == [
        (MessageState.HELD, [HoldReason.FIRST_WORDS])
    ] * 3

    for message in held:
        reviews.allow(message=message.pk, by=there.adviser)
    assert say(there.pk, there.mentor, "Tin thứ tư").state == MessageState.DELIVERED


def test_what_is_blocked_is_not_among_the_first_words(there: Talk):
    for number in range(3):
        reviews.block(message=say(there.pk, there.mentor, f"Tin {number}").pk, reason="Chưa hợp", by=there.adviser)

    assert say(there.pk, there.mentor).state == MessageState.HELD


def test_a_telephone_number_waits_whoever_writes_it_but_the_teacher(there: Talk):
    assert say(there.pk, there.pupil, "Số em 0912 345 678").hold_reasons == [HoldReason.FOUND]
    assert say(there.pk, there.adviser, "Số cô 0912 345 678").state == MessageState.DELIVERED


def test_an_adult_s_message_at_night_goes_out_in_the_morning(there: Talk):
    known(there)
    with time_machine.travel(NIGHT, tick=False):
        message = say(there.pk, there.mentor, "Tối rồi")

    assert message.state == MessageState.DELAYED
    assert message.not_before == dt.datetime(2026, 11, 25, 23, 0, tzinfo=dt.UTC)


def test_pupils_may_write_in_the_evening(there: Talk):
    with time_machine.travel(NIGHT, tick=False):
        assert say(there.pk, there.pupil).state == MessageState.DELIVERED


def test_nobody_writes_while_a_guardian_s_consent_is_missing(there: Talk):
    Consent.objects.filter(guardianship__pupil=there.pupil, purpose=ConsentPurpose.MENTORING_CHAT).update(
        withdrawn_at=clock.now()
    )

    for by in (there.mentor, there.adviser):
        with pytest.raises(Conflict, match="đồng ý của phụ huynh"):
            say(there.pk, by)
    with pytest.raises(NotFound):
        say(there.pk, there.pupil)


def test_nobody_writes_without_the_adviser(there: Talk):
    there.adviser.affiliations.update(ends_on=clock.today() - dt.timedelta(days=1))

    for by in (there.mentor, there.pupil):
        with pytest.raises(Conflict, match="giáo viên phụ trách"):
            say(there.pk, by)


def test_an_uncleared_adult_is_out_and_the_others_wait(there: Talk):
    there.mentor.clearances.update(expires_on=clock.today() - dt.timedelta(days=1))

    with pytest.raises(NotFound):
        say(there.pk, there.mentor)
    with pytest.raises(Conflict, match="Thẩm định"):
        say(there.pk, there.pupil)


def test_freezing_and_thawing_are_said_once_each(there: Talk):
    there.adviser.affiliations.update(ends_on=clock.today() - dt.timedelta(days=1))
    for _ in range(2):
        conversations.settle(conversation=there.pk)
    there.adviser.affiliations.update(ends_on=None)
    for _ in range(2):
        conversations.settle_all()

    notes = there.conversation.messages.order_by("seq").values_list("seq", "note", "details")
    assert list(notes) == [
        (1, NoteCode.OPENED, []),
        (2, NoteCode.FROZEN, ["adviser"]),
        (3, NoteCode.THAWED, []),
    ]


@pytest.mark.parametrize(("body", "error"), [("", "trống"), (" \n ", "trống"), ("a" * 4001, "4000")])
def test_what_cannot_be_sent_is_refused_in_words(there: Talk, body: str, error: str):
    with pytest.raises(Invalid, match=error):
        say(there.pk, there.pupil, body)
    assert Message.objects.filter(author=there.pupil).count() == 0


def test_twenty_in_ten_seconds_and_no_more(there: Talk):
    with time_machine.travel(clock.now(), tick=False):
        for number in range(20):
            say(there.pk, there.pupil, f"tin {number}")
        with pytest.raises(TooOften):
            say(there.pk, there.pupil, "tin 21")
    with time_machine.travel(clock.now() + dt.timedelta(seconds=11), tick=False):
        assert say(there.pk, there.pupil, "tin 21").state == MessageState.DELIVERED


def test_an_edit_by_the_adviser_keeps_what_was_written(there: Talk):
    held = say(there.pk, there.mentor, "Gọi anh 0912 345 678")
    released = reviews.allow_edited(message=held.pk, body="Hẹn gặp cả nhóm ở trường", by=there.adviser)

    assert (released.state, released.body, released.original) == (
        MessageState.DELIVERED,
        "Hẹn gặp cả nhóm ở trường",
        "Gọi anh 0912 345 678",
    )


def test_only_the_adviser_decides_and_only_once(there: Talk):
    held = say(there.pk, there.mentor)
    for other in (there.mentor, there.pupil, make.adviser()):
        with pytest.raises((NotFound, Refused)):
            reviews.allow(message=held.pk, by=other)
    reviews.allow(message=held.pk, by=there.adviser)
    with pytest.raises(Conflict):
        reviews.block(message=held.pk, reason="muộn", by=there.adviser)
    assert Message.objects.get(pk=held.pk).state == MessageState.DELIVERED
