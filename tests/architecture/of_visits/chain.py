"""Who reads a visit, turns its keys, fills in its short forms and changes it."""

import datetime as dt
from typing import Any

from core import clock
from people.models import User
from tests.architecture.acts import act, both
from tests.visits import given
from visits.enums import VisitState

_SIDES = "adviser admin representative"
_SCHOOL = "adviser admin"

ACTS = [
    act("GET:visit_list GET:api-visit-list GET:visit_board GET:api-visit-board", rest="ok"),
    act("GET:visit_detail GET:api-visit-detail", "visit", rest="missing", ok=_SIDES),
    act("GET:visit_detail GET:api-visit-detail", "visit_waiting", rest="missing", ok=_SCHOOL),
    act("GET:visit_detail GET:api-visit-detail", "visit_confirmed", rest="missing", ok=f"pupil {_SIDES}"),
    act(
        "POST:visit_approve POST:api-visit-approve POST:visit_send_back POST:api-visit-send-back",
        "visit",
        rest="missing",
        ok="admin",
        refused="adviser representative",
    ),
    act("POST:visit_accept POST:api-visit-accept", "visit", rest="missing", ok="representative", refused=_SCHOOL),
    act(
        "POST:visit_refuse POST:api-visit-refuse",
        "visit",
        rest="missing",
        ok="admin representative",
        refused="adviser",
    ),
    act("POST:visit_cancel POST:api-visit-cancel", "visit", rest="missing", ok=_SIDES),
    act("POST:visit_cancel POST:api-visit-cancel", "visit_confirmed", rest="missing", ok=_SIDES, refused="pupil"),
    act(
        "POST:visit_remind POST:api-visit-remind",
        "visit",
        rest="missing",
        ok=_SCHOOL,
        conflict="representative",
    ),
    act(
        "POST:visit_hand_in POST:api-visit-hand-in",
        "visit_returned",
        rest="missing",
        ok=_SCHOOL,
        refused="representative",
    ),
    act(
        "POST:visit_take_key_back POST:api-visit-take-key-back",
        "visit_confirmed",
        rest="missing",
        ok="admin representative",
        refused="pupil adviser",
    ),
    act(
        "POST:visit_confirm POST:api-visit-confirm",
        "visit_ready",
        rest="missing",
        ok=_SCHOOL,
        refused="representative",
    ),
    act(
        f"{both('visit_travel', 'visit_staff', 'visit_contact', 'visit_party', 'visit_move')} POST:api-visit-travel"
        " POST:api-visit-staff POST:api-visit-contact POST:api-visit-party POST:api-visit-move",
        "visit",
        rest="missing",
        ok=_SCHOOL,
        refused="representative",
    ),
    act(f"{both('slot_move')} POST:api-slot-move", "visit_slot", rest="missing", ok="representative"),
]


def _travel(args: dict[str, Any]) -> dict[str, Any]:
    return {"transport": "walk", "plan": "Cả đoàn đi bộ từ cổng trường.", "meeting_point": "Cổng trường"}


def _staff(args: dict[str, Any]) -> dict[str, Any]:
    return {"people": [args["lead"]], "lead": args["lead"]}


def _reason(args: dict[str, Any]) -> dict[str, Any]:
    return {"reason": "Hôm ấy trường có lịch thi."}


BODIES = {
    "visit_accept": lambda args: {"safety": args["safety"]},
    "visit-accept": lambda args: {"safety": args["safety"]},
    **{f"visit{dash}remind": (lambda args: {"step": "host"}) for dash in "_-"},
    **{f"visit{dash}travel": _travel for dash in "_-"},
    **{f"visit{dash}staff": _staff for dash in "_-"},
    **{f"visit{dash}contact": (lambda args: {"name": "Cô Lan", "phone": "0912345678"}) for dash in "_-"},
    **{f"visit{dash}party": (lambda args: {"party": 12, "needs": "1 xe lăn"}) for dash in "_-"},
    **{f"visit{dash}move": (lambda args: {"slot": args["other"]}) for dash in "_-"},
    **dict.fromkeys(("visit_send_back", "visit-send-back", "visit_refuse", "visit-refuse"), _reason),
    **dict.fromkeys(("visit_cancel", "visit-cancel", "visit_take_key_back", "visit-take-key-back"), _reason),
    "slot_move": lambda args: {"day": args["day"], "begins": "14:00", "ends": "16:00"},
    "slot-move": lambda args: {"starts_at": args["starts_at"], "ends_at": args["ends_at"]},
}


def build(world: Any) -> None:
    """The first school's visits: asked, sent back, ready, confirmed, in the line; the host was seen in person."""
    host, teacher, admin = given.host(), world.people["adviser"], world.people["admin"]
    offer = given.offer(host, title="Thăm xưởng cơ khí")
    sheet = given.safety(offer)
    facts = {"by": teacher, **given.PAPERS}
    asked = given.visit(given.slot(offer, days=20), state=VisitState.ASKED, **facts)
    returned = given.visit(given.slot(offer, days=21), returned_for="Ghi rõ giờ về.", **facts)
    keys = {"approved_by": admin, "accepted_by": host, "safety": sheet}
    ready = given.ready(given.slot(offer, days=22), teacher, pupils=1, **keys)
    confirmed = given.visit(given.slot(offer, days=23), state=VisitState.CONFIRMED, **facts, **keys)
    waiting = given.visit(given.slot(offer, days=24), state=VisitState.WAITING, by=teacher)
    given.staff(confirmed)
    pupil: User = world.people["pupil"]
    for visit in (asked, ready, confirmed):
        given.pupil_on(visit, pupil)
    other = given.slot(offer, days=25, hour=14)
    moved = given.slot(offer, days=26)
    more = {"safety": sheet.pk, "lead": teacher.pk, "other": other.pk}
    for name, visit in (
        ("visit", asked),
        ("visit_returned", returned),
        ("visit_ready", ready),
        ("visit_confirmed", confirmed),
        ("visit_waiting", waiting),
    ):
        world.args[name] = {"pk": visit.pk, **more}
        world.actors[name] = {"representative": host}
    begins = dt.datetime.combine(clock.today() + dt.timedelta(days=27), dt.time(14), tzinfo=clock.zone())
    world.actors["visit_slot"] = {"representative": host}
    world.args["visit_slot"] = {
        "pk": moved.pk,
        "day": begins.date().isoformat(),
        "starts_at": begins.isoformat(),
        "ends_at": (begins + dt.timedelta(hours=2)).isoformat(),
    }
