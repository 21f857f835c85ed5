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
    # Told to adults alone, so that pupils are not asked whether they want it.
    adults_only: bool = False


KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    for kind in kinds:
        if KINDS.setdefault(kind.code, kind) != kind:
            raise ValueError(f"There are two kinds of notices called {kind.code}.")


# Of a case nothing is told but that it waits: not whom it is about, not who wrote.
CONCERN_NEW = Kind(
    "concern_new",
    _("có việc an toàn cần xem"),
    _("Có một việc cần xem, trong một ngày làm việc."),
    "shield",
    is_urgent=True,
)
CONCERN_LATE = Kind(
    "concern_late",
    _("việc an toàn quá hạn xem"),
    _("Có một việc chưa ai xem trong thời hạn."),
    "shield",
    is_urgent=True,
)
CONCERN_RAISED = Kind(
    "concern_raised",
    _("việc an toàn được chuyển lên"),
    _("Có một việc được chuyển lên, cần xem."),
    "shield",
    is_urgent=True,
)
CONCERN_CLOSING = Kind(
    "concern_closing",
    _("việc an toàn chờ người thứ hai"),
    _("Có một việc chờ người thứ hai xác nhận khép lại."),
    "shield",
    is_urgent=True,
)
CONCERN_ANSWERED = Kind("concern_answered", _("lời nhắn trả lời"), _("Có lời nhắn trả lời bạn."), "mail-opened")

register(CONCERN_NEW, CONCERN_LATE, CONCERN_RAISED, CONCERN_CLOSING, CONCERN_ANSWERED)
CONSENTS_ENDING = Kind(
    "consents_ending",
    _("đồng ý của phụ huynh sắp hết năm học"),
    _("Đồng ý của phụ huynh cho %(pupils)s em hết hạn ngày %(day)s. Thầy cô hỏi lại giúp nhé."),
    icon="calendar-due",
)
CONSENTS_ENDED = Kind(
    "consents_ended",
    _("đồng ý của phụ huynh đã hết hạn"),
    _("Đồng ý của phụ huynh cho %(pupils)s em đã hết hạn ngày %(day)s mà chưa có câu trả lời mới."),
    icon="calendar-off",
)
PAPER_WAITS = Kind(
    "paper_waits",
    _("giấy đồng ý chờ người thứ hai"),
    _("Một giấy đồng ý của phụ huynh đang chờ thầy cô xem và xác nhận."),
    icon="file-check",
)
register(CONSENTS_ENDING, CONSENTS_ENDED, PAPER_WAITS)
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
