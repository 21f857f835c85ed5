"""Internships: one of the first school's pupils with the enterprise, as far along as its name says.

The host's people read the pupil's first name in `placement_running` alone.
"""

import datetime as dt
from typing import Any

from core import clock
from network.models import Club, Offer
from people.enums import ConsentPurpose, Role
from people.models import Guardianship, User
from tests import make
from tests.architecture.acts import act, both
from tests.visits import given, given_placements
from visits.enums import AnswerWay, PlacementState
from visits.models import Hosting, Placement

_SCHOOL = "adviser admin"
_PARTY = f"pupil {_SCHOOL} representative"
_PUPILS = "pupil schoolmate other_pupil"


def _both(action: str, api: str = "") -> str:
    return f"POST:placement_{action} POST:api-placement-{api or action.replace('_', '-')}"


ACTS = [
    act("GET:placement_list GET:api-placement-list", rest="ok"),
    act("GET:placement_create", "placement_offer", rest="refused", ok="adviser other_adviser"),
    act("POST:placement_create", "placement_offer", rest="refused", ok="adviser", invalid="other_adviser"),
    act("POST:api-placement-list", "placement_offer", rest="refused", ok="adviser"),
    act(
        _both("wish"),
        "placement_offer",
        rest="refused",
        ok="pupil",
        conflict="schoolmate other_pupil",
    ),
    act(
        "GET:placement_detail GET:api-placement-detail GET:placement_summary",
        "placement",
        rest="missing",
        ok=_PARTY,
    ),
    act(
        "GET:placement_detail GET:api-placement-detail GET:placement_summary",
        "placement_running",
        rest="missing",
        ok=_PARTY,
    ),
    act(
        f"{both('placement_change')} POST:api-placement-change",
        "placement",
        rest="missing",
        refused="pupil admin representative",
        ok="adviser",
    ),
    act(
        f"{both('placement_describe')} POST:api-placement-describe",
        "placement",
        rest="missing",
        refused="pupil adviser admin",
        ok="representative",
    ),
    act(_both("approve"), "placement", rest="missing", refused="pupil adviser representative", ok="admin"),
    act(_both("accept"), "placement", rest="missing", refused="pupil adviser admin", ok="representative"),
    act(_both("agree"), "placement", rest="missing", refused="adviser admin representative", ok="pupil"),
    act(
        _both("take_key_back"), "placement_agreed", rest="missing", conflict="adviser", ok="pupil admin representative"
    ),
    act(_both("refuse"), "placement", rest="missing", refused="pupil adviser", ok="admin representative"),
    act(_both("withdraw"), "placement", rest="missing", refused="pupil admin representative", ok="adviser"),
    act(_both("stop"), "placement_running", rest="missing", refused="pupil", ok=f"{_SCHOOL} representative"),
    act(_both("complete"), "placement_running", rest="missing", refused="pupil admin representative", ok="adviser"),
    act(_both("paper"), "placement", rest="missing", refused="pupil representative", ok=_SCHOOL),
    act(
        "POST:placement_paper_confirm POST:api-placement-confirm-paper",
        "placement_paper",
        rest="missing",
        refused="pupil representative adviser",
        ok="admin",
    ),
    act(_both("log"), "placement_running", rest="missing", refused=f"{_SCHOOL} representative", ok="pupil"),
    act(
        "POST:placement_log_remove POST:api-placement-remove-log",
        "placement_running",
        rest="missing",
        refused=f"{_SCHOOL} representative",
        ok="pupil",
    ),
    act(_both("sign"), "placement_running", rest="missing", refused=f"pupil {_SCHOOL}", ok="representative"),
    act(_both("countersign"), "placement_running", rest="missing", refused="pupil admin representative", ok="adviser"),
    act(_both("evaluate"), "placement_running", rest="missing", refused="pupil admin", ok="adviser representative"),
    act(_both("reflect"), "placement_running", rest="missing", refused=f"{_SCHOOL} representative", ok="pupil"),
    act("GET:history GET:api-history", "history_placement", rest="missing", ok="admin"),
]


def _plan(args: dict[str, Any]) -> dict[str, Any]:
    today = clock.today()
    days = {"first_day": today.isoformat(), "last_day": (today + dt.timedelta(days=30)).isoformat()}
    return {**days, "goals": "Xem máy chạy.", "from_1": "14:00", "to_1": "17:00", "pupil": args.get("fresh", "")}


def _api_plan(args: dict[str, Any]) -> dict[str, Any]:
    week = [{"day": 1, "starts": "14:00", "ends": "17:00"}]
    return {**_plan(args), "week": week, "offer": args.get("pk"), "pupil": args.get("fresh")}


def _described(args: dict[str, Any]) -> dict[str, Any]:
    adults = {"supervisor": args["supervisor"], "second_adult": args["second"], "place_is_clear": True}
    return {**adults, "task_1": "Đo chi tiết", "clear_1": "on", "tasks": [{"text": "Đo chi tiết", "is_clear": True}]}


def _form_described(args: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in _described(args).items() if name != "tasks"} | {"place_is_clear": "on"}


def _reason(args: dict[str, Any]) -> dict[str, Any]:
    return {"reason": "Lúc này chưa hợp, hẹn em dịp khác."}


def _paper(args: dict[str, Any]) -> dict[str, Any]:
    return {"guardianship": args["guardianship"], "answer": "yes", "note": ""}


def _agreement(args: dict[str, Any]) -> dict[str, Any]:
    return {"agreement": args["agreement"]}


def _log(args: dict[str, Any]) -> dict[str, Any]:
    texts = {"did": "Đo mười chi tiết.", "learnt": "", "question": ""}
    return {"day": args["free_day"], "starts": "08:00", "ends": "10:00", **texts}


def _words(args: dict[str, Any]) -> dict[str, Any]:
    scores = dict.fromkeys(("reliable", "careful", "together", "curious", "clear"), 3)
    return {"words": "Em chăm và cẩn thận.", "scores": scores}


def _form_words(args: dict[str, Any]) -> dict[str, Any]:
    said = _words(args)
    return {"words": said["words"], **said["scores"]}


def _answers(args: dict[str, Any]) -> dict[str, Any]:
    return {"words": "Đo cho đúng.", "hard": "Dậy sớm.", "onward": "Học vẽ kỹ thuật."}


BODIES = {
    "placement_create": _plan,
    "placement_change": _plan,
    "placement_describe": _form_described,
    "POST:api-placement-list": _api_plan,
    "placement-wish": lambda args: {"offer": args["pk"]},
    "placement-change": _api_plan,
    "placement-describe": _described,
    **{f"placement{dash}{act}": _reason for dash in "_-" for act in ("refuse", "withdraw", "stop")},
    "placement_take_key_back": _reason,
    "placement-take-key-back": _reason,
    "placement_paper": _paper,
    "placement-paper": _paper,
    "placement_paper_confirm": _agreement,
    "placement-confirm-paper": _agreement,
    "placement_log": _log,
    "placement-log": _log,
    "placement_log_remove": lambda args: {"entry": args["entry"]},
    "placement-remove-log": lambda args: {"entry": args["entry"]},
    **{f"placement{dash}{act}": lambda args: {"day": args["day"]} for dash in "_-" for act in ("sign", "countersign")},
    "placement_evaluate": _form_words,
    "placement-evaluate": _words,
    "placement_reflect": _answers,
    "placement-reflect": _answers,
}


def build(world: Any) -> None:
    """The representative guides the pupil; everybody stands where each door needs them."""
    pupil, adviser = world.people["pupil"], world.people["adviser"]
    enterprise = world.people["representative"].affiliations.get().organisation
    # Seen in person, which the representative of the other doors still has before them.
    host = given_placements.adult_of(enterprise, Role.REPRESENTATIVE)
    make.consent(pupil, ConsentPurpose.VISIT)
    second = given_placements.adult_of(enterprise)
    club = Club.objects.filter(adviser=adviser, closed_on=None).order_by("pk")[0]
    fresh = given_placements.pupil(club, full_name="Bùi Thị Mới Vào")
    world.args["placement_offer"] = {"pk": _offer(host).pk, "fresh": fresh.pk}
    adults = {"supervisor": host, "second_adult": second}
    stages = {
        "placement": {},
        "placement_agreed": {"state": PlacementState.AGREED, "first": 3},
        "placement_paper": {},
        "placement_running": {"state": PlacementState.RUNNING, "first": -12, "last": 0},
    }
    for on, facts in stages.items():
        keys = {"approved_by": world.people["admin"]} if facts else {}
        made = given_placements.placement(_offer(host), club, pupil, **adults, **facts, **keys)
        guardian = Guardianship.objects.filter(pupil=pupil).first()
        ids = {"supervisor": host.pk, "second": second.pk, "guardianship": guardian.pk}
        world.args[on] = {"pk": made.pk, **ids}
        world.actors[on] = {"representative": host}
    _work(world)


def _work(world: Any) -> None:
    """A paper that waits, hours that wait for each signature, a day that is free."""
    args = world.args["placement_paper"]
    paper = given_placements.agreement(_row(args["pk"]), way=AnswerWay.PAPER, taken_by=world.people["adviser"])
    args["agreement"] = paper.pk
    args = world.args["placement_running"]
    running = _row(args["pk"])
    waits = given_placements.entry(running, back=1)
    given_placements.entry(running, back=1, starts=9, ends=10, signed_by=running.supervisor, signed_at=clock.now())
    args |= {"entry": waits.pk, "day": waits.day.isoformat(), "free_day": _free_day().isoformat()}
    world.args["history_placement"] = {"kind": "placement", "pk": running.pk}


def _free_day() -> dt.date:
    """No public holiday, and in no week of the hours above."""
    return clock.today() - dt.timedelta(days=9)


def _row(pk: int) -> Placement:
    return Placement.objects.select_related("pupil", "supervisor").get(pk=pk)


def _offer(host: User) -> Offer:
    made = make.offer(host.affiliations.get().organisation, by=host, kind="internship", seats=3)
    Hosting.objects.create(offer=made, sector="mechanics")
    given.safety(made)
    return made
