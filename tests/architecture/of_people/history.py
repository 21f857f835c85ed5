"""The trail: what changed in a row, and who read what about a pupil."""

from typing import Any

from tests.architecture.acts import act

ACTS = [
    act("GET:read_list GET:api-read-list", rest="refused", ok="admin"),
    *(
        act("GET:history GET:api-history", f"history_{kind}", rest="missing", ok="admin")
        for kind in ("pupil", "club", "idea", "engagement")
    ),
    *(
        act("GET:history GET:api-history", f"history_{kind}", rest="missing", ok="department")
        for kind in ("organisation", "person", "challenge", "offer")
    ),
    act("GET:history GET:api-history", "history_draft", rest="missing"),
]

BODIES: dict[str, Any] = {}


def build(world: Any) -> None:
    for kind in ("organisation", "club", "idea", "engagement", "challenge", "offer"):
        world.args[f"history_{kind}"] = {"kind": kind, "pk": world.args[kind]["pk"]}
    world.args["history_pupil"] = {"kind": "pupil", "pk": world.pupils[3].pk}
    world.args["history_person"] = {"kind": "person", "pk": world.people["representative"].pk}
    world.args["history_draft"] = {"kind": "challenge", "pk": world.args["challenge_draft"]["pk"]}
