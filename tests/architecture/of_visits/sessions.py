"""Mentoring sessions of the running engagement, and the mentor's hours."""

import datetime as dt
from typing import Any

from core import clock
from network.models import Engagement
from tests.architecture.acts import act, both
from tests.visits import given_sessions
from visits.enums import SessionState
from visits.models import DayOff
from visits.selectors import free_times

_SEEN = "pupil adviser admin mentor"
_SUPPORTERS = "representative other_representative mentor uncleared"

ACTS = [
    act("GET:session_list GET:api-session-list", rest="ok"),
    act(
        "GET:engagement_sessions GET:engagement_next_session GET:api-engagement-free-times",
        "engagement",
        rest="missing",
        ok=_SEEN,
    ),
    act(
        f"{both('session_book')} POST:api-engagement-sessions",
        "session_wished",
        rest="missing",
        ok="pupil adviser",
        refused="mentor admin",
    ),
    act("GET:session_detail GET:api-session-detail", "session_asked", rest="missing", ok=_SEEN),
    act("GET:session_detail GET:api-session-detail", "session_begun", rest="missing", ok=_SEEN),
    act(
        "POST:session_attend POST:api-session-attend",
        "session_asked",
        rest="missing",
        ok="adviser",
        refused="pupil admin mentor",
    ),
    # The school's administrator is who will be there.
    act(
        "POST:session_step_back POST:api-session-step-back",
        "session_booked",
        rest="missing",
        ok="admin",
        refused="pupil adviser mentor",
    ),
    act("POST:session_cancel POST:api-session-cancel", "session_booked", rest="missing", ok=_SEEN),
    act(
        "POST:session_hold POST:api-session-hold POST:session_miss POST:api-session-miss"
        f" {both('session_join')} POST:api-session-join",
        "session_begun",
        rest="missing",
        ok="pupil adviser mentor",
        refused="admin",
    ),
    act(
        f"{both('hour_list')} POST:days_off_take GET:api-hour-list POST:api-hour-list GET:api-day-off-list"
        " POST:api-day-off-list",
        "hour",
        rest="refused",
        ok=_SUPPORTERS,
    ),
    act(
        f"{both('hour_edit')} PUT:api-hour-detail POST:hour_close DELETE:api-hour-detail",
        "hour",
        rest="missing",
        ok="mentor",
    ),
    act("POST:days_off_drop DELETE:api-day-off-detail", "day_off", rest="missing", ok="mentor"),
]


def _wish(args: dict[str, Any]) -> dict[str, Any]:
    return {"starts_at": args["starts_at"], "way": "online", "attendant": args["attendant"], "place": ""}


def _staff(args: dict[str, Any]) -> dict[str, Any]:
    return {"attendant": args["attendant"], "place": "Phòng Đoàn"}


def _hours(args: dict[str, Any]) -> dict[str, Any]:
    times = {"weekday": 2, "starts": "17:00", "ends": "18:30", "minutes": 45, "way": "online"}
    return {**times, "first_day": clock.today().isoformat()}


def _days(args: dict[str, Any]) -> dict[str, Any]:
    return {"first_day": clock.today().isoformat(), "last_day": clock.today().isoformat()}


BODIES: dict[str, Any] = {
    "session_book": _wish,
    "engagement-sessions": _wish,
    "session_attend": _staff,
    "session-attend": _staff,
    "session_cancel": lambda args: {"reason": "Em bị ốm."},
    "session-cancel": lambda args: {"reason": "Em bị ốm."},
    "session_hold": lambda args: {"done": "Xem lại bản vẽ.", "next_step": ""},
    "session-hold": lambda args: {"done": "Xem lại bản vẽ.", "next_step": ""},
    "session_miss": lambda args: {"side": "team"},
    "session-miss": lambda args: {"side": "team"},
    "hour_list": _hours,
    "POST:api-hour-list": _hours,
    "hour_edit": _hours,
    "PUT:api-hour-detail": _hours,
    "days_off_take": _days,
    "POST:api-day-off-list": _days,
}


def build(world: Any) -> None:
    """The mentor is free for an hour each Monday evening; the others of the sessions lie outside of that."""
    engagement = Engagement.objects.get(pk=world.args["engagement"]["pk"])
    adviser, admin = world.people["adviser"], world.people["admin"]
    hour = given_sessions.hours(engagement)
    world.args["hour"] = {"pk": hour.pk}
    off = DayOff.objects.create(
        mentor=engagement.supporter, first_day=clock.today(), last_day=clock.today() + dt.timedelta(days=1)
    )
    world.args["day_off"] = {"pk": off.pk}
    starts_at = free_times.of(engagement).times[0].starts_at
    wished = {"starts_at": starts_at.isoformat(), "attendant": adviser.pk}
    world.args["session_wished"] = {"pk": engagement.pk, **wished}
    asked = given_sessions.session(engagement, at=clock.now() + dt.timedelta(days=40), state=SessionState.ASKED)
    world.args["session_asked"] = {"pk": asked.pk, "attendant": adviser.pk}
    booked = given_sessions.session(engagement, at=clock.now() + dt.timedelta(days=41), attendant=admin)
    world.args["session_booked"] = {"pk": booked.pk}
    begun = given_sessions.session(engagement, at=clock.now() - dt.timedelta(minutes=5), opened_at=clock.now())
    world.args["session_begun"] = {"pk": begun.pk}
