"""The conversation of a visit: who is in it, what it says by itself, when it ends."""

import datetime as dt

import pytest
import time_machine

from core import clock
from core.errors import NotFound
from messaging import wording
from messaging.enums import MemberSide
from messaging.models import Conversation, Message
from messaging.services import conversations
from tests.visits import given
from visits.enums import Answer, VisitState
from visits.models import Visit
from visits.selectors import talks
from visits.services import visits

pytestmark = pytest.mark.django_db


def test_teachers_who_go_and_the_host_are_in_it_and_nobody_else():
    made = given.visit(state=VisitState.CONFIRMED)
    colleague = given.staff(made)
    pupil = given.pupil_on(made, answer=Answer.YES).pupil
    host = made.slot.offer.author

    here = talks.standings([made.pk])[made.pk]

    assert {pk: member.side for pk, member in here.members.items()} == {
        made.organiser_id: MemberSide.ADVISER,
        colleague.pk: MemberSide.ADVISER,
        host.pk: MemberSide.OUTSIDE,
    }
    for somebody in (pupil, given.teacher(made.school), given.host()):
        with pytest.raises(NotFound):
            conversations.open_about(kind="visit", subject=made.pk, by=somebody)


def test_in_the_waiting_list_nobody_talks():
    made = given.visit(state=VisitState.WAITING)
    with pytest.raises(NotFound):
        conversations.open_about(kind="visit", subject=made.pk, by=made.organiser)


def test_what_becomes_of_the_visit_stands_in_it():
    made = given.visit()
    conversations.open_about(kind="visit", subject=made.pk, by=made.organiser)

    visits.approve(visit=made, by=given.head(made.school))
    visits.cancel(visit=made, reason="Bão", by=made.organiser)

    notes = Message.objects.order_by("seq").values_list("note", flat=True)
    assert list(notes) == ["opened", "approve", "cancel"]
    assert wording.note("approve", []) == "Nhà trường đã duyệt chuyến đi."


def test_nothing_is_opened_by_what_happens():
    made = given.visit()
    visits.approve(visit=made, by=given.head(made.school))

    assert not Conversation.objects.exists()


def test_a_host_who_is_no_longer_cleared_stops_it():
    made = given.visit()
    made.slot.offer.author.clearances.update(revoked_at=clock.now())

    here = talks.standings([made.pk])[made.pk]

    assert (list(here.members), [found.value for found in here.obstacles]) == ([made.organiser_id], ["outside"])


@pytest.mark.parametrize(("days", "closed"), [(13, False), (15, True)])
def test_two_weeks_after_the_day_it_is_closed(days, closed):
    made = given.visit(state=VisitState.HELD, ended_at=clock.now())
    with time_machine.travel(clock.now() + dt.timedelta(days=days)):
        assert talks.standings([made.pk])[made.pk].is_closed == closed


def test_the_teacher_who_left_the_school_is_out_and_whoever_is_left_goes_on():
    made = given.visit()
    colleague = given.staff(made)
    made.organiser.affiliations.update(ends_on=clock.today() - dt.timedelta(days=1))

    here = talks.standings([made.pk])[made.pk]

    assert colleague.pk in here.members
    assert made.organiser_id not in here.members
    assert here.is_open
    assert Visit.objects.get(pk=made.pk).state == VisitState.ASKED


def test_the_same_number_of_questions_for_one_and_many(django_assert_num_queries):
    made = [given.visit() for _ in range(4)]
    with django_assert_num_queries(3):
        talks.standings([made[0].pk])
    with django_assert_num_queries(3):
        talks.standings([row.pk for row in made])
