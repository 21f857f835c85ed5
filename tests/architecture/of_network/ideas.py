"""Ideas, from the draft to the archive, and their teams."""

from typing import Any

from network.enums import IdeaStatus, Visibility
from tests import make
from tests.architecture.acts import act, both
from tests.architecture.said import pupil, reason

_IN_SCHOOL = "pupil schoolmate adviser admin"
_PARTNERS = "representative other_representative mentor department"
_OUTSIDE = "other_pupil other_adviser uncleared commune"

ACTS = [
    act("GET:idea_list GET:api-idea-list", rest="ok"),
    act(f"{both('idea_create')} POST:api-idea-list", "start", rest="refused", ok="pupil adviser", missing="uncleared"),
    act("GET:idea_detail GET:api-idea-detail", "idea", rest="missing", ok=f"{_IN_SCHOOL} {_PARTNERS}"),
    act("GET:idea_detail GET:api-idea-detail", "idea_draft", rest="missing", ok="pupil adviser admin"),
    act("GET:idea_detail", "idea_public", rest="ok", login="ok"),
    act("GET:api-idea-detail", "idea_public", rest="ok"),
    act(
        f"{both('idea_edit')} PATCH:api-idea-detail",
        "idea_draft",
        rest="missing",
        ok="pupil adviser",
        refused="admin",
    ),
    act(
        f"{both('idea_edit')} PATCH:api-idea-detail",
        "idea",
        rest="refused",
        ok="adviser",
        conflict="pupil",
        missing=_OUTSIDE,
    ),
    act("POST:idea_submit POST:api-idea-submit", "idea_draft", rest="missing", ok="pupil", refused="adviser admin"),
    act(
        "POST:idea_return POST:api-idea-send-back POST:idea_publish POST:api-idea-publish",
        "idea_submitted",
        rest="missing",
        ok="adviser",
        refused="pupil admin",
    ),
    act(
        "POST:idea_withdraw POST:api-idea-withdraw",
        "idea",
        rest="refused",
        ok="pupil adviser admin",
        missing=_OUTSIDE,
    ),
    act("POST:idea_archive POST:api-idea-archive", "idea_draft", rest="missing", ok="pupil adviser", refused="admin"),
    act("GET:idea_history GET:api-idea-history GET:idea_team", "idea", rest="missing", ok="pupil adviser admin"),
    act("POST:idea_team POST:api-idea-add-member", "team", rest="missing", ok="pupil adviser", refused="admin"),
    act(
        "POST:idea_team_leave POST:api-idea-remove-member", "idea", rest="missing", ok="pupil adviser", refused="admin"
    ),
    act("GET:idea_suggestions GET:api-idea-suggestions", "idea", rest="missing", ok=f"{_IN_SCHOOL} {_PARTNERS}"),
]


def _idea(args: dict[str, Any]) -> dict[str, Any]:
    content = make.idea_content()
    del content["needs"]
    return content | {"club": args.get("club_pk", ""), "needs-TOTAL_FORMS": 0, "needs-INITIAL_FORMS": 0}


BODIES: dict[str, Any] = {
    "idea_create": _idea,
    "POST:api-idea-list": _idea,
    "idea_edit": _idea,
    "PATCH:api-idea-detail": lambda args: {"title": "Tên mới của ý tưởng"},
    "idea_return": reason,
    "idea-send-back": reason,
    "idea_publish": lambda args: {"visibility": "partners"},
    "idea-publish": lambda args: {"visibility": "partners"},
    "idea_team": pupil,
    "idea-add-member": pupil,
    "idea-remove-member": pupil,
}


def build(world: Any) -> None:
    """Each with a team of its own: a pupil has one team a season."""
    kinds = {
        "idea": {"visibility": Visibility.PARTNERS},
        "idea_draft": {"status": IdeaStatus.DRAFT},
        "idea_submitted": {"status": IdeaStatus.SUBMITTED},
        "idea_public": {"visibility": Visibility.PUBLIC},
    }
    for place, (on, facts) in enumerate(kinds.items()):
        team = [world.pupils[place]]
        idea = make.idea(world.club, team=team, **facts)
        world.args[on] = {"pk": idea.pk, "pupil_pk": team[0].pk, "idea": idea}
        world.actors[on] = {"pupil": team[0]}
    world.args["team"] = {**world.args["idea_draft"], "pupil": world.pupils[4].pk}
    world.actors["team"] = world.actors["idea_draft"]
    world.args["start"] = world.args["club"]
    world.actors["start"] = {"pupil": world.pupils[4]}
