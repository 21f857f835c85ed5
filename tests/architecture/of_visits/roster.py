"""The roster of a visit and what its school's staff do with it; what a guardian is asked, behind the own link."""

from typing import Any

from tests import make
from tests.architecture.acts import act, both
from tests.visits import given, given_roster
from visits.enums import Answer, AnswerWay, VisitState
from visits.models import Attendee

_STAFF = "adviser admin"

ACTS = [
    act(
        "GET:visit_roster GET:visit_roster_export GET:visit_roster_forms GET:api-visit-roster"
        f" GET:api-visit-roster-candidates GET:api-visit-roster-export {both('visit_roster_add')}"
        f" POST:visit_roster_ask POST:api-visit-roster POST:api-visit-roster-ask {both('visit_roster_pupil')}"
        " POST:visit_roster_remove DELETE:api-visit-roster-pupil POST:api-visit-paper-list",
        "visit_roster",
        rest="missing",
        ok=_STAFF,
    ),
    # The adviser wrote the form down, so that somebody else has to confirm it.
    act(
        "POST:visit_paper_confirm POST:api-visit-paper-confirm",
        "visit_paper",
        rest="missing",
        ok="admin",
        refused="adviser",
    ),
    act("POST:visit_paper_turn_down POST:api-visit-paper-turn-down", "visit_paper", rest="missing", ok=_STAFF),
    # Whoever holds the link meets the door: what is asked is told behind the code alone.
    act(f"{both('guardian_ask')} POST:guardian_ask_confirm", "visit_asked", rest="ok", login="ok", standing="ok"),
]


def _answer(args: dict[str, Any]) -> dict[str, Any]:
    return {"answer": "no", "version": 1, "code": "135790"}


def _paper(args: dict[str, Any]) -> dict[str, Any]:
    return {"guardianship": args["guardianship"], "answer": "no", "note": ""}


BODIES: dict[str, Any] = {
    "visit_roster_add": lambda args: {"pupils": args["joiner"]},
    "POST:api-visit-roster": lambda args: {"pupils": [args["joiner"]]},
    "visit_roster_pupil": _paper,
    "visit-paper-list": _paper,
    "guardian_ask": _answer,
    "guardian_ask_confirm": _answer,
}


def build(world: Any) -> None:
    adviser, on, joiner = world.people["adviser"], world.people["pupil"], world.people["schoolmate"]
    visit = given.papers(given.visit(given.slot(days=25), adviser, state=VisitState.PREPARING))
    row = given.pupil_on(visit, on, answer=None)
    Attendee.objects.filter(pk=row.pk).update(asked_terms=visit.terms)
    mother = given_roster.guardian(row)
    world.args["visit_roster"] = {
        "pk": visit.pk,
        "pupil_pk": on.pk,
        "joiner": joiner.pk,
        "guardianship": mother.pk,
    }
    paper = given.agreement(row, Answer.YES, way=AnswerWay.PAPER, taken_by=adviser)
    world.args["visit_paper"] = {"pk": visit.pk, "paper_pk": paper.pk}
    link = make.guardian_link(mother)
    world.args["visit_asked"] = {"token": link, "kind": "visit", "child": mother.pk, "pk": row.pk}
