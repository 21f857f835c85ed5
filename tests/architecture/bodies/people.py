"""What doors of accounts, consents, clearance, organisations, rosters and concerns accept."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock
from people import conduct_text
from people.models import Affiliation
from tests import make
from tests.architecture.bodies.said import reason, text
from tests.people import papers


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
    **{f"organisation{dash}{act}": reason for act in ("suspend", "reinstate") for dash in "_-"},
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
    "alumnus_refuse": reason,
    "alumnus-claim-refuse": reason,
    "POST:delegation_list": _delegate,
    "POST:api-delegation-list": lambda args: {**_delegate(args), "starts_on": None, "ends_on": None},
    "set_language": lambda args: {"language": "vi"},
    "assent_give": lambda args: {"agree": "yes"},
    "POST:api-tokens": lambda args: {"username": "khong-co-ai", "password": "khong-biet"},
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
}
