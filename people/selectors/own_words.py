"""The facts of a person's copy of data in words."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.selectors.history_values import LABELS, plain

_LABELS: dict[str, Promise] = {
    "about": _("nội dung"),
    "action": _("việc"),
    "adviser": _("phụ trách"),
    "asked_as": _("ai yêu cầu"),
    "at": _("lúc"),
    "best": _("điều tốt nhất"),
    "better": _("điều nên khác"),
    "by": _("ai đồng ý"),
    "check": _("mục thẩm định"),
    "closed_at": _("xong lúc"),
    "club": _("câu lạc bộ"),
    "complete_by": _("hạn thực hiện"),
    "created": _("tạo lúc"),
    "digest": _("e-mail tóm tắt"),
    "created_at": _("tạo lúc"),
    "date_joined": _("có tài khoản từ"),
    "done": _("đã làm"),
    "engagement": _("đồng hành số"),
    "helped": _("có ích (1–5)"),
    "held_on": _("ngày gặp"),
    "idea": _("ý tưởng"),
    "idea_version": _("bản viết số"),
    "last_used_at": _("dùng lần cuối"),
    "muted": _("loại không nhận"),
    "next_step": _("bước tiếp"),
    "primary": _("địa chỉ chính"),
    "proposal": _("đề nghị số"),
    "read_at": _("đọc lúc"),
    "reader": _("người xem là"),
    "received_at": _("nhận lúc"),
    "review": _("bài duyệt số"),
    "sheet": _("bảng đã tải lên"),
    "applied_at": _("ghi lúc"),
    "started_at": _("bắt đầu lúc"),
    "thanks": _("lời cảm ơn"),
    "title": _("tên, lớp hoặc chức vụ"),
    "token_key": _("đầu khóa"),
    "type": _("loại"),
    "used_at": _("dùng lúc"),
    "verified": _("đã xác minh"),
    "asked_at": _("hỏi lúc"),
    "outcome": _("kết quả"),
    "version": _("bản"),
    "signed_name": _("tên đã ký"),
    "signed_at": _("ký lúc"),
    "finished_at": _("xong lúc"),
    "right": _("quyền"),
    "right_answers": _("số câu đúng"),
    "is_passed": _("đạt"),
    "named_at": _("giới thiệu lúc"),
    "mailed_at": _("gửi thư lúc"),
    "reminded_at": _("nhắc lúc"),
    "school": _("trường"),
    "year": _("năm ra trường"),
    "made_at": _("khai lúc"),
    "scope": _("phạm vi"),
    "what": _("điều"),
}


def label(name: str) -> str:
    return str(_LABELS.get(name) or LABELS[name])


def value(given: Any) -> str:
    return plain(given) if given is not None and given != "" else "–"
