"""The host's side and the days off: an offer of visits of the first enterprise, its times and its safety sheet."""

import datetime as dt
from typing import Any

from core import clock
from people import working_days
from tests import make
from tests.architecture.acts import act, both
from tests.visits import given
from visits import sectors
from visits.enums import ClosureKind
from visits.models import Closure, Series

_KEEPERS = "admin representative other_representative department"
_STAFF = "adviser other_adviser admin"

ACTS = [
    act(
        "GET:host_home GET:api-host-calendar",
        rest="refused",
        ok="representative other_representative mentor uncleared",
    ),
    act("GET:api-sector-list", rest="ok"),
    act("GET:hosting_detail GET:api-hosting", "hosted_offer", rest="ok"),
    act(
        f"{both('hosting_edit')} PUT:api-hosting GET:hosting_slots {both('api-hosting-slots', 'hosting_slot_create')}"
        f" {both('hosting_series_create', 'api-hosting-series-list')} POST:api-hosting-series-preview"
        f" GET:safety_list {both('safety_sign', 'api-hosting-safety')} POST:safety_sign_again"
        " POST:api-hosting-safety-again",
        "hosted_offer",
        rest="refused",
        ok="representative",
    ),
    act("GET:safety_detail GET:api-safety-sheet", "hosted_sheet", rest="missing", ok=f"{_STAFF} representative"),
    act(
        f"{both('hosting_slot', 'hosting_slot_close')} GET:api-hosting-slot PATCH:api-hosting-slot"
        " POST:api-hosting-slot-close",
        "hosted_slot",
        rest="missing",
        ok="representative",
    ),
    act(
        "POST:hosting_slot_reopen POST:api-hosting-slot-reopen",
        "hosted_slot_closed",
        rest="missing",
        ok="representative",
    ),
    act(
        f"{both('hosting_series')} POST:hosting_series_skip POST:hosting_series_delete GET:api-hosting-series"
        " PUT:api-hosting-series DELETE:api-hosting-series POST:api-hosting-series-skip",
        "hosted_series",
        rest="missing",
        ok="representative",
    ),
    act("GET:closure_list GET:api-closure-list", rest="refused", ok=_KEEPERS),
    act(
        "POST:closure_list",
        "days_of_school",
        rest="refused",
        ok="admin department",
        invalid="representative other_representative",
    ),
    act("POST:api-closure-list", "days_of_school", rest="refused", ok="admin"),
    *(
        act("GET:closure_detail POST:closure_remove GET:api-closure DELETE:api-closure", on, rest="missing", ok=keeper)
        for on, keeper in (
            ("closure_of_school", "admin"),
            ("closure_of_host", "representative"),
            ("closure_of_city", "department"),
        )
    ),
]


def _terms(args: dict[str, Any]) -> dict[str, Any]:
    return {"sector": "mechanics", "party_min": 5, "party_max": 30, "pupils_per_staff": 10}


def _day(after: int = 60) -> dt.date:
    return working_days.after(clock.today(), after)


def _opening(args: dict[str, Any]) -> dict[str, Any]:
    return {"day": _day().isoformat(), "starts": "15:00", "minutes": 60, "seats": 30, "groups": 1}


def _pattern(args: dict[str, Any]) -> dict[str, Any]:
    first, last = _day().isoformat(), _day(70).isoformat()
    size = {"minutes": 60, "seats": 30, "groups": 1, "every_weeks": 1}
    return {**size, "weekdays": [0, 1, 2, 3, 4], "starts": "17:00", "first_day": first, "last_day": last, "save": "1"}


def _answers() -> dict[str, Any]:
    sector = sectors.sector("mechanics")
    assert sector is not None
    return {asked.code: True if asked.kind == sectors.YES_NO else "Cổng chính." for asked in sector.questions}


def _word(args: dict[str, Any]) -> dict[str, Any]:
    return {"answers": _answers(), "age_min": 13, "guide_name": "Phạm Văn Đón", "equipment": ["glasses"]}


def _sheet(args: dict[str, Any]) -> dict[str, Any]:
    answers = {code: "yes" if said is True else said for code, said in _answers().items()}
    return {**answers, "age_min": 13, "guide_name": "Phạm Văn Đón", "equipment": ["glasses"]}


def _days(args: dict[str, Any]) -> dict[str, Any]:
    facts = {"kind": "exams", "first_day": _day().isoformat(), "last_day": _day(61).isoformat(), "note": "thi học kỳ"}
    return {**facts, "home": args["home"], "organisation": args["home"]}


BODIES: dict[str, Any] = {
    "hosting_edit": lambda args: {**_terms(args), "commune": make.commune().code},
    "PUT:api-hosting": _terms,
    "hosting_slot_create": _opening,
    "POST:api-hosting-slots": _opening,
    "hosting_slot": lambda args: {"seats": 50, "groups": 2},
    "PATCH:api-hosting-slot": lambda args: {"seats": 50, "groups": 2},
    "hosting_series_create": _pattern,
    "POST:api-hosting-series-list": _pattern,
    "POST:api-hosting-series-preview": _pattern,
    "hosting_series": _pattern,
    "PUT:api-hosting-series": _pattern,
    "hosting_series_skip": lambda args: {"day": args["day"]},
    "POST:api-hosting-series-skip": lambda args: {"day": args["day"]},
    "safety_sign": _sheet,
    "POST:api-hosting-safety": _word,
    "POST:closure_list": _days,
    "POST:api-closure-list": _days,
}


def build(world: Any) -> None:
    offer = given.offer(world.people["representative"])
    world.args["hosted_offer"] = {"pk": offer.pk}
    sheet = given.safety(offer)
    type(sheet).objects.filter(pk=sheet.pk).update(answers=_answers(), age_min=13)
    world.args["hosted_sheet"] = {"pk": sheet.pk}
    ahead = (_day(15) - clock.today()).days
    world.args["hosted_slot"] = {"pk": given.slot(offer, days=ahead).pk}
    world.args["hosted_slot_closed"] = {"pk": given.slot(offer, days=ahead, hour=14, closed_at=clock.now()).pk}
    series = _series(offer)
    world.args["hosted_series"] = {"pk": series.pk, "day": series.first_day.isoformat()}
    school = world.people["admin"].affiliations.get().organisation
    world.args["days_of_school"] = {"home": school.pk}
    for on, home in (("school", school), ("host", offer.organisation), ("city", None)):
        kind = ClosureKind.BUSY if on == "host" else ClosureKind.EXAMS
        made = Closure.objects.create(organisation=home, kind=kind, first_day=_day(90), last_day=_day(90))
        world.args[f"closure_of_{on}"] = {"pk": made.pk}


def _series(offer: Any) -> Series:
    """Two working days, the first of which may be left out."""
    days = [_day(30), _day(32)]
    made = Series.objects.create(
        offer=offer, weekdays=[0, 1, 2, 3, 4], starts=dt.time(8), first_day=days[0], last_day=days[1], seats=20
    )
    for day in days:
        given.slot(offer, days=(day - clock.today()).days, hour=8, series=made, seats=20)
    return made
