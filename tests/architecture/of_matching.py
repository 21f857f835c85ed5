"""The rights' table of rounds, of how good suggestions are, of the model in use and of the concept lexicon.

One round is the Department's, for all; the other the first school's, for its own clubs.
"""

from typing import Any

from matching.engine import lexicon
from matching.enums import RankerState, TermProposalState
from tests.architecture.acts import act, both
from tests.matching import given, given_rounds, given_terms

_READ = (
    "GET:round_detail GET:round_progress GET:round_pairs GET:round_ideas GET:round_fairness GET:api-round-detail"
    " GET:api-round-pairs GET:api-round-ideas GET:api-round-fairness GET:api-round-report"
)
_STEPS = (
    "POST:round_solve POST:api-round-solve POST:round_choose POST:api-round-choose POST:round_publish"
    " POST:api-round-publish POST:round_discard POST:api-round-discard POST:round_pair_decide POST:api-round-pair"
)

# School staff, the Department, and supporters who are cleared.
_READERS = "adviser other_adviser admin representative other_representative mentor department"
_NOT_THEIRS = "other_adviser admin representative other_representative mentor"

ACTS = [
    act("POST:tags_propose POST:api-tags", rest="ok"),
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
    act(
        f"GET:term_list GET:api-concept-list {both('term_try')} POST:api-concept-read GET:term_proposal_list"
        f" GET:api-term-proposal-list {both('concept_propose')} POST:api-concept-list",
        rest="refused",
        ok=_READERS,
    ),
    act(
        "GET:term_detail GET:api-concept-detail POST:term_add POST:term_remove POST:api-term-proposal-list",
        "term",
        rest="refused",
        ok=_READERS,
    ),
    act(
        "GET:term_proposal_detail GET:api-term-proposal-detail GET:api-term-proposal-effect",
        "term_proposal",
        rest="refused",
        missing=_NOT_THEIRS,
        ok="adviser department",
    ),
    act(
        "POST:term_proposal_withdraw POST:api-term-proposal-withdraw",
        "term_proposal",
        rest="refused",
        missing=_NOT_THEIRS,
        ok="adviser",
    ),
    act(
        "POST:term_proposal_accept POST:api-term-proposal-accept POST:term_proposal_decline"
        " POST:api-term-proposal-decline",
        "term_proposal",
        rest="refused",
        missing=_NOT_THEIRS,
        ok="department",
    ),
    act(
        "POST:term_proposal_take_back POST:api-term-proposal-take-back",
        "term_accepted",
        rest="refused",
        missing=_NOT_THEIRS,
        ok="department",
    ),
]


def _terms(args: dict[str, Any]) -> dict[str, Any]:
    return {"name": "Đợt ghép mùa xuân", "season": args["season"], "kinds": ["challenge"], "objective": "fair"}


BODIES = {
    "tags_propose": lambda args: {"description": "in 3D"},
    "tags": lambda args: {"text": "in 3D"},
    "suggestion_dismiss": lambda args: {"reason": "too_far"},
    "suggestion-dismiss": lambda args: {"reason": "too_far"},
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
    "term_try": lambda args: {"text": "Chúng em nuôi hàu."},
    "concept-read": lambda args: {"text": "Chúng em nuôi hàu."},
    "concept_propose": lambda args: {
        **given_terms.new_concept(),
        "vi": "nuôi đà điểu",
        "en": "ostrich farming",
        "reason": "Chưa có.",
    },
    "POST:api-concept-list": lambda args: {**given_terms.new_concept(), "reason": "Chưa có."},
    "term_add": lambda args: {"language": "vi", "form": "bè hàu nổi", "reason": "Bà con gọi vậy."},
    "term_remove": lambda args: {"form": f"vi:{args['form']}", "reason": "Lẫn nghĩa."},
    "POST:api-term-proposal-list": lambda args: {
        "kind": "add_form",
        "concept": args["code"],
        "language": "vi",
        "form": "bè hàu nổi",
        "reason": "Bà con gọi vậy.",
    },
    "term_proposal_decline": lambda args: {"reason": "Đã có."},
    "term-proposal-decline": lambda args: {"reason": "Đã có."},
    "term_proposal_take_back": lambda args: {"reason": "Lẫn nghĩa."},
    "term-proposal-take-back": lambda args: {"reason": "Lẫn nghĩa."},
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
    world.args["term"] = {"code": given_terms.CONCEPT, "form": lexicon.load().concepts[given_terms.CONCEPT].vi[0]}
    teacher = world.people["adviser"]
    world.args["term_proposal"] = {"pk": given_terms.proposal(teacher).pk}
    in_use = given_terms.proposal(teacher, TermProposalState.ACCEPTED, form="bè hàu cọc tre", decided_by=department)
    world.args["term_accepted"] = {"pk": in_use.pk}
    world.args["ranker"] = {"pk": given.ranker(RankerState.CURRENT).pk}
    season = rounds["round"].season.code
    world.args["round_for_all"] = {"season": season, "school": None}
    world.args["round_for_school"] = {"season": season, "school": home.pk}
