"""What the detector finds, in words for the adviser."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from messaging.detector import Kind

SELF_HARM = Kind.SELF_HARM.value
LABELS: dict[str, Promise] = {
    Kind.PHONE: _("số điện thoại"),
    Kind.EMAIL: _("địa chỉ thư điện tử"),
    Kind.LINK: _("đường dẫn"),
    Kind.HANDLE: _("tài khoản mạng xã hội"),
    Kind.MONEY: _("tiền bạc, quà cáp"),
    Kind.MEETING: _("hẹn gặp riêng"),
    Kind.SECRET: _("rủ giữ kín với người lớn"),
    Kind.RISK: _("lời lẽ đáng lo"),
    Kind.PERSONAL: _("chuyện riêng của học sinh"),
    Kind.SELF_HARM: _("có thể đang muốn làm đau chính mình"),
}


def label(code: str) -> str:
    """A kind of an older detector is still something to look at."""
    return str(LABELS.get(code, _("chỗ cần thầy cô xem")))
