"""What people can be told, each kind with its sentence. Apps above add theirs by `register` when they start."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """`sentence` is filled with the facts of the notice: "Thẩm định của %(name)s sắp hết hạn."

    `label` names it where people switch kinds on and off. One that must be read (`is_urgent`) cannot be switched off.
    """

    code: str
    label: Promise | str
    sentence: Promise | str
    icon: str = "bell"
    is_urgent: bool = False


KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    for kind in kinds:
        if KINDS.setdefault(kind.code, kind) != kind:
            raise ValueError(f"There are two kinds of notices called {kind.code}.")


CLEARANCE_EXPIRING = Kind(
    "clearance_expiring",
    _("Thẩm định sắp hết hạn"),
    _("Mục thẩm định “%(check)s” của anh chị hết hạn sau ngày %(day)s. Làm lại trước ngày đó để không bị ẩn."),
    icon="clock-exclamation",
)
CLEARANCE_GRANTED = Kind(
    "clearance_granted",
    _("Thẩm định được ghi nhận"),
    _("Mục thẩm định “%(check)s” đã được ghi nhận."),
    icon="shield-check",
)
CLEARANCE_REFUSED = Kind(
    "clearance_refused",
    _("Thẩm định chưa được ghi nhận"),
    _("Mục thẩm định “%(check)s” chưa được ghi nhận. Mở trang để đọc lý do và việc cần làm."),
    icon="shield-x",
    is_urgent=True,
)
CLEARANCE_REVOKED = Kind(
    "clearance_revoked",
    _("Thẩm định bị thu hồi"),
    _("Mục thẩm định “%(check)s” đã bị thu hồi. Mở trang để đọc lý do."),
    icon="shield-x",
    is_urgent=True,
)
WORD_ASKED = Kind(
    "word_asked",
    _("Có người xin tổ chức bảo lãnh"),
    _("%(name)s xin %(organisation)s xác nhận để được gặp học sinh."),
    icon="building-community",
)
REFERENCE_EXPIRED = Kind(
    "reference_expired",
    _("Người giới thiệu chưa trả lời"),
    _("%(name)s chưa trả lời thư giới thiệu. Anh chị nêu người khác giúp nhé."),
    icon="mail-x",
)
REFERENCE_CONCERN = Kind(
    "reference_concern",
    _("Người giới thiệu nêu điều băn khoăn"),
    _("Một người giới thiệu của %(name)s nêu điều băn khoăn. Cần xem ngay."),
    icon="alert-triangle",
    is_urgent=True,
)

register(
    CLEARANCE_EXPIRING,
    CLEARANCE_GRANTED,
    CLEARANCE_REFUSED,
    CLEARANCE_REVOKED,
    WORD_ASKED,
    REFERENCE_EXPIRED,
    REFERENCE_CONCERN,
)
