"""What the site holds about somebody: copies of it, and requests to mend, erase or restrict it."""

from typing import Any

from core import clock
from people.enums import DataRequestKind, DataRequestState
from tests import make
from tests.architecture.acts import act, both

ACTS = [
    act(f"{both('my_data')} GET:api-my-request-list POST:api-my-request-list GET:api-my-export-list", rest="ok"),
    act("POST:export_order POST:api-my-export-list", rest="ok", refused="pupil schoolmate other_pupil"),
    act("GET:export_download GET:api-my-export-download", "export", rest="missing", ok="representative"),
    act("POST:data_request_withdraw POST:api-my-request-withdraw", "my_request", rest="missing", ok="representative"),
    act(
        "GET:data_request_list GET:data_request_find GET:api-data-request-list",
        rest="refused",
        ok="admin department",
    ),
    act(
        f"{both('data_request_create')} POST:api-data-request-list",
        "request_subject",
        rest="refused",
        ok="admin",
        missing="department",
    ),
    *(
        act(
            "GET:data_request_detail GET:api-data-request-detail"
            " POST:data_request_acknowledge POST:api-data-request-acknowledge"
            " POST:data_request_complete POST:api-data-request-complete"
            " POST:data_request_refuse POST:api-data-request-refuse",
            on,
            rest="missing",
            ok=who,
        )
        for on, who in (("data_request", "admin"), ("my_request", "department"))
    ),
    act("POST:data_request_lift POST:api-data-request-lift", "data_request_restricted", rest="missing", ok="admin"),
]


def _ask(args: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "access", "note": "", "asked_as": "guardian", "subject": args.get("pk", 0)}


def _data_refusal(args: dict[str, Any]) -> dict[str, Any]:
    return {"ground": "identity", "answer": "Xin mang giấy tờ đến trường."}


BODIES: dict[str, Any] = {
    "my_data": _ask,
    "POST:api-my-request-list": _ask,
    "data_request_create": _ask,
    "POST:api-data-request-list": _ask,
    "data_request_complete": lambda args: {"full_name": "Nguyễn Văn Đúng"},
    "data_request_refuse": _data_refusal,
    "data-request-refuse": _data_refusal,
}


def build(world: Any) -> None:
    """Requests of two pupils and of an adult."""
    representative, admin, pupil = world.people["representative"], world.people["admin"], world.pupils[3]
    restriction = {"kind": DataRequestKind.RESTRICTION, "school": world.school.organisation, "asked_by": admin}
    world.args["data_request"] = {"pk": make.data_request(pupil, **restriction).pk}
    done = {"state": DataRequestState.DONE, "closed_at": clock.now(), "handled_by": admin}
    other = world.people["unconsented"]
    world.args["data_request_restricted"] = {"pk": make.data_request(other, **restriction, **done).pk}
    own = make.data_request(representative, kind=DataRequestKind.CORRECTION, note="Sai một chữ trong tên.")
    world.args["my_request"] = {"pk": own.pk}
    world.args["request_subject"] = {"pk": pupil.pk}
    world.args["export"] = {"pk": make.data_export(representative).pk}
