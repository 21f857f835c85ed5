"""Rows of mentoring sessions for tests, each valid by itself."""

import datetime as dt
from typing import Any

from django.test import Client
from rest_framework.test import APIClient

from core import clock, secrets
from network.models import Engagement
from people.enums import ClearanceCheck
from people.models import Clearance, User
from tests import make
from visits.enums import OPEN_SESSION_STATES, HourWay, SessionState, SessionWay, Weekday
from visits.models import Busy, Session, WeeklyHour
from visits.selectors import free_times


def engagement(*, pupils: int = 1, **facts: Any) -> Engagement:
    """A team of one school with a mentor of an offer, which has these facts."""
    club = make.club()
    team = [make.pupil(club.school) for _ in range(pupils)]
    return make.engagement(make.idea(club, team=team), make.offer(**{"hours_per_month": 4, **facts}))


def sides(of: Engagement) -> dict[str, User]:
    idea = of.proposal.idea
    return {"mentor": of.supporter, "adviser": idea.club.adviser, "pupil": idea.created_by}


def hours(of: Engagement, weekday: Weekday = Weekday.MONDAY, **facts: Any) -> WeeklyHour:
    """From 18 to 20 o'clock, an hour each, for every team of the mentor."""
    times = {"starts": dt.time(18), "ends": dt.time(20), "minutes": 60, "way": HourWay.ONLINE}
    return WeeklyHour.objects.create(
        mentor=of.supporter, weekday=weekday, **{**times, "first_day": clock.today(), **facts}
    )


def in_person(mentor: User) -> User:
    """May meet pupils in person again and again."""
    Clearance.objects.filter(user=mentor, check_kind=ClearanceCheck.IDENTITY).update(seen_in_person=True)
    return mentor


def session(
    of: Engagement | None = None,
    *,
    at: dt.datetime | None = None,
    minutes: int = 60,
    state: SessionState = SessionState.BOOKED,
    **facts: Any,
) -> Session:
    """In `state`, the adviser beside the team, with the time it takes."""
    of = of or engagement()
    at = at or clock.now() + dt.timedelta(days=3)
    if state != SessionState.ASKED:
        facts.setdefault("attendant", of.proposal.idea.club.adviser)
    made = Session.objects.create(
        engagement=of,
        starts_at=at,
        ends_at=at + dt.timedelta(minutes=minutes),
        state=state,
        room=secrets.new(),
        booked_by=of.proposal.idea.created_by,
        booked_at=clock.now(),
        **{"way": SessionWay.ONLINE, **facts},
    )
    if state in OPEN_SESSION_STATES:
        people = free_times.people_of(of) | ({made.attendant_id} if made.attendant_id else set())
        Busy.objects.bulk_create(
            Busy(person_id=pk, session=made, starts_at=made.starts_at, ends_at=made.ends_at) for pk in sorted(people)
        )
    return made


def as_(client: Client, user: User) -> Client:
    client.force_login(User.objects.get(pk=user.pk))
    return client


def api(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(User.objects.get(pk=user.pk))
    return client
