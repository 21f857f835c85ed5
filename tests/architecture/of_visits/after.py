"""What follows a visit that was held: reflections, feedback, certificates, hours given."""

from typing import Any

from tests.architecture.acts import act
from tests.visits import given
from tests.visits.given_after import TOLD, certificate, reflection
from visits.enums import VisitState

_MINDS = "adviser admin"
_SUPPORTERS = "representative other_representative mentor uncleared"

ACTS = [
    act("GET:visit_after GET:api-visit-after", "visit_held", rest="missing", ok=f"pupil {_MINDS} representative"),
    act(
        "GET:visit_after GET:api-visit-after",
        "visit_confirmed",
        rest="missing",
        conflict=f"pupil {_MINDS} representative",
    ),
    act(
        "POST:visit_reflect POST:api-visit-reflect",
        "visit_held",
        rest="missing",
        ok="pupil",
    ),
    act(
        "POST:visit_feedback POST:api-visit-feedback",
        "visit_held",
        rest="missing",
        ok=f"{_MINDS} representative",
        refused="pupil",
    ),
    act(
        "POST:reflection_answer POST:reflection_share POST:api-reflection-answer POST:api-reflection-share",
        "visit_told",
        rest="missing",
        ok=_MINDS,
        refused="pupil representative",
    ),
    act(
        "POST:visit_certificates_issue GET:visit_certificates_print GET:visit_certificates_docx"
        " GET:api-visit-certificates POST:api-visit-certificates",
        "visit_held",
        rest="missing",
        ok=_MINDS,
        refused="pupil representative",
    ),
    act("GET:certificate_list GET:api-certificate-list", rest="ok"),
    # Whoever holds the paper may ask, and is told no name.
    act(
        "GET:api-certificate-verify POST:api-certificate-verify",
        "certificate",
        rest="ok",
        login="ok",
        standing="ok",
    ),
    act("GET:certificate_verify POST:certificate_verify", "certificate", rest="ok", login="ok"),
    act("GET:certificate_print GET:certificate_docx", "certificate", rest="missing", ok=f"pupil {_MINDS}"),
    act(
        "POST:certificate_revoke POST:api-certificate-revoke",
        "certificate",
        rest="missing",
        ok=_MINDS,
        refused="pupil",
    ),
    act("GET:credit_list GET:credit_print GET:api-credit-list", rest="refused", ok=_SUPPORTERS),
]


def _said(args: dict[str, Any]) -> dict[str, Any]:
    return {"score": 4, "well": "Đón rất chu đáo.", "better": "", "again": "yes"}


BODIES: dict[str, Any] = {
    **{f"visit{dash}reflect": (lambda args: {**TOLD, "send": True}) for dash in "_-"},
    **{f"visit{dash}feedback": _said for dash in "_-"},
    **{f"reflection{dash}answer": (lambda args: {"word": "Câu hỏi hay lắm!"}) for dash in "_-"},
    "reflection_share": lambda args: {},
    "reflection-share": lambda args: {},
    "visit_certificates_issue": lambda args: {},
    "visit-certificates": lambda args: {},
    **{f"certificate{dash}verify": (lambda args: {"name": "Một Tên Khác"}) for dash in "_-"},
    **{f"certificate{dash}revoke": (lambda args: {"reason": "Cấp nhầm."}) for dash in "_-"},
}


def build(world: Any) -> None:
    """Two visits of the first school with the same pupil: one nobody told of yet, one told of and certified."""
    teacher, pupil, admin = (world.people[role] for role in ("adviser", "pupil", "admin"))
    host = given.host()
    offer = given.offer(host)
    facts = {"state": VisitState.HELD, "by": teacher, "approved_by": admin}
    fresh = given.visit(given.slot(offer, days=-2), **facts)
    told = given.visit(given.slot(offer, days=-3), **facts)
    given.pupil_on(fresh, pupil)
    place = given.pupil_on(told, pupil)
    row, paper = reflection(place), certificate(place, teacher)
    world.args["visit_held"] = {"pk": fresh.pk}
    world.args["visit_told"] = {"pk": told.pk, "reflection_pk": row.pk}
    world.args["certificate"] = {"code": paper.code}
    for name in ("visit_held", "visit_told"):
        world.actors[name] = {"representative": host}
