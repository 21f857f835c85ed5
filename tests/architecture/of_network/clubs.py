"""Clubs and who is in them."""

from typing import Any

from core import clock
from tests import make
from tests.architecture.acts import act, both
from tests.architecture.said import pupil, reason

ACTS = [
    act("GET:club_list GET:api-club-list", rest="ok"),
    act(
        "GET:club_detail GET:api-club-detail GET:club_network GET:api-club-network GET:api-club-members",
        "club",
        rest="ok",
        missing="uncleared",
    ),
    act(f"{both('club_create')} POST:api-club-list", rest="refused", ok="adviser other_adviser admin"),
    act(f"{both('club_edit')} PATCH:api-club-detail", "club", rest="refused", ok="adviser admin", missing="uncleared"),
    act(f"{both('club_join')} POST:api-club-join", "joiner", rest="refused", ok="adviser admin", missing="uncleared"),
    act(
        f"{both('club_close')} POST:api-club-close GET:api-club-closing",
        "club",
        rest="refused",
        ok="adviser admin",
        missing="uncleared",
    ),
    act(
        "POST:club_reopen POST:api-club-reopen",
        "club_closed",
        rest="missing",
        ok="adviser admin",
        refused="pupil schoolmate commune department",
    ),
    act("POST:club_leave POST:api-club-leave", "club", rest="missing", ok="pupil adviser admin"),
]


def _club(args: dict[str, Any]) -> dict[str, Any]:
    return {**make.club_content(), "founded_on": "2025-09-05"}


BODIES: dict[str, Any] = {
    "club_create": lambda args: {**_club(args), "name": "CLB vừa lập"},
    "POST:api-club-list": lambda args: {**_club(args), "name": "CLB vừa lập"},
    "club_edit": _club,
    "PATCH:api-club-detail": lambda args: {"name": "Tên mới của CLB"},
    "club_close": reason,
    "club-close": reason,
    "club_join": pupil,
    "club-join": pupil,
    "club-leave": pupil,
}


def build(world: Any) -> None:
    club, pupils = world.club, world.pupils
    world.args["club"] = {"pk": club.pk, "club_pk": club.pk, "pupil_pk": pupils[0].pk}
    closed = make.club(world.school, by=club.adviser, closed_on=clock.today())
    world.args["club_closed"] = {"pk": closed.pk}
    world.args["joiner"] = world.args["club"] | {"pupil": pupils[5].pk}
