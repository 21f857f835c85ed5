"""Guardians: their own page behind a link, their consents, and the papers that a school keeps of them.

Whoever holds the link is told the same, with an account or without: what lets in is the code.
"""

from typing import Any

from people.enums import ConsentPurpose
from people.models import Guardianship
from people.services import consent_papers, phones
from tests import make
from tests.architecture.acts import act, both
from tests.people import papers

# Teachers in charge of the school that the pupil goes to.
_KEEPERS = "adviser admin"

ACTS = [
    act(
        "GET:guardian_page POST:guardian_leave POST:guardian_language", "guardian", rest="ok", login="ok", standing="ok"
    ),
    act(f"{both('guardian_answers')} POST:guardian_code", "guardian", rest="ok", login="ok", standing="ok"),
    act("POST:guardian_confirm POST:guardian_enter", "guardian_coded", rest="ok", login="ok", standing="ok"),
    act("POST:guardian_confirm POST:guardian_enter", "guardian", rest="invalid", login="invalid", standing="invalid"),
    # Without a visit it leads to the door; nothing stops.
    act("POST:guardian_stop", "guardian", rest="ok", login="ok", standing="ok"),
    act(
        "GET:guardian_page GET:guardian_answers POST:guardian_answers POST:guardian_confirm POST:guardian_code"
        " POST:guardian_enter POST:guardian_stop POST:guardian_leave POST:guardian_language",
        "guardian_unknown",
        rest="missing",
        login="missing",
        standing="missing",
    ),
    act("GET:consent_board GET:consent_papers GET:api-paper-list", rest="missing", ok=f"{_KEEPERS} other_adviser"),
    act(
        f"GET:consent_class GET:consent_export {both('consent_phones')} POST:consent_print POST:consent_remind"
        " GET:api-consent-classes GET:api-consent-class GET:api-consent-remind POST:api-consent-remind"
        " GET:api-consent-export",
        "papers_school",
        rest="missing",
        ok=_KEEPERS,
    ),
    act(
        f"GET:pupil_papers POST:pupil_print {both('guardian_add')} GET:api-guardian-list POST:api-guardian-list",
        "papers_pupil",
        rest="missing",
        ok=_KEEPERS,
    ),
    act(
        f"{both('guardian_phone')} POST:api-guardian-phone POST:guardian_withdraw POST:api-guardian-withdraw"
        f" POST:guardian_send POST:api-guardian-send {both('paper_upload')} POST:api-paper-upload"
        " POST:guardian_end POST:api-guardian-end",
        "guardianship",
        rest="missing",
        ok=_KEEPERS,
    ),
    act("POST:guardian_vouch POST:api-guardian-vouch", "phone_waits", rest="missing", ok="admin", refused="adviser"),
    act(
        "GET:consent_paper GET:api-paper GET:consent_paper_file GET:api-paper-file POST:consent_paper_turn_down"
        " POST:api-paper-turn-down",
        "paper",
        rest="missing",
        ok=_KEEPERS,
    ),
    act(
        "POST:consent_paper_confirm POST:api-paper-confirm",
        "paper",
        rest="missing",
        ok="admin",
        refused="adviser",
    ),
]


def _spoken(args: dict[str, Any]) -> dict[str, Any]:
    return {"account": "yes", "media": "no", "code": "135790"}


def _paper(args: dict[str, Any]) -> dict[str, Any]:
    return {"file": papers.pdf(extra=b"% another\n"), "account": "yes"}


BODIES: dict[str, Any] = {
    "guardian_answers": lambda args: {"account": "yes", "media": "no"},
    "guardian_confirm": _spoken,
    "guardian_enter": lambda args: {"code": "135790"},
    "guardian_language": lambda args: {"language": "en"},
    "guardian_stop": lambda args: {"purpose": "account", "child": args["child"]},
    "consent_print": lambda args: {"name": args["name"]},
    "consent_remind": lambda args: {"name": args["name"]},
    "POST:api-consent-remind": lambda args: {"name": args["name"]},
    "guardian_add": lambda args: {"full_name": "Lê Thị Lan", "relation": "mother", "phone": "0912345678"},
    "POST:api-guardian-list": lambda args: {"full_name": "Lê Thị Lan", "relation": "mother", "phone": "0912345678"},
    "guardian_phone": lambda args: {"phone": "0912345678"},
    "guardian-phone": lambda args: {"phone": "0912345678"},
    "guardian_withdraw": lambda args: {"purpose": "account"},
    "guardian-withdraw": lambda args: {"purpose": "account"},
    "paper_upload": _paper,
    "POST:api-paper-upload": _paper,
    "consent_paper_turn_down": lambda args: {"note": "Chữ ký không phải của mẹ em."},
    "paper-turn-down": lambda args: {"note": "Chữ ký không phải của mẹ em."},
}


def build(world: Any) -> None:
    """Of a pupil whose class is the first school's; the adviser brought the paper and the new number in."""
    pupil, adviser = world.people["pupil"], world.people["adviser"]
    mother = Guardianship.objects.get(pupil=pupil)
    fresh, coded = make.guardian_link(mother), make.guardian_link(mother)
    # However long the walk takes.
    make.guardian_code(coded, minutes=24 * 60)
    world.args["guardian"] = {"token": fresh, "child": mother.pk}
    world.args["guardian_coded"] = {"token": coded, "child": mother.pk}
    world.args["guardian_unknown"] = {"token": "khong-co-duong-dan-nay", "child": mother.pk}
    school = pupil.affiliations.get().organisation_id
    world.args["papers_school"] = {"pk": school, "name": "10A1"}
    world.args["papers_pupil"] = {"pk": pupil.pk}
    world.args["guardianship"] = {"pk": mother.pk}
    waiting = make.guardianship(pupil, "Bố", phone="0911111111", checked=False)
    phones.vouch(guardianship=waiting, by=adviser)
    world.args["phone_waits"] = {"pk": waiting.pk}
    answers = {ConsentPurpose.MEDIA: True}
    paper = consent_papers.upload(guardianship=mother, file=papers.pdf(), answers=answers, by=adviser)
    world.args["paper"] = {"pk": paper.pk}
