"""What the detector finds, in words for the adviser. The codes are those of `detector.FindingKind`."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SELF_HARM = "self_harm"
LABELS: dict[str, Promise] = {
    "phone": _("số điện thoại"),
    "email": _("địa chỉ thư điện tử"),
    "link": _("đường dẫn"),
    "handle": _("tài khoản mạng xã hội"),
    "app": _("rủ sang ứng dụng khác"),
    "meeting": _("hẹn gặp riêng"),
    "address": _("địa chỉ nhà"),
    "secret": _("rủ giữ kín với người lớn"),
    "photo": _("xin ảnh"),
    "money": _("tiền bạc, quà cáp"),
    "insult": _("lời xúc phạm"),
    "sexual": _("lời gợi dục"),
    "threat": _("lời đe dọa"),
    SELF_HARM: _("có thể đang muốn làm đau chính mình"),
}


def label(code: str) -> str:
    """A kind that is not known here is still something to look at."""
    return str(LABELS.get(code, _("chỗ cần thầy cô xem")))
