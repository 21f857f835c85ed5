"""The day of a visit: the school's people who go along take attendance, the host sees numbers and says they came."""

import uuid
from typing import Any

from core import clock
from people.models import User
from tests.architecture.acts import act
from tests.visits import given, given_day
from visits.selectors import day

_SCHOOL = "adviser admin"
_SIDES = "adviser admin representative"

ACTS = [
    act(
        "GET:visit_day POST:visit_day_mark POST:visit_day_count GET:visit_day_family GET:visit_day_codes"
        " GET:visit_check_in GET:api-visit-day POST:api-visit-day POST:api-visit-check-in GET:api-visit-day-family",
        "visit_day",
        rest="missing",
        ok=_SCHOOL,
    ),
    # A script that knows nothing: what it keeps, the page has to give it.
    act("GET:visit_day_worker", "visit_day", rest="ok", login="ok"),
    act("GET:visit_reception GET:api-visit-reception", "visit_day", rest="missing", ok=_SIDES, refused="pupil"),
    act(
        "POST:visit_arrive POST:visit_leave POST:api-visit-arrive POST:api-visit-leave",
        "visit_day",
        rest="missing",
        ok="representative",
        refused=f"{_SCHOOL} pupil",
    ),
]


def _mark(args: dict[str, Any]) -> dict[str, Any]:
    return {"attendee": args["attendee_pk"], "kind": "present", "client_id": str(uuid.uuid4())}


def _count(args: dict[str, Any]) -> dict[str, Any]:
    return {"moment": "going_out", "counted": 1, "client_id": str(uuid.uuid4())}


def _noted(args: dict[str, Any]) -> dict[str, Any]:
    now = {"at": clock.now().isoformat()}
    return {"marks": [_mark(args) | now], "counts": [_count(args) | now]}


BODIES = {
    "visit_day_mark": _mark,
    "visit_day_count": _count,
    "POST:api-visit-day": _noted,
    "POST:api-visit-check-in": lambda args: {"code": args["code"]},
}


def build(world: Any) -> None:
    """A visit that begins in an hour, with the pupil on its roster; the host has noted the arrival."""
    host, teacher = given.host(), world.people["adviser"]
    visit = given_day.today(by=teacher, host=host, approved_by=world.people["admin"])
    pupil: User = world.people["pupil"]
    row = given.pupil_on(visit, pupil)
    given_day.arrived(visit)
    world.args["visit_day"] = {"pk": visit.pk, "attendee_pk": row.pk, "code": day.code_of(row)}
    world.actors["visit_day"] = {"representative": host}
