"""What the page of components shows: invented people and clubs, every state once."""

import datetime as dt

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _

from core import clock

_FIELDS = [("1", _("Môi trường, cảng xanh")), ("2", _("Công nghệ số")), ("3", _("Nông nghiệp, thủy sản"))]


class SampleForm(forms.Form):
    title = forms.CharField(label=_("Tên ý tưởng"), max_length=80, help_text=_("Một câu ngắn, ai đọc cũng hiểu."))
    problem = forms.CharField(
        label=_("Vấn đề em muốn giải quyết"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ai gặp vấn đề này? Bao lâu một lần?"),
    )
    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=_FIELDS)
    needs = forms.MultipleChoiceField(
        label=_("Nhóm em cần"),
        choices=[("m", _("Người hướng dẫn")), ("l", _("Phòng thí nghiệm, vật liệu")), ("p", _("Nơi thử nghiệm"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    mode = forms.ChoiceField(
        label=_("Gặp nhau"),
        choices=[("o", _("Trực tuyến")), ("d", _("Gặp trực tiếp"))],
        widget=forms.RadioSelect,
    )
    tags = forms.MultipleChoiceField(
        label=_("Từ khóa"),
        choices=[("a", _("cảm biến")), ("b", _("rác nhựa")), ("c", _("tái chế"))],
        widget=forms.SelectMultiple(attrs={"data-select": True}),
        required=False,
    )
    deadline = forms.DateField(label=_("Hạn chót"), widget=forms.DateInput(attrs={"type": "date"}), required=False)
    sketch = forms.FileField(label=_("Bản vẽ"), required=False, help_text=_("Ảnh hoặc PDF, tối đa 5 MB."))
    agree = forms.BooleanField(label=_("Cả nhóm đã đọc và đồng ý"))


class SampleFilter(forms.Form):
    q = forms.CharField(label=_("Từ khóa"), required=False)
    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=[("", _("Tất cả")), *_FIELDS], required=False)
    mode = forms.ChoiceField(label=_("Cách gặp"), choices=[("", _("Tất cả")), ("o", _("Trực tuyến"))], required=False)


def everything() -> dict[str, object]:
    now = clock.now()
    refused = SampleForm({"title": "", "problem": "Rác nhựa ở bãi biển Đồ Sơn", "mode": "o"}, auto_id="wrong_%s")
    return {
        "form": SampleForm(auto_id="new_%s"),
        "refused": refused,
        "filter_form": SampleFilter(auto_id="filter_%s"),
        "soon": now + dt.timedelta(days=3),
        "later": now + dt.timedelta(days=26),
        "two_reasons": [
            _("Cùng lĩnh vực “Môi trường, cảng xanh”."),
            _("Nhóm em cần “nơi thử nghiệm”; cảng có cầu tàu cho thử."),
        ],
        "one_reason": [_("Cùng chủ đề “đóng tàu” với ý tưởng của nhóm.")],
        "reasons": [
            _("Nhóm em cần người hướng dẫn về “cảm biến”; chị Hạnh có 6 năm làm cảm biến quan trắc nước."),
            _("Cùng lĩnh vực “Môi trường, cảng xanh”."),
            _("Rảnh chiều thứ bảy, đúng giờ câu lạc bộ sinh hoạt."),
        ],
        "dismiss_reasons": [("far", _("Xa quá")), ("topic", _("Không đúng chủ đề")), ("time", _("Không hợp giờ"))],
        "breakdown": [
            {"label": _("Nhu cầu và điều bên kia có"), "points": 41, "evidence": _("“cảm biến”, “quan trắc nước”")},
            {"label": _("Lĩnh vực"), "points": 22, "evidence": _("Môi trường, cảng xanh")},
            {"label": _("Lịch rảnh"), "points": 14, "evidence": _("chiều thứ bảy")},
            {"label": _("Đường giới thiệu"), "points": 9, "evidence": _("qua một cựu học sinh")},
            {"label": _("Quãng đường"), "points": -4, "evidence": _("cách 18 km")},
        ],
        "path": [
            {"name": _("Câu lạc bộ Sóng Xanh"), "icon": "users-group", "link": _("cùng trường")},
            {"name": _("Cựu học sinh Đỗ Quang Huy"), "icon": "user", "link": _("đồng nghiệp")},
            {"name": _("Chị Vũ Thị Hạnh"), "icon": "user-star"},
        ],
        "words": ["cảm biến", "bãi biển"],
        "events": [
            {"title": _("Thầy cô đã duyệt"), "who": _("Cô Lê Thu Hà"), "when": now - dt.timedelta(minutes=12),
             "icon": "check", "tone": "green", "text": _("Nhóm làm nghiêm túc, cô đồng ý để các em kết nối.")},
            {"title": _("Chị Hạnh đã nhận lời"), "who": _("Công ty Nước sạch Bến Bính"),
             "when": now - dt.timedelta(days=1), "icon": "heart-handshake", "tone": "teal"},
            {"title": _("Nhóm gửi đề nghị kết nối"), "who": _("Minh Anh"), "when": now - dt.timedelta(days=3),
             "icon": "send"},
        ],
        "before": "Máy gom rác chạy bằng pin, dài 60 cm, nhặt rác ven bờ.",
        "after": "Máy gom rác chạy bằng pin mặt trời, dài 45 cm, nhặt rác nhựa ven bờ biển.",
        "tabs": [
            {"label": _("Đang chờ"), "url": "#tabs", "active": True, "count": 4},
            {"label": _("Đang đồng hành"), "url": "#tabs", "count": 2},
            {"label": _("Đã xong"), "url": "#tabs", "count": 0},
        ],
        "steps": [_("Tải tệp lên"), _("Xem trước"), _("Ghi vào sổ")],
        "headers": [_("Câu lạc bộ"), _("Trường"), _("Cố vấn"), _("Ý tưởng")],
        "clubs": [
            ("Sóng Xanh", "THPT Bạch Đằng Giang", 2, 7),
            ("Mầm Số", "THCS Cát Hải", 0, 3),
            ("Bến Cảng", "GDTX Thủy Nguyên", 1, 1284),
        ],
        "numbered": _page(),
        "people": ["Nguyễn Minh Anh", "Trần Quốc Bảo", "Vũ Thị Hạnh", "Lê Thu Hà", "Đỗ Quang Huy", "Phạm Gia Hân"],
        "moment": now,
    }  # fmt: skip


def _page() -> Page[int]:
    return Paginator(range(240), 20).page(3)
