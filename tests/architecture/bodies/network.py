"""What doors of clubs, ideas, posts, proposals, engagements and imports accept."""

from typing import Any

from core import clock
from tests import make
from tests.architecture.bodies.said import reason, text
from tests.network import sheet_rows


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


def _pupil(args: dict[str, Any]) -> dict[str, Any]:
    return {"pupil": args.get("pupil") or args["pupil_pk"]}


def _check_in(args: dict[str, Any]) -> dict[str, Any]:
    return {"held_on": clock.today().isoformat(), "minutes": 60, "done": "Đã lắp xong khung."}


def _closing(args: dict[str, Any]) -> dict[str, Any]:
    return {"helped": 5, "best": "Buổi đi xem xưởng.", "better": "", "thanks": ""}


BODIES: dict[str, Any] = {
    "club_create": lambda args: {**_club(args), "name": "CLB vừa lập"},
    "POST:api-club-list": lambda args: {**_club(args), "name": "CLB vừa lập"},
    "club_edit": _club,
    "PATCH:api-club-detail": lambda args: {"name": "Tên mới của CLB"},
    "club_close": reason,
    "club-close": reason,
    "club_join": _pupil,
    "club-join": _pupil,
    "club-leave": _pupil,
    "idea_create": _idea,
    "POST:api-idea-list": _idea,
    "idea_edit": _idea,
    "PATCH:api-idea-detail": lambda args: {"title": "Tên mới của ý tưởng"},
    "idea_return": reason,
    "idea-send-back": reason,
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
    "proposal_refuse": reason,
    "proposal-refuse": reason,
    "proposal_ask": text,
    "proposal-ask": text,
    "proposal_answer": text,
    "proposal-answer": text,
    "engagement_add_goal": text,
    "engagement-add-goal": text,
    "engagement-mark-goal": lambda args: {"goal": args["goal_pk"], "done": True},
    "engagement_mark_goal": lambda args: {"done": "on"},
    "engagement_check_in": _check_in,
    "engagement-check-in": _check_in,
    "engagement_end": reason,
    "engagement-end": reason,
    "engagement_answer_closing": _closing,
    "engagement-closing": _closing,
    "import_upload": _sheet,
    "import-list": _sheet,
}
