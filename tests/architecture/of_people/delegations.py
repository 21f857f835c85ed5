"""Rights that the Department gives to an office."""

from typing import Any

from people.enums import DelegationScope, Right
from tests import make
from tests.architecture.acts import act

ACTS = [
    act("GET:delegation_list GET:api-delegation-list", rest="ok"),
    act("POST:delegation_list POST:api-delegation-list", "delegation", rest="refused", ok="department"),
    act(
        "POST:delegation_revoke POST:api-delegation-revoke",
        "delegation",
        rest="missing",
        refused="commune",
        ok="department",
    ),
]


def _delegate(args: dict[str, Any]) -> dict[str, Any]:
    return {"taker": args["taker"], "right": "see_coverage", "scope": "commune", "starts_on": "", "ends_on": ""}


BODIES: dict[str, Any] = {
    "POST:delegation_list": _delegate,
    "POST:api-delegation-list": lambda args: {**_delegate(args), "starts_on": None, "ends_on": None},
}


def build(world: Any) -> None:
    office = world.people["commune"].affiliations.get().organisation
    given = make.delegation(office, Right.HANDLE_ERASURE, DelegationScope.THCS_OF_COMMUNE)
    world.args["delegation"] = {"pk": given.pk, "taker": office.pk}
