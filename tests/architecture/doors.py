"""Every address of the site with the methods it takes, read from the resolver; and bodies that each door accepts."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver

from core import clock
from people import conduct_text
from people.models import Affiliation
from tests import make
from tests.architecture import of_matching, of_visits
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


def _message(args: dict[str, Any]) -> dict[str, Any]:
    return {"client_id": str(uuid4()), "body": "Cả nhóm đã đo xong tuần này.", "reply_to": "", "attached": ""}


def _reason(args: dict[str, Any]) -> dict[str, Any]:
    return {"reason": "Chưa hợp lúc này, hẹn mùa sau."}


def _text(args: dict[str, Any]) -> dict[str, Any]:
    return {"text": "Nhóm đã thử với nước giếng nào chưa?"}


def _pupil(args: dict[str, Any]) -> dict[str, Any]:
    return {"pupil": args.get("pupil") or args["pupil_pk"]}


def _send(args: dict[str, Any]) -> dict[str, Any]:
    return {"client_id": str(uuid4()), "body": "Nhóm mình họp lúc mấy giờ?", "reply_to": None, "files": []}


def _check_in(args: dict[str, Any]) -> dict[str, Any]:
    return {"held_on": clock.today().isoformat(), "minutes": 60, "done": "Đã lắp xong khung."}


def _closing(args: dict[str, Any]) -> dict[str, Any]:
    return {"helped": 5, "best": "Buổi đi xem xưởng.", "better": "", "thanks": ""}


def _ask(args: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "access", "note": "", "asked_as": "guardian", "subject": args.get("pk", 0)}


def _data_refusal(args: dict[str, Any]) -> dict[str, Any]:
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


def _new_pupil(args: dict[str, Any]) -> dict[str, Any]:
    return {"full_name": "Hoàng Văn Mới", "birth_date": "2013-09-05", "class_name": "8A", "code": ""}


def _roster(args: dict[str, Any]) -> dict[str, Any]:
    text = "Họ và tên,Ngày sinh,Lớp\nHoàng Văn Mới,05/09/2013,8A\n"
    return {"file": SimpleUploadedFile("lop-8a.csv", text.encode())}


def _file(args: dict[str, Any]) -> dict[str, Any]:
    facts = {
        **make.legal_facts(),
        "short_name": "",
        "website": "https://vi-du.vn",
        "sector": "cơ khí",
        "about": "Xưởng.",
    }
    return {**facts, "kind": "enterprise", "name": "Xưởng vừa đăng ký", "commune": make.commune().code}


def _newcomer(args: dict[str, Any]) -> dict[str, Any]:
    password = "mot-mat-khau-dai-42"
    person = {"full_name": "Phạm Thị Khách", "email": "khach@vi-du.vn", "birth_date": "1990-04-01"}
    return {**person, "password1": password, "password2": password}


def _invite(args: dict[str, Any]) -> dict[str, Any]:
    return {"organisation": args["pk"], "role": "mentor", "email": "", "title": "Kỹ sư trưởng"}


def _claim(args: dict[str, Any]) -> dict[str, Any]:
    return {"school": args["school"], "year": 2012}


def _delegate(args: dict[str, Any]) -> dict[str, Any]:
    return {"taker": args["taker"], "right": "see_coverage", "scope": "commune", "starts_on": "", "ends_on": ""}


BODIES: dict[str, Any] = {
    "POST:api-conversation-list": lambda args: {"kind": "engagement", "subject": args["subject"]},
    "POST:api-conversation-messages": _send,
    "conversation-read": lambda args: {"seq": 1},
    "conversation-react": lambda args: {"seq": args["seq"], "emoji": "👍", "on": True},
    "message_file_upload": lambda args: {"file": papers.pdf()},
    "conversation-file-upload": lambda args: {"file": papers.pdf()},
    "message_hide": lambda args: {"ready": "", "words": "Lời này chưa hợp với nhóm."},
    "message-hide": _reason,
    "talk_decide": lambda args: {"decision": "block", "ready": "tone", "words": "Viết lại giúp cô nhé.", "body": ""},
    "held-message-edit": lambda args: {"body": "Hẹn cả nhóm ở trường nhé."},
    "held-message-block": _reason,
    "my_data": _ask,
    "POST:api-my-request-list": _ask,
    "data_request_create": _ask,
    "POST:api-data-request-list": _ask,
    "data_request_complete": lambda args: {"full_name": "Nguyễn Văn Đúng"},
    "data_request_refuse": _data_refusal,
    "data-request-refuse": _data_refusal,
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
    "organisation_create": _file,
    "POST:api-organisation-list": _file,
    "organisation_file": _file,
    "PATCH:api-organisation-file": lambda args: {"sector": "cơ khí chính xác"},
    "organisation_review": lambda args: {"act": "verify", "reason": "Đã xem giấy tờ."},
    "organisation-decide": lambda args: {"act": "verify", "reason": "Đã xem giấy tờ."},
    **{f"organisation{dash}{act}": _reason for act in ("suspend", "reinstate") for dash in "_-"},
    "role_give": lambda args: {"person": args["person"], "role": "mentor"},
    "POST:api-organisation-people": lambda args: {"user": args["person"], "role": "mentor"},
    "invitation_create": _invite,
    "POST:api-invitation-list": _invite,
    "invitation_open": _newcomer,
    "invitation-accept": lambda args: {"token": args["token"]},
    "join_request": lambda args: {**_file(args), **_newcomer(args), "title": "Quản lý xưởng"},
    "mail_code": lambda args: {"code": "ABC DEF"},
    "alumnus_claim": lambda args: {"school": args["code"], "year": 2012},
    "POST:api-alumnus-claim-list": _claim,
    "alumnus_refuse": _reason,
    "alumnus-claim-refuse": _reason,
    "POST:delegation_list": _delegate,
    "POST:api-delegation-list": lambda args: {**_delegate(args), "starts_on": None, "ends_on": None},
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
    "conversation_detail": _message,
    "conversation_messages": _message,
    "suggestion_dismiss": lambda args: {"reason": "too_far"},
    "suggestion-dismiss": lambda args: {"reason": "too_far"},
    "import_upload": _sheet,
    "import-list": _sheet,
    "pupil_create": _new_pupil,
    "POST:api-pupil-list": _new_pupil,
    "pupil_detail": _new_pupil,
    "PATCH:api-pupil-detail": lambda args: {"full_name": "Bùi Thị Đổi Tên", "class_name": "8A"},
    "class_cards": lambda args: {"class_name": "10A1"},
    "class-cards": lambda args: {"class_name": "10A1"},
    "roll_over": lambda args: {"to:10A1": "", "apply": "yes"},
    "roll-over": lambda args: {"moves": {"10A1": ""}},
    "roster_upload": _roster,
    "roster-list": _roster,
    "roster_columns": lambda args: {"heading_row": 1, "full_name": 0, "birth_date": 1, "class_name": 2},
    "roster-columns": lambda args: {
        "heading_row": 1,
        "columns": {"full_name": 0, "birth_date": 1, "class_name": 2},
    },
    "roster_answer": lambda args: {"whole_school": "yes"},
    "roster-answers": lambda args: {"answers": {}, "whole_school": True},
    "roster_apply": lambda args: {"seen": args["digest"]},
    "roster-apply": lambda args: {"digest": args["digest"]},
    **of_matching.BODIES,
    **of_visits.BODIES,
}
