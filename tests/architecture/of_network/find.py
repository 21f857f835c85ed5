"""Finding and seeing: search, and what officers see of their commune or of the city."""

from typing import Any

from tests.architecture.acts import act

_COMMUNE, _ELSEWHERE = "11311", "11329"

ACTS = [
    act("GET:search GET:api-search", rest="ok"),
    act(
        "GET:coverage GET:api-coverage GET:coverage_export GET:coverage_needs GET:api-coverage-needs"
        " GET:coverage_waiting GET:api-coverage-waiting",
        rest="refused",
        ok="commune department",
    ),
    act("GET:coverage_commune GET:api-coverage-commune", "commune", rest="refused", ok="commune department"),
    act(
        "GET:coverage_commune GET:api-coverage-commune",
        "commune_elsewhere",
        rest="refused",
        ok="department",
        missing="commune",
    ),
]

BODIES: dict[str, Any] = {}


def build(world: Any) -> None:
    world.args["commune"] = {"code": _COMMUNE}
    world.args["commune_elsewhere"] = {"code": _ELSEWHERE}
