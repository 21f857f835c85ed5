"""Every address of the site with the methods it takes, read from the resolver; and bodies that each door accepts."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from core import clock
from tests import make
from tests.network import sheet_rows
from tests.people import papers

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Door:
    name: str
    methods: tuple[str, ...]
    parameters: frozenset[str]
    is_api: bool

    @property
    def keys(self) -> set[str]:
        return {f"{method}:{self.name}" for method in self.methods}


def every() -> dict[str, Door]:
    return {
        door.name: door for door in (_door(pattern, prefix) for pattern, prefix in _walk(get_resolver().url_patterns))
    }


def _walk(patterns: list[Any], prefix: str = "") -> Iterator[tuple[URLPattern, str]]:
    for pattern in patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, here)
        else:
            yield pattern, here


def _door(pattern: URLPattern, address: str) -> Door:
    name = pattern.name or address
    return Door(
        name, _methods(pattern.callback), frozenset(pattern.pattern.regex.groupindex), address.startswith("api/")
    )


def _methods(view: Any) -> tuple[str, ...]:
    """A view set's actions, a class's methods; a function takes POST where its code reads it or is told to."""
    actions = getattr(view, "actions", None)
    if actions:
        return tuple(sorted(method.upper() for method in actions if method in METHODS))
    made_from = getattr(view, "cls", None) or getattr(view, "view_class", None)
    if made_from:
        return tuple(method.upper() for method in METHODS if hasattr(made_from, method))
    only = _required(view)
    if only is not None:
        return tuple(only)
    return ("GET", "POST") if "request.POST" in inspect.getsource(inspect.unwrap(view)) else ("GET",)


def _required(view: Any) -> list[str] | None:
    """What `require_POST` and its like were told, kept in the closure of the function they made."""
    while view is not None:
        if "request_method_list" in view.__code__.co_freevars:
            place = view.__code__.co_freevars.index("request_method_list")
            return list(view.__closure__[place].cell_contents)
        view = getattr(view, "__wrapped__", None)
    return None


def body_for(key: str, args: dict[str, Any]) -> dict[str, Any]:
    """What a well-meaning person sends through this door."""
    name = key.partition(":")[2].removeprefix("api-")
    made = BODIES.get(key) or BODIES.get(name)
    return dict(made(args)) if made else {}


def _post(args: dict[str, Any]) -> dict[str, Any]:
    text = "Mỗi ngày hơn trăm xe chạy rỗng về bãi."
    facts = {"background": text, "description": text, "expected_outcome": text, "help_offered": text, "reward": ""}
    return {
        **facts,
        "title": "Thùng hàng rỗng nằm chờ",
        "kind": "mentoring",
        "hours_per_month": 4,
        "ip_terms": "team_owns",
        "fields": ["industry_manufacturing"],
        "commune": make.commune().code,
        "mode": "both",
        "age_min": 11,
        "age_max": 18,
        "seats": 2,
        "language": "vi",
    }


def _idea(args: dict[str, Any]) -> dict[str, Any]:
    content = make.idea_content()
    del content["needs"]
    return content | {"club": args.get("club_pk", ""), "needs-TOTAL_FORMS": 0, "needs-INITIAL_FORMS": 0}


def _club(args: dict[str, Any]) -> dict[str, Any]:
    return {**make.club_content(), "founded_on": "2025-09-05"}


def _sheet(args: dict[str, Any]) -> dict[str, Any]:
    row = sheet_rows.IDEA if args["kind"] == "idea" else sheet_rows.CHALLENGE
    return {"kind": args["kind"], "file": sheet_rows.csv_file(list(row.values()), head=list(row))}


def _reason(args: dict[str, Any]) -> dict[str, Any]:
    return {"reason": "Chưa hợp lúc này, hẹn mùa sau."}


def _text(args: dict[str, Any]) -> dict[str, Any]:
    return {"text": "Nhóm đã thử với nước giếng nào chưa?"}


def _pupil(args: dict[str, Any]) -> dict[str, Any]:
    return {"pupil": args.get("pupil") or args["pupil_pk"]}


def _check_in(args: dict[str, Any]) -> dict[str, Any]:
    return {"held_on": clock.today().isoformat(), "minutes": 60, "done": "Đã lắp xong khung."}


def _closing(args: dict[str, Any]) -> dict[str, Any]:
    return {"helped": 5, "best": "Buổi đi xem xưởng.", "better": "", "thanks": ""}


def _ask(args: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "access", "note": "", "asked_as": "guardian", "subject": args.get("pk", 0)}


def _refusal(args: dict[str, Any]) -> dict[str, Any]:
    return {"ground": "identity", "answer": "Xin mang giấy tờ đến trường."}


def _target(args: dict[str, Any]) -> dict[str, Any]:
    return {"target": args["target"]}


def _adult(args: dict[str, Any]) -> dict[str, Any]:
    return {"adult": args["adult"]}


def _note(args: dict[str, Any]) -> dict[str, Any]:
    return {"act": "talked", "text": "Đã nói chuyện với em ở phòng tư vấn."}


def _outcome(args: dict[str, Any]) -> dict[str, Any]:
    return {"outcome": "settled", "text": "Đã nói chuyện, em yên tâm."}


def _spoken(args: dict[str, Any]) -> dict[str, Any]:
    return {"account": "yes", "media": "no", "code": "135790"}


def _paper(args: dict[str, Any]) -> dict[str, Any]:
    return {"file": papers.pdf(extra=b"% another\n"), "account": "yes"}


BODIES: dict[str, Any] = {
    "my_data": _ask,
    "POST:api-my-request-list": _ask,
    "data_request_create": _ask,
    "POST:api-data-request-list": _ask,
    "data_request_complete": lambda args: {"full_name": "Nguyễn Văn Đúng"},
    "data_request_refuse": _refusal,
    "data-request-refuse": _refusal,
    "concern_report": lambda args: {"worry": "other", "about": "outside", "text": "Có chuyện em thấy lạ."},
    "POST:api-concern-list": lambda args: {"worry": "other", "about": "outside", "text": "Có chuyện em thấy lạ."},
    "concern-references": lambda args: {"kind": "organisation", "id": args["pk"]},
    **{f"concern{between}111": _text for between in "_-"},
    **{f"concern{between}note": _note for between in "_-"},
    **{f"concern{between}answer": _text for between in "_-"},
    **{f"concern{between}hold": _target for between in "_-"},
    **{f"concern{between}release": _target for between in "_-"},
    **{f"concern{between}suspend": _adult for between in "_-"},
    "concern_hand_over": _text,
    "concern-hand-over": _text,
    "concern_ask_suspension": _adult,
    "concern-ask-suspension": _adult,
    "concern_ask_close": _outcome,
    "concern-ask-close": _outcome,
    "concern_confirm": lambda args: {"confirm": "yes"},
    "concern-keep-open": _text,
    "notice_settings": lambda args: {"digest": "weekly", "told": ["concern_answered"]},
    "notice-preferences": lambda args: {"muted": ["concern_answered"]},
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
    "set_language": lambda args: {"language": "vi"},
    "assent_give": lambda args: {"agree": "yes"},
    "POST:api-tokens": lambda args: {"username": "khong-co-ai", "password": "khong-biet"},
    "tags_propose": lambda args: {"description": "in 3D"},
    "tags": lambda args: {"text": "in 3D"},
    "club_create": lambda args: {**_club(args), "name": "CLB vừa lập"},
    "POST:api-club-list": lambda args: {**_club(args), "name": "CLB vừa lập"},
    "club_edit": _club,
    "PATCH:api-club-detail": lambda args: {"name": "Tên mới của CLB"},
    "club_close": _reason,
    "club-close": _reason,
    "club_join": _pupil,
    "club-join": _pupil,
    "club-leave": _pupil,
    "idea_create": _idea,
    "POST:api-idea-list": _idea,
    "idea_edit": _idea,
    "PATCH:api-idea-detail": lambda args: {"title": "Tên mới của ý tưởng"},
    "idea_return": _reason,
    "idea-send-back": _reason,
    "idea_publish": lambda args: {"visibility": "partners"},
    "idea-publish": lambda args: {"visibility": "partners"},
    "idea_team": _pupil,
    "idea-add-member": _pupil,
    "idea-remove-member": _pupil,
    **{f"{kind}_{step}": _post for kind in ("challenge", "offer") for step in ("create", "edit")},
    **{f"POST:api-{kind}-list": _post for kind in ("challenge", "offer")},
    **{f"PATCH:api-{kind}-detail": (lambda args: {"title": "Tên mới của bài"}) for kind in ("challenge", "offer")},
    "review_detail": lambda args: {"decision": "accepted"},
    "review-decide": lambda args: {"decision": "accepted"},
    "proposal_create": lambda args: {"note": "Chúng em rất mong được gặp."},
    "POST:api-proposal-list": lambda args: {"idea": args["idea"], "challenge": args["challenge"]},
    "proposal_refuse": _reason,
    "proposal-refuse": _reason,
    "proposal_ask": _text,
    "proposal-ask": _text,
    "proposal_answer": _text,
    "proposal-answer": _text,
    "engagement_add_goal": _text,
    "engagement-add-goal": _text,
    "engagement-mark-goal": lambda args: {"goal": args["goal_pk"], "done": True},
    "engagement_mark_goal": lambda args: {"done": "on"},
    "engagement_check_in": _check_in,
    "engagement-check-in": _check_in,
    "engagement_end": _reason,
    "engagement-end": _reason,
    "engagement_answer_closing": _closing,
    "engagement-closing": _closing,
    "suggestion_dismiss": lambda args: {"reason": "too_far"},
    "suggestion-dismiss": lambda args: {"reason": "too_far"},
    "import_upload": _sheet,
    "import-list": _sheet,
}
