"""Organisations: the list, the file, and what the Department decides about it."""

from typing import Any

from people.enums import OrganisationStatus
from tests import make
from tests.architecture.acts import act, both
from tests.architecture.said import reason

ACTS = [
    act("GET:organisation_list GET:api-organisation-list", rest="ok"),
    act(
        "GET:organisation_detail GET:api-organisation-detail GET:organisation_network GET:api-organisation-network",
        "organisation",
        rest="ok",
    ),
    act("GET:organisation_detail GET:api-organisation-detail", "organisation_pending", rest="missing", ok="department"),
    act(
        f"{both('organisation_review')} POST:api-organisation-verify POST:api-organisation-decide"
        f" {both('organisation_file')} GET:api-organisation-file PATCH:api-organisation-file"
        " GET:api-organisation-history",
        "organisation_pending",
        rest="missing",
        ok="department",
    ),
    act(
        f"{both('organisation_file')} GET:api-organisation-file PATCH:api-organisation-file"
        " GET:api-organisation-history",
        "organisation",
        rest="refused",
        ok="representative department",
    ),
    act(
        "POST:organisation_hand_in POST:api-organisation-hand-in",
        "organisation_returned",
        rest="missing",
        ok="representative department",
    ),
    act(
        f"{both('organisation_suspend')} POST:api-organisation-suspend GET:api-organisation-weigh",
        "organisation",
        rest="refused",
        ok="department",
    ),
    act(
        f"{both('organisation_reinstate')} POST:api-organisation-reinstate",
        "organisation_suspended",
        rest="missing",
        ok="department",
    ),
    act("GET:organisation_mine GET:api-organisation-queue", rest="ok"),
    act(
        f"GET:organisation_queue {both('organisation_create')} POST:api-organisation-list",
        rest="refused",
        ok="department",
    ),
]


def file(args: dict[str, Any]) -> dict[str, Any]:
    facts = {
        **make.legal_facts(),
        "short_name": "",
        "website": "https://vi-du.vn",
        "sector": "cơ khí",
        "about": "Xưởng.",
    }
    return {**facts, "kind": "enterprise", "name": "Xưởng vừa đăng ký", "commune": make.commune().code}


BODIES: dict[str, Any] = {
    "organisation_create": file,
    "POST:api-organisation-list": file,
    "organisation_file": file,
    "PATCH:api-organisation-file": lambda args: {"sector": "cơ khí chính xác"},
    "organisation_review": lambda args: {"act": "verify", "reason": "Đã xem giấy tờ."},
    "organisation-decide": lambda args: {"act": "verify", "reason": "Đã xem giấy tờ."},
    **{f"organisation{dash}{act}": reason for act in ("suspend", "reinstate") for dash in "_-"},
}


def build(world: Any) -> None:
    waiting = make.organisation(status=OrganisationStatus.PENDING)
    world.args["organisation"] = {"pk": world.enterprise.pk}
    world.args["organisation_pending"] = {"pk": waiting.pk}
    world.args["organisation_suspended"] = {"pk": make.organisation(status=OrganisationStatus.SUSPENDED).pk}
    returned = make.organisation(status=OrganisationStatus.CHANGES_REQUESTED)
    world.args["organisation_returned"] = {"pk": returned.pk}
    world.actors["organisation_returned"] = {"representative": make.representative(returned, cleared=False)}
