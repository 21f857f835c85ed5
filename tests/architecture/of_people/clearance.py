"""The clearance of adults who support pupils: their own five checks, the words of others, the Department's review."""

from typing import Any

from core import clock
from people import conduct_text
from people.enums import ClearanceCheck
from people.models import Affiliation
from people.services import clearances
from tests import make
from tests.architecture.acts import act, both

_SUPPORTERS = "representative other_representative mentor uncleared"

ACTS = [
    act(
        "GET:clearance GET:api-clearance POST:clearance_identity POST:api-clearance-identity GET:clearance_conduct"
        " GET:api-clearance-conduct GET:quiz POST:quiz_start POST:api-quiz GET:clearance_referees",
        rest="refused",
        ok=_SUPPORTERS,
    ),
    # The body is the newcomer's: another's organisation, another's name.
    act(
        "POST:clearance_word POST:clearance_conduct POST:api-clearance-conduct",
        "newcomer",
        rest="refused",
        ok="uncleared",
        invalid="representative other_representative mentor",
    ),
    act(
        "POST:api-clearance-word",
        "newcomer",
        rest="refused",
        ok="uncleared",
        missing="representative other_representative mentor",
    ),
    # Whose references stand for long yet names nobody.
    act(
        "POST:clearance_referees POST:api-referees",
        rest="refused",
        ok="uncleared",
        conflict="representative other_representative mentor",
    ),
    act(f"{both('quiz_try')} GET:api-quiz-try POST:api-quiz-try", "quiz_try", rest="missing", ok="uncleared"),
    act("POST:referee_replace DELETE:api-referee", "reference", rest="missing", ok="uncleared"),
    # Whoever holds the link, with or without an account.
    act(both("referee_form"), "referee", rest="ok", login="ok"),
    act("GET:word_list GET:api-words-list", rest="refused", ok="admin representative other_representative"),
    act(f"{both('word_answer')} POST:api-words-answer", "word", rest="missing", ok="representative"),
    act("GET:clearance_queue GET:api-clearances-list", rest="refused", ok="department"),
    act(
        "GET:clearance_review GET:api-clearances-detail POST:api-clearances-see-identity"
        " POST:api-clearances-grant-word POST:api-clearances-grant-references",
        "dossier",
        rest="missing",
        ok="department",
    ),
    *(
        act("POST:clearance_grant", f"dossier_{check}", rest="missing", ok="department")
        for check in ("identity", "organisation_word", "references")
    ),
    # What somebody does alone nobody records for them, unless it was taken back and done anew.
    act("POST:clearance_grant", "dossier_code_of_conduct", rest="missing", conflict="department"),
    act("POST:clearance_grant POST:api-clearances-give-back", "done_anew", rest="missing", ok="department"),
    act("POST:clearance_refuse POST:api-clearances-refuse", "dossier_identity", rest="missing", ok="department"),
    act("POST:clearance_revoke POST:api-clearances-revoke", "standing", rest="missing", ok="department"),
    act("POST:reference_settle POST:api-clearances-settle", "worry", rest="missing", ok="department"),
]


def _referee(args: dict[str, Any]) -> dict[str, Any]:
    return {"name": "Trần Thị Giới Thiệu", "email": "gioi.thieu@noi-khac.vn", "relation": "teacher"}


def _sign(args: dict[str, Any]) -> dict[str, Any]:
    version = conduct_text.in_force(clock.today()).version
    return {"version": version, "full_name": args.get("full_name", "Nguyễn Văn Thử"), "agrees": True}


def _said(args: dict[str, Any]) -> dict[str, Any]:
    return {"known_for": "3_to_10", "with_children": "", "has_concern": "no", "concern": "", "recommends": "yes"}


def _grant(args: dict[str, Any]) -> dict[str, Any]:
    if args["check"] == "identity":
        return _seen(args)
    home = Affiliation.objects.get(user=args["pk"]).organisation_id
    return {"organisation": home, "evidence": "Công văn của tổ chức, nhận hôm qua.", "note": "Đã gọi cả hai người."}


def _seen(args: dict[str, Any]) -> dict[str, Any]:
    today = clock.today().isoformat()
    return {"document": "citizen_card", "way": "in_person", "seen_on": today, "note": "Gặp tại Sở."}


def _refusal(args: dict[str, Any]) -> dict[str, Any]:
    return {"check": args["check"], "reason": "Ảnh trên giấy tờ đã mờ quá."}


BODIES: dict[str, Any] = {
    "clearance_identity": lambda args: {"way": "in_person"},
    "clearance-identity": lambda args: {"way": "in_person"},
    "clearance_word": lambda args: {"organisation": args["organisation"]},
    "clearance-word": lambda args: {"organisation": args["organisation"]},
    "clearance_conduct": _sign,
    "POST:api-clearance-conduct": _sign,
    "clearance_referees": _referee,
    "referees": _referee,
    "quiz_try": lambda args: {f"q{place}": "0" for place in range(10)},
    "POST:api-quiz-try": lambda args: {"answers": [0] * 10},
    "referee_form": _said,
    "word_answer": lambda args: {"answer": "yes", "reason": ""},
    "words-answer": lambda args: {"agrees": True, "reason": ""},
    "clearance_grant": _grant,
    "clearances-see-identity": _seen,
    "clearances-grant-word": lambda args: {"evidence": "Công văn của tổ chức, nhận hôm qua."},
    "clearances-give-back": lambda args: {"check": args["check"], "note": "Đã nói chuyện với anh ấy."},
    "clearances-grant-references": lambda args: {"note": "Đã gọi cả hai người."},
    "clearance_refuse": _refusal,
    "clearances-refuse": _refusal,
    "clearance_revoke": _refusal,
    "clearances-revoke": _refusal,
    "reference_settle": lambda args: {"note": "Đã hỏi nơi làm việc cũ, không có gì."},
    "clearances-settle": lambda args: {
        "reference": args["reference_pk"],
        "note": "Đã hỏi nơi làm việc cũ, không có gì.",
    },
}


def build(world: Any) -> None:
    """The uncleared mentor has everything before them; others of the enterprise stand where each door needs them."""
    uncleared = world.people["uncleared"]
    home = uncleared.affiliations.get().organisation_id
    world.args["newcomer"] = {"full_name": uncleared.full_name, "organisation": home}
    world.args["quiz_try"] = {"pk": make.quiz_try(uncleared).pk}
    reference = make.reference(uncleared, answered=False)
    world.args["reference"] = {"pk": reference.pk}
    world.args["referee"] = {"token": make.reference_link(make.reference(make.mentor(), answered=False))}
    asking = make.clearance_request(make.mentor(world.enterprise, cleared=False), ClearanceCheck.ORGANISATION_WORD)
    world.args["word"] = {"pk": asking.pk}
    waiting = make.mentor(cleared=False)
    for place in (1, 2):
        make.reference(waiting, place=place)
    make.clearance_request(waiting, ClearanceCheck.IDENTITY)
    world.args["dossier"] = {"pk": waiting.pk}
    for check in ClearanceCheck:
        world.args[f"dossier_{check}"] = {"pk": waiting.pk, "check": check.value}
    cleared = make.mentor()
    standing = cleared.clearances.get(check_kind=ClearanceCheck.IDENTITY)
    world.args["standing"] = {"pk": cleared.pk, "clearance_pk": standing.pk, "check": "identity"}
    anew = make.mentor()
    quiz = anew.clearances.get(check_kind=ClearanceCheck.SAFEGUARDING_QUIZ)
    clearances.revoke(clearance=quiz, reason="Cần xem lại.", by=world.people["department"])
    make.clearance_request(anew, ClearanceCheck.SAFEGUARDING_QUIZ)
    world.args["done_anew"] = {"pk": anew.pk, "check": "safeguarding_quiz"}
    worry = make.reference(cleared, has_concern=True)
    world.args["worry"] = {"pk": cleared.pk, "reference_pk": worry.pk}
