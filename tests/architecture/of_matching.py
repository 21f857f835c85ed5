"""The rights' table of rounds, of how good suggestions are and of the model in use.

One round is the Department's, for all; the other the first school's, for its own clubs.
"""

from typing import Any

from matching.enums import RankerState
from tests.architecture.acts import act
from tests.matching import given, given_rounds

_READ = (
    "GET:round_detail GET:round_progress GET:round_pairs GET:round_ideas GET:round_fairness GET:api-round-detail"
    " GET:api-round-pairs GET:api-round-ideas GET:api-round-fairness GET:api-round-report"
)
_STEPS = (
    "POST:round_solve POST:api-round-solve POST:round_choose POST:api-round-choose POST:round_publish"
    " POST:api-round-publish POST:round_discard POST:api-round-discard POST:round_pair_decide POST:api-round-pair"
)

ACTS = [
    act("GET:round_list GET:api-round-list", rest="refused", ok="admin department"),
    act("GET:round_create", "round_for_all", rest="refused", ok="department admin"),
    # An administrator has to say for which school; the Department is not asked.
    act("POST:round_create", "round_for_all", rest="refused", ok="department", invalid="admin"),
    act("POST:round_create", "round_for_school", rest="refused", ok="admin department"),
    act("POST:api-round-list", "round_for_all", rest="refused", ok="department"),
    act("POST:api-round-list", "round_for_school", rest="refused", ok="admin"),
    act(_READ, "round", rest="missing", ok="department"),
    act(_STEPS, "round", rest="missing", ok="department"),
    act(_READ, "round_of_school", rest="missing", ok="admin department"),
    act(_STEPS, "round_of_school", rest="missing", ok="admin", refused="department"),
    act(
        "GET:suggestion_quality GET:suggestion_quality_export GET:api-suggestion-quality"
        " GET:api-suggestion-quality-export",
        rest="refused",
        ok="admin department",
    ),
    act("GET:ranker_list GET:api-ranker-list", rest="refused", ok="department"),
    act("POST:ranker_roll_back POST:api-ranker-roll-back", "ranker", rest="refused", ok="department"),
]


def _terms(args: dict[str, Any]) -> dict[str, Any]:
    return {"name": "Đợt ghép mùa xuân", "season": args["season"], "kinds": ["challenge"], "objective": "fair"}


BODIES = {
    "round_create": lambda args: {
        **_terms(args),
        "school": args["school"] or "",
        "per_idea": 1,
        "least_points": 30,
        "protects": "on",
    },
    "POST:api-round-list": lambda args: {**_terms(args), "school": args["school"]},
    "round_choose": lambda args: {"objective": "matched"},
    "round-choose": lambda args: {"objective": "matched"},
    "round_pair_decide": lambda args: {"standing": "excluded", "reason": "Ở quá xa."},
    "round-pair": lambda args: {"standing": "excluded", "reason": "Ở quá xa."},
}


def build(world: Any) -> None:
    """Both hold the pair of the scenario's suggestion."""
    admin, department = world.people["admin"], world.people["department"]
    home = admin.affiliations.get().organisation.school
    rounds = {
        "round": given_rounds.solved(department),
        "round_of_school": given_rounds.solved(admin, school=home),
    }
    for on, a_round in rounds.items():
        world.args[on] = {"pk": a_round.pk, "pair_pk": a_round.pairs.get().pk}
    world.args["ranker"] = {"pk": given.ranker(RankerState.CURRENT).pk}
    season = rounds["round"].season.code
    world.args["round_for_all"] = {"season": season, "school": None}
    world.args["round_for_school"] = {"season": season, "school": home.pk}
