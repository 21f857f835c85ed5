"""What the detector finds, in words for the adviser."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from messaging.detector import LEARNED, Finding, Kind

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


Kept = Sequence[str | int]


def kept(finding: Finding) -> list[str | int]:
    """As it stays with the message: kind and place; and that it was recognised by likeness, where it was."""
    how = [LEARNED] if finding.rule == LEARNED else []
    return [finding.kind.value, finding.start, finding.end, *how]


def is_likeness(found: Kept) -> bool:
    return LEARNED in found[3:]


def opens_case(findings: Sequence[Kept]) -> bool:
    """Words of self-harm that a phrase found; likeness alone is for the adviser to judge."""
    return any(found[0] == SELF_HARM and not is_likeness(found) for found in findings)


def label(found: Kept) -> str:
    """A kind of an older detector is still something to look at."""
    name = str(LABELS.get(str(found[0]), _("chỗ cần thầy cô xem")))
    if not is_likeness(found):
        return name
    return gettext("có vẻ là: %(kind)s (máy thấy giống những tin cần xem, không phải từ một câu có sẵn)") % {
        "kind": name
    }
