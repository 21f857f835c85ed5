"""Everybody's own calendar, the addresses of staff and hosts, what lies behind one, and single things as files."""

from typing import Any

from tests.architecture.acts import act, both
from visits.services import calendar_feeds

_MAY = "adviser other_adviser admin representative other_representative mentor"
_SIDES = "adviser admin representative"
_TEAM = "pupil adviser admin mentor"

ACTS = [
    act("GET:calendar GET:api-calendar", rest="ok"),
    act(f"{both('calendar_feeds')} GET:api-calendar-feeds POST:api-calendar-feeds", rest="refused", ok=_MAY),
    act(
        "POST:calendar_feed_renew POST:calendar_feed_revoke POST:api-calendar-feed-renew DELETE:api-calendar-feed",
        "calendar_feed",
        rest="missing",
        ok="adviser",
    ),
    # Whoever holds the address reads it, until it is revoked.
    act("GET:calendar_feed", "calendar_feed", rest="ok", login="ok"),
    act("GET:calendar_feed", "calendar_feed_revoked", rest="missing", login="missing"),
    act("GET:calendar_feed", "calendar_feed_of_nobody", rest="missing", login="missing"),
    act("GET:calendar_feed", "calendar_feed_uncleared", rest="missing", login="missing"),
    act("GET:visit_calendar", "visit", rest="missing", ok=_SIDES),
    act("GET:visit_calendar", "visit_waiting", rest="missing"),
    act("GET:visit_calendar", "visit_confirmed", rest="missing", ok=f"pupil {_SIDES}"),
    act("GET:session_calendar", "session_booked", rest="missing", ok=_TEAM),
    act("GET:placement_calendar", "placement", rest="missing"),
    act("GET:placement_calendar", "placement_running", rest="missing", ok=f"pupil {_SIDES}"),
]
BODIES: dict[str, Any] = {
    "calendar_feeds": lambda args: {"label": "điện thoại"},
    "POST:api-calendar-feeds": lambda args: {"label": "điện thoại"},
}


def build(world: Any) -> None:
    adviser, uncleared = world.people["adviser"], world.people["uncleared"]
    for name, owner in (("calendar_feed", adviser), ("calendar_feed_revoked", adviser)):
        fresh = calendar_feeds.create(by=owner)
        world.args[name] = {"pk": fresh.feed.pk, "token": _token(fresh)}
    calendar_feeds.revoke(feed=fresh.feed, by=adviser)
    lost = calendar_feeds.create(by=adviser)
    lost.feed.owner = uncleared
    lost.feed.save()
    world.args["calendar_feed_uncleared"] = {"token": _token(lost)}
    world.args["calendar_feed_of_nobody"] = {"token": "mot-dia-chi-bia-ra-khong-cua-ai"}


def _token(fresh: calendar_feeds.Fresh) -> str:
    return fresh.address.rpartition("/")[2].removesuffix(".ics")
