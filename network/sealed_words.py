"""What the parts of the network's pages are called in sealed copies."""

from django.utils.translation import gettext_lazy as _

from people import sealed_words


def register() -> None:
    sealed_words.register(_LABELS)


_LABELS = {
    "action": _("việc"),
    "age_max": _("tuổi lớn nhất"),
    "age_min": _("tuổi nhỏ nhất"),
    "author": _("người đăng"),
    "background": _("bối cảnh"),
    "best": _("điều tốt nhất"),
    "better": _("điều có thể tốt hơn"),
    "challenge": _("bài toán đổi mới"),
    "closings": _("lời khép lại"),
    "club": _("câu lạc bộ"),
    "deadline": _("hạn"),
    "description": _("mô tả"),
    "done": _("đã làm"),
    "engagement": _("đồng hành"),
    "expected_outcome": _("kết quả mong đợi"),
    "field": _("lĩnh vực"),
    "fields": _("lĩnh vực"),
    "goals": _("mục tiêu"),
    "held_on": _("ngày gặp"),
    "help_offered": _("hỗ trợ"),
    "history": _("diễn biến"),
    "hours_per_month": _("giờ mỗi tháng"),
    "idea": _("ý tưởng"),
    "ip_terms": _("quyền sở hữu trí tuệ"),
    "language": _("ngôn ngữ"),
    "meetings": _("buổi gặp"),
    "mode": _("cách gặp"),
    "needs": _("điều cần"),
    "next": _("việc tiếp theo"),
    "next_step": _("việc tiếp theo"),
    "offer": _("đề nghị hỗ trợ"),
    "post": _("bài đăng"),
    "problem": _("vấn đề"),
    "proposal": _("đề nghị kết nối"),
    "reward": _("phần thưởng"),
    "seats": _("số chỗ"),
    "solution": _("giải pháp"),
    "stage": _("giai đoạn"),
    "supporter": _("người đồng hành"),
    "tags": _("từ khóa"),
    "team": _("nhóm"),
    "thanks": _("lời cảm ơn"),
    "title": _("tiêu đề"),
    "visibility": _("ai được xem"),
}
