"""Finding, booking, the line, and requests for slots. The host is the representative of the first enterprise."""

import datetime as dt
from typing import Any

from core import clock
from tests.architecture.acts import act as row
from tests.architecture.acts import both
from tests.visits import given, given_finding
from visits.enums import VisitState

_STAFF = "adviser other_adviser admin"
_HOME = "adviser admin"

ACTS = [
    row("GET:open_slot_list GET:api-open-slot-list", rest="ok"),
    row(
        "GET:open_slot_detail GET:api-open-slot-detail GET:api-open-slot-nearest",
        "open_slot",
        rest="ok",
    ),
    row(f"{both('open_slot_book')} POST:api-open-slot-book", "open_slot", rest="refused", ok=_STAFF),
    row("GET:waiting_list GET:api-waiting-list", rest="refused", ok=_STAFF),
    row(
        "POST:waiting_leave POST:api-waiting-leave",
        "waiting_visit",
        rest="missing",
        ok=_HOME,
    ),
    row("GET:slot_request_list GET:api-slot-request-list", rest="ok"),
    row(
        f"{both('slot_request_create')} POST:api-slot-request-list",
        "slot_request",
        rest="refused",
        ok=_STAFF,
    ),
    row(
        "GET:slot_request_detail GET:api-slot-request-detail",
        "slot_request",
        rest="missing",
        ok=f"{_HOME} representative",
    ),
    row(
        "POST:slot_request_answer POST:api-slot-request-answer POST:slot_request_decline POST:api-slot-request-decline",
        "slot_request",
        rest="missing",
        ok="representative",
    ),
    row(
        "POST:slot_request_withdraw POST:api-slot-request-withdraw",
        "slot_request",
        rest="missing",
        ok=_HOME,
        refused="representative",
    ),
]


def _booking(args: dict[str, Any]) -> dict[str, Any]:
    return {"party": 5, "purpose": "Xem dây chuyền đóng gói.", "may_wait": True}


def _ask(args: dict[str, Any]) -> dict[str, Any]:
    first = clock.today() + dt.timedelta(days=20)
    return {
        "field": "industry_manufacturing",
        "first_day": first.isoformat(),
        "last_day": (first + dt.timedelta(days=20)).isoformat(),
        "party": 20,
        "about": "Các em muốn xem xưởng cơ khí.",
    }


def _times(args: dict[str, Any]) -> dict[str, Any]:
    return {"day": args["day"].isoformat(), "starts": "08:00", "minutes": 120}


BODIES = {
    "POST:open_slot_book": lambda args: _booking(args) | {"lead": ""},
    "POST:api-open-slot-book": _booking,
    "slot_request_create": _ask,
    "POST:api-slot-request-list": _ask,
    "slot_request_answer": _times,
    "slot-request-answer": lambda args: {"starts_at": f"{args['day']}T08:00:00+07:00", "minutes": 120},
}


def build(world: Any) -> None:
    host, adviser = world.people["representative"], world.people["adviser"]
    offer = given.offer(host)
    world.args["open_slot"] = {"pk": given.slot(offer, days=25, seats=60, groups=9).pk}
    waiting = given.visit(given.slot(offer, days=26), adviser, state=VisitState.WAITING)
    world.args["waiting_visit"] = {"pk": waiting.pk}
    asked = given_finding.slot_request(adviser, told=[given.offer(host)])
    world.args["slot_request"] = {"pk": asked.pk, "day": asked.first_day}
