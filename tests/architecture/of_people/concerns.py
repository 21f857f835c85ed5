"""Cases of concern, from the report to the close, and who leads safeguarding in a school.

By default the school's administrators lead safeguarding. The mentor is whom the reports are about.
"""

from typing import Any

from people.enums import ConcernOutcome, Role
from people.models import ProtectiveHold
from people.services import concern_closing, concern_protection, concern_work
from tests import make
from tests.architecture.acts import act, both
from tests.architecture.said import text

ACTS = [
    act(f"{both('concern_report')} GET:concern_sent", rest="ok", login="ok", standing="ok"),
    act("GET:concern_mine GET:api-concern-mine POST:api-concern-list", rest="ok"),
    act("POST:api-concern-references", "organisation", rest="ok"),
    act(
        "GET:concern_list GET:api-concern-list GET:safeguarding GET:api-safeguarding-list",
        rest="refused",
        ok="admin department",
    ),
    act(
        f"GET:concern_detail GET:api-concern-detail {both('concern_111')} POST:concern_note POST:api-concern-note"
        " POST:concern_answer POST:api-concern-answer POST:concern_hand_over POST:api-concern-hand-over"
        " POST:concern_hold POST:api-concern-hold POST:concern_ask_suspension POST:api-concern-ask-suspension"
        " POST:concern_ask_close POST:api-concern-ask-close",
        "concern",
        rest="missing",
        ok="admin",
    ),
    act("POST:concern_release POST:api-concern-release", "concern_held", rest="missing", ok="admin"),
    act("GET:concern_detail GET:api-concern-detail", "concern_raised", rest="missing", ok="admin department"),
    act(
        "POST:concern_suspend POST:api-concern-suspend",
        "concern_raised",
        rest="missing",
        ok="department",
        refused="admin",
    ),
    act(
        f"{both('concern_confirm', 'api-concern-confirm')} POST:api-concern-keep-open",
        "concern_closing",
        rest="missing",
        ok="admin department",
    ),
    act(
        "POST:safeguarding_appoint POST:api-safeguarding-appoint POST:safeguarding_dismiss"
        " POST:api-safeguarding-dismiss",
        "staff",
        rest="refused",
        ok="admin",
    ),
]


def _target(args: dict[str, Any]) -> dict[str, Any]:
    return {"target": args["target"]}


def _adult(args: dict[str, Any]) -> dict[str, Any]:
    return {"adult": args["adult"]}


def _note(args: dict[str, Any]) -> dict[str, Any]:
    return {"act": "talked", "text": "Đã nói chuyện với em ở phòng tư vấn."}


def _outcome(args: dict[str, Any]) -> dict[str, Any]:
    return {"outcome": "settled", "text": "Đã nói chuyện, em yên tâm."}


BODIES: dict[str, Any] = {
    "concern_report": lambda args: {"worry": "other", "about": "outside", "text": "Có chuyện em thấy lạ."},
    "POST:api-concern-list": lambda args: {"worry": "other", "about": "outside", "text": "Có chuyện em thấy lạ."},
    "concern-references": lambda args: {"kind": "organisation", "id": args["pk"]},
    **{f"concern{between}111": text for between in "_-"},
    **{f"concern{between}note": _note for between in "_-"},
    **{f"concern{between}answer": text for between in "_-"},
    **{f"concern{between}hold": _target for between in "_-"},
    **{f"concern{between}release": _target for between in "_-"},
    **{f"concern{between}suspend": _adult for between in "_-"},
    "concern_hand_over": text,
    "concern-hand-over": text,
    "concern_ask_suspension": _adult,
    "concern-ask-suspension": _adult,
    "concern_ask_close": _outcome,
    "concern-ask-close": _outcome,
    "concern_confirm": lambda args: {"confirm": "yes"},
    "concern-keep-open": text,
}


def build(world: Any) -> None:
    """About the mentor, by the pupil who wishes to stay hidden; each as far along as its name says."""
    colleague = make.adult(world.school, Role.SCHOOL_ADMIN)
    worried, mentor = world.pupils[0], world.people["mentor"]
    target = f"engagement-{world.args['engagement']['pk']}"
    for on in ("concern", "concern_held", "concern_closing", "concern_raised"):
        case = make.concern("offer", world.args["offer"]["pk"], by=worried, person=0, hides_reporter=True)
        concern_work.look(concern=case, by=colleague)
        world.args[on] = {"pk": case.pk, "target": target, "adult": mentor.pk}
        if on == "concern_held":
            concern_protection.hold(concern=case, target=target, by=colleague)
            ProtectiveHold.objects.update(target_kind="elsewhere")
            world.args[on]["target"] = target.replace("engagement", "elsewhere")
        if on == "concern_closing":
            closing = {"outcome": ConcernOutcome.SETTLED, "text": "Đã nói chuyện, em yên tâm."}
            concern_closing.ask_close(concern=case, by=colleague, **closing)
        if on == "concern_raised":
            concern_work.hand_to_department(concern=case, text="Nhờ Sở xem giúp.", by=colleague)
    teacher = make.adult(world.school, Role.TEACHER)
    world.args["staff"] = {"pk": teacher.affiliations.get().pk}
