"""Whatever teams, teachers and mentors do in whatever order: time, staff and the month stay exact."""

import datetime as dt
from contextlib import suppress

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import clock
from core.errors import Problem
from network.models import Engagement
from people.models import User
from tests import make
from tests.visits import given_sessions
from visits.enums import OPEN_SESSION_STATES, MissedBy, SessionState, SessionWay
from visits.models import Busy, Session
from visits.selectors import allowances, free_times
from visits.services import session_marks, sessions

pytestmark = [pytest.mark.long, pytest.mark.django_db]
NOW = dt.datetime(2027, 3, 1, 8, tzinfo=dt.timezone(dt.timedelta(hours=7)))
# what, of which team, by whom, which of the times or sessions
MOVES = st.lists(
    st.tuples(
        st.sampled_from(["book", "book", "attend", "step_back", "cancel", "hold", "miss", "wait"]),
        st.integers(0, 1),
        st.sampled_from(["pupil", "adviser", "mentor"]),
        st.integers(0, 5),
    ),
    min_size=4,
    max_size=14,
)


@settings(max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(moves=MOVES)
def test_time_staff_and_the_month_stay_exact(moves):
    with transaction.atomic(), time_machine.travel(NOW, tick=False) as clockwork:
        offer = make.offer(hours_per_month=3, seats=2)
        teams = [make.engagement(None, type(offer).objects.get(pk=offer.pk)) for _ in range(2)]
        given_sessions.hours(teams[0], starts=dt.time(16), ends=dt.time(20))
        for what, team, who, place in moves:
            if what == "wait":
                clockwork.shift(dt.timedelta(days=2))
                sessions.expire_late()
            with suppress(Problem):
                _play(what, teams[team], User.objects.get(pk=given_sessions.sides(teams[team])[who].pk), place)
            _check(teams)
        transaction.set_rollback(True)


def _play(what: str, engagement: Engagement, by: User, place: int) -> None:
    if what == "book":
        times = free_times.of(engagement).times
        if times:
            starts_at = times[place % len(times)].starts_at
            sessions.book(engagement=engagement, starts_at=starts_at, way=SessionWay.ONLINE, by=by)
        return
    rows = list(engagement.sessions.all())
    if not rows or what == "wait":
        return
    session = rows[place % len(rows)]
    acts = {"attend": sessions.attend, "step_back": sessions.step_back, "hold": session_marks.hold}
    if what == "cancel":
        sessions.cancel(session=session, reason="Bận.", by=by)
    elif what == "miss":
        session_marks.miss(session=session, side=MissedBy.TEAM, by=by)
    else:
        acts[what](session=session, by=by)


def _check(teams: list[Engagement]) -> None:
    for session in Session.objects.all():
        busy = set(Busy.objects.filter(session=session).values_list("person", flat=True))
        attendant = {session.attendant_id} if session.attendant_id else set()
        if session.state in OPEN_SESSION_STATES:
            assert busy == free_times.people_of(session.engagement) | attendant
        if session.state in {SessionState.CANCELLED, SessionState.EXPIRED}:
            assert busy == set()
        assert (session.state == SessionState.BOOKED) <= bool(attendant)
    month = (clock.today().year, clock.today().month)
    for engagement in teams:
        found = allowances.of(engagement)
        assert found.by_all[month] <= 180
        assert found.by_team[month] <= found.share == 90
