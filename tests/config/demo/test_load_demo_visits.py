"""Visits, mentoring sessions and internships of the demonstration, loaded once for the whole file."""

from collections import Counter

import pytest
from django.db.models import Q, Sum
from django.utils import timezone

from config.demo import cast
from core import clock
from messaging.models import Conversation
from messaging.selectors import conversations
from network.models import Club
from people import working_days
from people.models import User
from visits.enums import (
    HOLDING_STATES,
    OPEN_PLACEMENT_STATES,
    OPEN_SESSION_STATES,
    ClosureKind,
    FeedbackSide,
    PlacementState,
    SessionState,
    SlotRequestState,
    VisitState,
    Word,
)
from visits.models import (
    Attendee,
    Busy,
    Certificate,
    Closure,
    Credit,
    Hosting,
    LogEntry,
    Placement,
    Reflection,
    SafetySheet,
    Series,
    Session,
    Slot,
    SlotRequest,
    Visit,
    WeeklyHour,
)
from visits.selectors import attendance, lists, placement_readiness, placements, readiness, rosters, visits, waiting

pytestmark = [pytest.mark.long, pytest.mark.django_db]

SEATED = (*HOLDING_STATES, VisitState.HELD)


def who(role: str) -> User:
    return User.objects.get(username=cast.login(role).username)


def club(role: str = "adviser") -> Club:
    return Club.objects.get(adviser=who(role))


def test_visits_stand_in_every_state() -> None:
    assert Counter(Visit.objects.values_list("state", flat=True)) == {
        VisitState.WAITING: 4,
        VisitState.ASKED: 7,
        VisitState.SCHOOL_APPROVED: 6,
        VisitState.HOST_ACCEPTED: 3,
        VisitState.PREPARING: 8,
        VisitState.CONFIRMED: 6,
        VisitState.HELD: 8,
        VisitState.REFUSED: 3,
        VisitState.CANCELLED: 3,
        VisitState.EXPIRED: 2,
    }


def test_hosts_have_said_how_they_receive_and_signed() -> None:
    assert Hosting.objects.count() == 41
    assert SafetySheet.objects.count() == 39
    assert SafetySheet.objects.filter(valid_until__lt=clock.today()).count() == 1
    assert Series.objects.count() == 21


def test_nobody_is_received_on_a_day_off() -> None:
    days = {timezone.localdate(start) for start in Slot.objects.filter(series=None).values_list("starts_at", flat=True)}
    repeated = Slot.objects.exclude(series=None).values_list("starts_at", flat=True)
    off = {day for day in {*map(timezone.localdate, repeated), *days} if not working_days.is_working_day(day)}
    assert off <= {clock.today()}


def test_seats_of_slots_are_those_of_their_visits() -> None:
    held = Q(visits__state__in=SEATED)
    for slot in Slot.objects.annotate(seated=Sum("visits__party", filter=held)):
        assert slot.seats_taken == (slot.seated or 0)
        assert slot.groups_taken == slot.visits.filter(state__in=SEATED).count()


def test_whoever_goes_is_taken_for_that_time_and_nobody_else() -> None:
    for visit in Visit.objects.select_related("slot"):
        going = set(visit.staff.values_list("person", flat=True))
        going |= set(visit.attendees.filter(left_off_at=None).values_list("pupil", flat=True))
        taken = set(Busy.objects.filter(visit=visit).values_list("person", flat=True))
        assert taken == (going if visit.state in SEATED else set())
    for session in Session.objects.filter(state__in=OPEN_SESSION_STATES):
        assert Busy.objects.filter(session=session).exists()


def test_confirmed_visits_lack_nothing() -> None:
    for visit in Visit.objects.filter(state=VisitState.CONFIRMED):
        assert readiness.missing_from(visit) == []
        assert visit.attendees.filter(left_off_at=None).count() == visit.party


def test_of_a_visit_that_is_prepared_a_part_of_the_guardians_has_answered() -> None:
    for visit in Visit.objects.filter(state=VisitState.PREPARING):
        roster = rosters.of(visit)
        counts = {word: count for word, count in roster.counts.items() if count}
        assert set(counts) == {Word.AGREED, Word.PAPER, Word.WAITING}
        assert [line.word for line in roster.off] == [Word.REFUSED]


def test_the_demo_adviser_s_club_goes_today_and_soon() -> None:
    coming = Visit.objects.filter(club=club(), state=VisitState.CONFIRMED).order_by("slot__starts_at")
    days = [timezone.localdate(visit.slot.starts_at) for visit in coming]
    assert days[0] == clock.today()
    assert days[1] > clock.today()
    assert Attendee.objects.filter(visit__in=coming, pupil=who("pupil"), left_off_at=None).count() == 2


def test_each_role_has_visits_that_wait_for_it() -> None:
    for role in ("adviser", "other_adviser", "school_admin", "representative"):
        assert lists.waiting_for(who(role)).exists(), role
    for role in ("adviser", "other_adviser"):
        assert waiting.waiting_of(who(role)).exists(), role


def test_requests_for_times_are_open_and_answered() -> None:
    assert Counter(SlotRequest.objects.values_list("state", flat=True)) == {
        SlotRequestState.OPEN: 3,
        SlotRequestState.ANSWERED: 1,
        SlotRequestState.WITHDRAWN: 1,
        SlotRequestState.EXPIRED: 1,
    }


def test_mentors_have_hours_and_the_demo_team_meets_its_mentor() -> None:
    assert WeeklyHour.objects.filter(mentor=who("mentor")).exists()
    states = Session.objects.filter(engagement__supporter=who("mentor")).values_list("state", flat=True)
    assert {SessionState.HELD, SessionState.BOOKED, SessionState.ASKED} <= set(states)
    assert set(Session.objects.values_list("state", flat=True)) == set(SessionState.values)
    assert not Session.objects.filter(state=SessionState.HELD, check_in=None).exists()


def test_internships_stand_in_several_states_and_lack_nothing_once_agreed() -> None:
    assert Counter(Placement.objects.values_list("state", flat=True)) == {
        PlacementState.RUNNING: 4,
        PlacementState.ASKED: 3,
        PlacementState.AGREED: 1,
        PlacementState.COMPLETED: 1,
        PlacementState.REFUSED: 1,
    }
    for row in Placement.objects.filter(state__in=OPEN_PLACEMENT_STATES).exclude(state=PlacementState.ASKED):
        assert placement_readiness.missing_from(row) == []
    assert LogEntry.objects.filter(signed_by=None).exists()
    assert LogEntry.objects.filter(countersigned_by__isnull=False).exists()


@pytest.mark.parametrize("role", ["mentor", "representative"])
def test_who_receives_sees_visits_and_internships_of_several_states(role: str) -> None:
    seen = {visit.state for visit in visits.visible_to(who(role))}
    assert seen >= {VisitState.SCHOOL_APPROVED, VisitState.PREPARING, VisitState.CONFIRMED, VisitState.HELD}
    interns = {row.state for row in placements.visible_to(who(role))}
    assert interns >= {PlacementState.ASKED, PlacementState.RUNNING}
    assert Conversation.objects.filter(kind="visit", subject__in=visits.visible_to(who(role)).values("pk")).exists()
    assert Credit.objects.filter(user=who(role), visit__isnull=False).exists()


def test_after_a_visit_pupils_tell_both_sides_speak_and_certificates_are_held() -> None:
    told = Visit.objects.get(club=club(), state=VisitState.HELD, slot__offer__author=who("representative"))
    assert set(told.feedbacks.values_list("side", flat=True)) == set(FeedbackSide.values)
    assert Reflection.objects.filter(attendee__visit=told, attendee__pupil=who("pupil")).exists()
    came = attendance.figures(told)
    assert Certificate.objects.filter(attendee__visit=told).count() == came.here == came.going - 1
    assert told.head_counts.count() == 3
    # Of another one the pupil and the teacher have still to tell.
    (untold,) = Visit.objects.filter(club=club(), state=VisitState.HELD).exclude(pk=told.pk)
    assert list(untold.feedbacks.values_list("side", flat=True)) == [FeedbackSide.HOST]
    assert not Reflection.objects.filter(attendee__visit=untold, attendee__pupil=who("pupil")).exists()


def test_a_conversation_about_a_visit_says_between_the_words_what_became_of_it() -> None:
    visit = Visit.objects.get(club=club(), state=VisitState.CONFIRMED, slot__offer__author=who("representative"))
    row = Conversation.objects.get(kind="visit", subject=visit.pk)
    said = list(row.messages.order_by("seq"))
    assert [line.note for line in said if line.note] == ["opened", "approve", "accept", "confirm"]
    assert [line.seq for line in said] == list(range(1, row.head_seq + 1))
    assert [line.delivered_at for line in said] == sorted(line.delivered_at for line in said)
    assert len([line for line in said if line.body]) >= 4


def test_conversations_about_visits_say_what_is_true_today() -> None:
    rows = list(Conversation.objects.filter(kind="visit"))
    standings = conversations.standings_of(rows)
    assert [row for row in rows if not conversations.is_settled(row, standings[row.pk])] == []
    assert {here.is_closed for here in standings.values()} == {True, False}


def test_the_demo_school_writes_its_exams_and_nobody_of_it_travels_then() -> None:
    school = club().school
    week = Closure.objects.get(organisation=school.organisation)
    assert week.kind == ClosureKind.EXAMS
    on_the_way = Visit.objects.filter(school=school, state__in=SEATED).values_list("slot__starts_at", flat=True)
    assert [day for day in map(timezone.localdate, on_the_way) if week.first_day <= day <= week.last_day] == []
