"""Who belongs to an organisation: its people, invitations, asking to join, former pupils."""

from typing import Any

from people.enums import Role
from people.models import AlumnusClaim
from tests import make
from tests.architecture.acts import act, both
from tests.architecture.of_people import organisations
from tests.architecture.said import reason

_LOOK_AFTER = "representative department"
_PUPILS = "pupil schoolmate other_pupil"

ACTS = [
    act(
        f"GET:organisation_people GET:api-organisation-people {both('invitation_create')} POST:api-invitation-list"
        f" {both('role_give')} POST:api-organisation-people POST:role_take DELETE:api-organisation-person",
        "organisation_people",
        rest="refused",
        ok=_LOOK_AFTER,
    ),
    act("GET:api-invitation-list GET:api-alumnus-claim-list GET:api-alumnus-claim-mine", rest="ok"),
    act("POST:invitation_revoke POST:api-invitation-revoke", "invitation", rest="missing", ok=_LOOK_AFTER),
    act(both("invitation_open"), "invitation", rest="ok", login="ok", standing="ok"),
    act(
        "POST:invitation_accept",
        "invitation",
        rest="ok",
        refused=f"{_PUPILS} representative",
        standing="refused",
    ),
    act("POST:api-invitation-accept", "invitation", rest="ok", refused=f"{_PUPILS} representative"),
    act(both("join_request"), rest="ok", login="ok", standing="ok"),
    # Only after one of the two forms above.
    act(f"{both('mail_code')} POST:mail_code_again", rest="missing", login="missing", standing="missing"),
    act(both("alumnus_claim"), "alumnus_claim", rest="ok", refused=_PUPILS, standing="refused"),
    act("POST:api-alumnus-claim-list", "alumnus_claim", rest="ok", refused=_PUPILS),
    act(
        f"POST:alumnus_confirm POST:api-alumnus-claim-confirm {both('alumnus_refuse')} POST:api-alumnus-claim-refuse",
        "alumnus_claim",
        rest="missing",
        ok="admin",
    ),
]


def _newcomer(args: dict[str, Any]) -> dict[str, Any]:
    password = "mot-mat-khau-dai-42"
    person = {"full_name": "Phạm Thị Khách", "email": "khach@vi-du.vn", "birth_date": "1990-04-01"}
    return {**person, "password1": password, "password2": password}


def _invite(args: dict[str, Any]) -> dict[str, Any]:
    return {"organisation": args["pk"], "role": "mentor", "email": "", "title": "Kỹ sư trưởng"}


def _claim(args: dict[str, Any]) -> dict[str, Any]:
    return {"school": args["school"], "year": 2012}


BODIES: dict[str, Any] = {
    "role_give": lambda args: {"person": args["person"], "role": "mentor"},
    "POST:api-organisation-people": lambda args: {"user": args["person"], "role": "mentor"},
    "invitation_create": _invite,
    "POST:api-invitation-list": _invite,
    "invitation_open": _newcomer,
    "invitation-accept": lambda args: {"token": args["token"]},
    "join_request": lambda args: {**organisations.file(args), **_newcomer(args), "title": "Quản lý xưởng"},
    "mail_code": lambda args: {"code": "ABC DEF"},
    "alumnus_claim": lambda args: {"school": args["code"], "year": 2012},
    "POST:api-alumnus-claim-list": _claim,
    "alumnus_refuse": reason,
    "alumnus-claim-refuse": reason,
}


def build(world: Any) -> None:
    enterprise = world.enterprise
    colleague = make.mentor(enterprise, cleared=False)
    second = make.adult(enterprise, Role.REPRESENTATIVE)
    hat = colleague.affiliations.get()
    world.args["organisation_people"] = {"pk": enterprise.pk, "hat_pk": hat.pk, "person": second.pk}
    invitation, token = make.invitation(enterprise, Role.MENTOR, by=world.people["representative"])
    world.args["invitation"] = {"pk": invitation.pk, "token": token}
    claim = AlumnusClaim.objects.create(user=make.mentor(cleared=False), school=world.school, year=2015)
    world.args["alumnus_claim"] = {"pk": claim.pk, "school": world.school.pk, "code": world.school.ministry_code}
