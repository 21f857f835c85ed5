"""When a team can meet its mentor: hours, days off, what takes somebody elsewhere, the month's share."""

import datetime as dt

import pytest
import time_machine

from core.errors import Conflict
from tests import make
from tests.visits import given, given_sessions
from visits.enums import HourWay, MissedBy, SessionState, SessionWay, Weekday
from visits.models import Busy, Closure, DayOff
from visits.selectors import free_times
from visits.services import busy, sessions

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


def starts(engagement):
    return [time.starts_at for time in free_times.of(engagement).times]


def book(engagement, when, who="pupil", **facts):
    by = given_sessions.sides(engagement)[who]
    return sessions.book(engagement=engagement, starts_at=when, way=SessionWay.ONLINE, by=by, **facts)


def test_free_times_are_the_pieces_of_the_mentors_hours_from_twelve_hours_on():
    engagement = given_sessions.engagement()
    given_sessions.hours(engagement, starts=dt.time(18), ends=dt.time(20, 30), minutes=60)

    # Today's are too near.
    assert starts(engagement) == [at(day, hour) for day in (8, 15, 22, 29) for hour in (18, 19)]


def test_an_hour_for_one_offer_is_not_for_the_mentors_other_teams():
    first = given_sessions.engagement()
    post = first.proposal.offer
    second = make.engagement(None, make.offer(post.organisation, by=first.supporter))
    given_sessions.hours(first, offer=post)
    given_sessions.hours(first, weekday=Weekday.TUESDAY, first_day=at(9, 0).date(), last_day=at(9, 0).date())

    assert starts(second) == [at(9, 18), at(9, 19)]
    assert at(8, 18) in starts(first)


def test_days_off_closures_and_holidays_are_left_out():
    engagement = given_sessions.engagement()
    given_sessions.hours(engagement, weekday=Weekday.MONDAY)
    given_sessions.hours(engagement, weekday=Weekday.SUNDAY)
    school = engagement.proposal.idea.club.school.organisation
    host = engagement.proposal.offer.organisation
    day = {"first_day": at(8, 0).date(), "last_day": at(8, 0).date()}
    Closure.objects.create(organisation=school, kind="exams", **day)
    Closure.objects.create(organisation=host, kind="busy", first_day=at(15, 0).date(), last_day=at(15, 0).date())
    DayOff.objects.create(mentor=engagement.supporter, first_day=at(20, 0).date(), last_day=at(22, 0).date())

    assert {start.day for start in starts(engagement)} == {7, 14, 28, 29}


def test_what_takes_the_mentor_or_a_pupil_elsewhere_is_not_free():
    engagement = given_sessions.engagement(pupils=2)
    given_sessions.hours(engagement)
    other = given_sessions.session(at=at(8, 18, 30))
    Busy.objects.filter(session=other, person=other.engagement.supporter).update(person=engagement.supporter)
    visit = given.visit(given.slot(starts_at=at(15, 18), ends_at=at(15, 19)))
    busy.take(visit=visit, people=[engagement.proposal.idea.created_by_id], starts_at=at(15, 18), ends_at=at(15, 19))

    assert starts(engagement) == [at(15, 19), at(22, 18), at(22, 19), at(29, 18), at(29, 19)]


def test_at_school_meets_only_who_may_meet_pupils_in_person():
    engagement = given_sessions.engagement()
    given_sessions.hours(engagement, way=HourWay.AT_SCHOOL)
    given_sessions.hours(engagement, weekday=Weekday.TUESDAY, way=HourWay.BOTH)

    assert {time.ways for time in free_times.of(engagement).times} == {(SessionWay.ONLINE,)}
    given_sessions.in_person(engagement.supporter)
    assert {time.ways for time in free_times.of(engagement).times} == {
        (SessionWay.AT_SCHOOL,),
        (SessionWay.ONLINE, SessionWay.AT_SCHOOL),
    }


def test_the_offers_hours_of_a_month_are_shared_fairly():
    offer = make.offer(hours_per_month=3, seats=3)
    teams = [make.engagement(None, offer) for _ in range(3)]
    given_sessions.hours(teams[0], starts=dt.time(14), ends=dt.time(20))

    book(teams[0], at(8, 14))
    with pytest.raises(Conflict):
        book(teams[0], at(15, 14))
    book(teams[1], at(8, 15))
    book(teams[2], at(8, 16))

    assert [start.month for start in starts(teams[0])] == []
    with time_machine.travel(at(25, 8), tick=False):
        assert {start.month for start in starts(teams[0])} == {4}


def test_a_share_is_at_least_one_hour_while_the_whole_lasts():
    offer = make.offer(hours_per_month=1, seats=2)
    teams = [make.engagement(None, offer) for _ in range(2)]
    given_sessions.hours(teams[0])

    book(teams[0], at(8, 18))

    assert starts(teams[1]) == []


@pytest.mark.parametrize(
    ("state", "facts", "left"),
    [
        (SessionState.BOOKED, {}, 0),
        (SessionState.HELD, {}, 0),
        (SessionState.NO_SHOW, {"missed_by": MissedBy.TEAM}, 0),
        (SessionState.NO_SHOW, {"missed_by": MissedBy.SUPPLY}, 60),
        (SessionState.CANCELLED, {}, 60),
        (SessionState.EXPIRED, {"attendant": None}, 60),
        (SessionState.EXPIRED, {}, 0),
    ],
)
def test_what_counts_towards_the_month(state, facts, left):
    engagement = given_sessions.engagement(hours_per_month=1)
    given_sessions.session(engagement, at=at(8, 18), state=state, **facts)

    assert free_times.of(engagement).allowance.left_in(at(20, 8)) == left


def test_each_team_of_a_challenge_has_two_hours_a_month():
    engagement = make.engagement(None, make.challenge())
    given_sessions.hours(engagement)
    book(engagement, at(8, 18))

    assert free_times.of(engagement).allowance.left_in(at(8, 18)) == 60
