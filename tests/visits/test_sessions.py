"""A mentoring session's life: asked for inside the mentor's hours, staffed, cancelled, noted."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction

from core import clock
from core.errors import Conflict, Invalid, Refused
from network.models import CheckIn
from network.services import engagements
from people.enums import ConsentPurpose, Role
from people.models import Consent, Notice
from tests import make
from tests.visits import given, given_sessions
from visits import rules
from visits.enums import MissedBy, SessionState, SessionWay
from visits.models import Busy, Session
from visits.services import session_marks, sessions

pytestmark = pytest.mark.django_db


ZONE = dt.timezone(dt.timedelta(hours=7))


# A Monday of an ordinary month.
NOW = dt.datetime(2027, 3, 1, 8, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def _on_a_monday():
    with time_machine.travel(NOW, tick=False):
        yield


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2027, 3, day, hour, minute, tzinfo=ZONE)


def book(engagement, when, who="pupil", **facts):
    by = given_sessions.sides(engagement)[who]
    return sessions.book(engagement=engagement, starts_at=when, way=SessionWay.ONLINE, by=by, **facts)


def people_busy(session):
    return set(Busy.objects.filter(session=session).values_list("person", flat=True))


def told(kind):
    return set(Notice.objects.filter(kind=kind).values_list("recipient", flat=True))


def test_a_pupil_asks_the_adviser_confirms_and_everybody_is_taken():
    engagement = given_sessions.engagement(pupils=3)
    given_sessions.hours(engagement)
    sides = given_sessions.sides(engagement)

    session = book(engagement, at(8, 18))

    team = set(engagement.proposal.idea.team.values_list("pupil", flat=True))
    assert (session.state, people_busy(session)) == (SessionState.ASKED, team | {sides["mentor"].pk})
    assert told("session_asked") == {sides["adviser"].pk}

    session = sessions.attend(session=session, by=sides["adviser"])

    assert (session.state, session.attendant) == (SessionState.BOOKED, sides["adviser"])
    assert people_busy(session) == team | {sides["mentor"].pk, sides["adviser"].pk}
    assert told("session_booked") == team | {sides["mentor"].pk}


def test_the_adviser_books_at_once_and_may_name_a_colleague(settings):
    settings.MEETING_URL = "https://hop.example.vn/{room}"
    engagement = given_sessions.engagement()
    given_sessions.hours(engagement)
    colleague = given.teacher(engagement.proposal.idea.club.school)

    session = book(engagement, at(8, 18), "adviser", attendant=colleague)

    assert (session.state, session.attendant) == (SessionState.BOOKED, colleague)
    assert told("session_attended") == {colleague.pk}


def test_without_meeting_rooms_only_the_adviser_can_be_there_online():
    engagement = given_sessions.engagement()
    given_sessions.hours(engagement)
    colleague = given.teacher(engagement.proposal.idea.club.school)

    with pytest.raises(Invalid, match="cuộc trò chuyện"):
        book(engagement, at(8, 18), "adviser", attendant=colleague)
    assert Session.objects.count() == 0


def test_nobody_of_another_school_nor_the_mentor_is_the_staff(settings):
    settings.MEETING_URL = "https://hop.example.vn/{room}"
    session = given_sessions.session(state=SessionState.ASKED)
    school = session.engagement.proposal.idea.club.school
    mentor = session.engagement.supporter
    make.hat(mentor, school, Role.TEACHER)

    for person in (given.teacher(), mentor, make.pupil(school)):
        with pytest.raises(Invalid):
            sessions.attend(session=session, attendant=person, by=session.engagement.proposal.idea.club.adviser)
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(state=SessionState.BOOKED)


def test_a_teacher_who_is_elsewhere_cannot_be_there():
    session = given_sessions.session(state=SessionState.ASKED, at=at(8, 18))
    adviser = session.engagement.proposal.idea.club.adviser
    visit = given.visit(given.slot(starts_at=at(8, 17), ends_at=at(8, 19)), adviser)

    with pytest.raises(Conflict, match="đã có việc khác"):
        sessions.attend(session=session, by=adviser)
    assert (set(Busy.objects.filter(visit=visit).values_list("person", flat=True))) == {adviser.pk}
    assert Session.objects.get(pk=session.pk).state == SessionState.ASKED


def test_the_mentor_outsiders_and_other_teachers_do_not_book():
    engagement = given_sessions.engagement()
    given_sessions.hours(engagement)
    school = engagement.proposal.idea.club.school
    for somebody in (engagement.supporter, make.pupil(school), given.teacher(school), make.mentor()):
        with pytest.raises(Refused):
            sessions.book(engagement=engagement, starts_at=at(8, 18), way=SessionWay.ONLINE, by=somebody)


def test_a_time_that_is_not_free_is_refused_with_the_nearest():
    engagement = given_sessions.engagement()
    given_sessions.hours(engagement)
    book(engagement, at(8, 18))

    for wished in (at(8, 18), at(8, 18, 15), at(3, 9)):
        with pytest.raises(Conflict, match="19:00 thứ hai, 08/03/2027"):
            book(engagement, wished)
    with pytest.raises(Conflict):
        sessions.book(
            engagement=engagement,
            starts_at=at(8, 19),
            way=SessionWay.AT_SCHOOL,
            by=engagement.proposal.idea.created_by,
        )


def test_a_frozen_engagement_books_nothing_and_its_sessions_cannot_be_confirmed():
    engagement = given_sessions.engagement()
    given_sessions.hours(engagement)
    session = book(engagement, at(8, 18))
    Consent.objects.filter(purpose=ConsentPurpose.MENTORING_CHAT).update(withdrawn_at=clock.now())

    with pytest.raises(Conflict, match="tạm dừng"):
        book(engagement, at(8, 19))
    with pytest.raises(Conflict, match="tạm dừng"):
        sessions.attend(session=session, by=given_sessions.sides(engagement)["adviser"])


@pytest.mark.parametrize("who", ["mentor", "adviser", "pupil"])
def test_each_side_cancels_and_everybody_is_free_at_once(who):
    session = given_sessions.session()

    made = sessions.cancel(session=session, by=given_sessions.sides(session.engagement)[who])

    assert (made.state, people_busy(session)) == (SessionState.CANCELLED, set())
    assert told("session_cancelled") == {
        person.pk for side, person in given_sessions.sides(session.engagement).items() if side != who
    }


def test_shortly_before_it_begins_a_reason_is_owed():
    session = given_sessions.session(at=NOW + dt.timedelta(hours=11))
    by = session.engagement.supporter

    with pytest.raises(Invalid, match="lý do"):
        sessions.cancel(session=session, by=by)
    assert sessions.cancel(session=session, reason="Tàu trễ.", by=by).reason == "Tàu trễ."


def test_what_has_begun_or_ended_is_not_cancelled():
    begun = given_sessions.session(at=NOW)
    held = given_sessions.session(state=SessionState.HELD)
    for session in (begun, held):
        with pytest.raises(Conflict):
            sessions.cancel(session=session, reason="x", by=session.engagement.supporter)


def test_whoever_was_to_be_there_steps_back_and_the_adviser_looks_for_somebody_else():
    session = given_sessions.session()
    adviser = session.attendant

    made = sessions.step_back(session=session, by=adviser)

    assert (made.state, made.attendant, adviser.pk in people_busy(session)) == (SessionState.ASKED, None, False)
    with pytest.raises(Refused):
        sessions.step_back(session=made, by=session.engagement.supporter)


def test_an_engagement_that_ends_cancels_what_has_not_begun():
    engagement = given_sessions.engagement()
    coming = given_sessions.session(engagement)
    begun = given_sessions.session(engagement, at=NOW)

    engagements.close(engagement=engagement, by=engagement.supporter)

    states = dict(Session.objects.values_list("pk", "state"))
    assert states == {coming.pk: SessionState.CANCELLED, begun.pk: SessionState.BOOKED}
    assert people_busy(coming) == set()


@pytest.mark.parametrize("who", ["mentor", "adviser", "pupil"])
def test_a_held_session_is_a_meeting_of_the_engagement(who):
    session = given_sessions.session(at=NOW - dt.timedelta(hours=1), minutes=45)
    by = given_sessions.sides(session.engagement)[who]

    made = session_marks.hold(session=session, by=by)

    meeting = CheckIn.objects.get()
    assert (made.state, made.check_in, meeting.author) == (SessionState.HELD, meeting, by)
    assert (meeting.held_on, meeting.minutes, meeting.done) == (NOW.date(), 45, "Gặp nhau theo lịch hẹn.")


def test_a_colleague_who_was_there_notes_the_meeting_too():
    engagement = given_sessions.engagement()
    colleague = given.teacher(engagement.proposal.idea.club.school)
    session = given_sessions.session(engagement, at=NOW - dt.timedelta(hours=1), attendant=colleague)

    session_marks.hold(session=session, done="Thử van mới.", by=colleague)

    assert CheckIn.objects.get().author == colleague


@pytest.mark.parametrize(("moment", "is_possible"), [(-1, False), (0, True), (49, True), (50, False)])
def test_what_became_of_it_is_noted_from_the_beginning_until_two_days_after(moment, is_possible):
    session = given_sessions.session(at=at(8, 18), minutes=60)
    with time_machine.travel(at(8, 18) + dt.timedelta(hours=moment), tick=False):
        try:
            session_marks.miss(session=session, side=MissedBy.TEAM, by=session.engagement.supporter)
        except Conflict:
            assert not is_possible
        else:
            assert is_possible


def test_staff_correct_a_no_show_and_nobody_else_does():
    session = given_sessions.session(at=NOW - dt.timedelta(hours=1))
    session_marks.miss(session=session, side=MissedBy.SUPPLY, by=session.engagement.proposal.idea.created_by)

    with pytest.raises(Conflict):
        session_marks.hold(session=session, by=session.engagement.supporter)
    made = session_marks.hold(session=session, by=session.attendant)

    assert (made.state, made.missed_by) == (SessionState.HELD, "")


def test_a_second_missed_session_is_told_kindly_to_adviser_and_organisation():
    engagement = given_sessions.engagement(hours_per_month=10)
    represents = make.representative(engagement.proposal.offer.organisation)
    adviser = given_sessions.sides(engagement)["adviser"]
    for days, expected in ((2, set()), (1, {adviser.pk, represents.pk})):
        session = given_sessions.session(engagement, at=NOW - dt.timedelta(days=days))
        session_marks.miss(session=session, side=MissedBy.SUPPLY, by=adviser)
        assert told("session_missed") == expected


def test_what_nobody_confirmed_or_noted_ends_by_itself():
    asked = given_sessions.session(at=at(8, 18), state=SessionState.ASKED)
    booked = given_sessions.session(at=at(8, 18))
    with time_machine.travel(at(8, 18)):
        assert (sessions.expire_late(), sessions.expire_late()) == (1, 0)
    with time_machine.travel(at(8, 19) + rules.MARK_WITHIN):
        assert (sessions.expire_late(), sessions.expire_late()) == (1, 0)

    assert set(Session.objects.values_list("pk", "state")) == {
        (asked.pk, SessionState.EXPIRED),
        (booked.pk, SessionState.EXPIRED),
    }
    assert told("session_expired") == {person.pk for person in given_sessions.sides(asked.engagement).values()}


def test_nobody_is_in_two_sessions_nor_in_a_session_and_a_visit():
    session = given_sessions.session(at=at(8, 18))
    visit = given.visit(given.slot(starts_at=at(8, 18, 30), ends_at=at(8, 20)))
    other = given_sessions.session(at=at(15, 18))
    taken = {"person": session.engagement.supporter, "starts_at": at(8, 18, 30), "ends_at": at(8, 20)}

    for facts in ({"visit": visit}, {"session": other}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Busy.objects.create(**taken, **facts)
    for facts in ({}, {"visit": visit, "session": other}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Busy.objects.create(person=given.teacher(), starts_at=at(8, 8), ends_at=at(8, 9), **facts)


def test_a_pupil_who_left_the_team_is_free_once_the_staff_is_settled():
    engagement = given_sessions.engagement(pupils=2)
    session = given_sessions.session(engagement, state=SessionState.ASKED)
    gone = engagement.proposal.idea.team.exclude(pupil=engagement.proposal.idea.created_by).get()
    gone.left_at = clock.now()
    gone.save()

    sessions.attend(session=session, by=given_sessions.sides(engagement)["adviser"])

    assert people_busy(session) == {person.pk for person in given_sessions.sides(engagement).values()}
