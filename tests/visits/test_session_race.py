"""Sixteen at once for a mentor's hours: nobody is in two places, and no month holds more than was offered."""

import datetime as dt
import itertools
from collections import Counter

import pytest
import time_machine

from core.errors import Conflict
from network.models import Engagement
from people.models import User
from tests import make
from tests.races import race
from tests.visits import given_sessions
from visits.enums import OPEN_SESSION_STATES, SessionWay
from visits.models import Busy, Session
from visits.selectors import free_times
from visits.services import sessions

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

WRITERS = 16
ZONE = dt.timezone(dt.timedelta(hours=7))
NOW = dt.datetime(2027, 3, 1, 8, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def _on_a_monday():
    with time_machine.travel(NOW, tick=False):
        yield


def _book(engagement: int, by: int, starts_at: dt.datetime) -> Session | None:
    try:
        return sessions.book(
            engagement=Engagement.objects.get(pk=engagement),
            starts_at=starts_at,
            way=SessionWay.ONLINE,
            by=User.objects.get(pk=by),
        )
    except Conflict:
        return None


def _overlaps() -> int:
    rows = list(Busy.objects.order_by("person", "starts_at").values_list("person", "starts_at", "ends_at"))
    return sum(one[0] == two[0] and one[2] > two[1] for one, two in itertools.pairwise(rows))


def test_sixteen_teams_of_one_mentor_want_the_same_hour():
    """Of two offers, so that the lock of one alone would not do."""
    offers = [make.offer(hours_per_month=40, seats=WRITERS)]
    offers.append(make.offer(offers[0].organisation, by=offers[0].author, hours_per_month=40, seats=WRITERS))
    teams = [make.engagement(None, type(offers[0]).objects.get(pk=offers[n % 2].pk)) for n in range(WRITERS)]
    given_sessions.hours(teams[0])
    wished = free_times.of(teams[0]).times[0].starts_at
    asking = [(team.pk, team.proposal.idea.created_by_id) for team in teams]

    outcomes = race(WRITERS, lambda n: _book(*asking[n], wished))

    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    assert (sum(outcome is not None for outcome in outcomes), _overlaps()) == (1, 0)


def test_sixteen_wishes_for_different_hours_stay_within_the_month_and_each_share():
    """Two teams, eight hours, of which the offer has three: at most an hour and a half for each team."""
    offer = make.offer(hours_per_month=3, seats=4)
    teams = [make.engagement(None, type(offer).objects.get(pk=offer.pk)) for _ in range(2)]
    given_sessions.hours(teams[0], starts=dt.time(8), ends=dt.time(12), minutes=30)
    times = [time.starts_at for time in free_times.of(teams[0]).times if time.starts_at.day == 8]
    asking = [(team.pk, team.proposal.idea.created_by_id, time) for team in teams for time in times]
    assert len(asking) == WRITERS

    outcomes = race(WRITERS, lambda n: _book(*asking[n]))

    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    rows = Session.objects.filter(state__in=OPEN_SESSION_STATES)
    minutes: Counter[int] = Counter()
    for row in rows:
        minutes[row.engagement_id] += round((row.ends_at - row.starts_at).total_seconds() / 60)
    assert (max(minutes.values()) <= 90, minutes.total() <= 180, _overlaps()) == (True, True, 0)
    # Enough was free for both shares whichever came first at the same hour.
    assert minutes.total() == 180


def test_a_booking_and_the_cancelling_of_what_is_in_its_way_never_wait_for_each_other():
    first, second = given_sessions.engagement(), None
    second = make.engagement(None, make.offer(first.proposal.offer.organisation, by=first.supporter))
    given_sessions.hours(first)
    wished = free_times.of(first).times[0].starts_at
    standing = given_sessions.session(first, at=wished)
    booker = second.proposal.idea.created_by_id

    def act(index: int) -> object:
        if index % 2:
            return _book(second.pk, booker, wished)
        try:
            return sessions.cancel(
                session=Session.objects.get(pk=standing.pk), by=User.objects.get(pk=first.supporter_id)
            )
        except Conflict:
            return None

    outcomes = race(8, act)

    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    assert _overlaps() == 0
