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


DATA_REQUEST_RECEIVED = Kind(
    "data_request_received",
    _("Có yêu cầu mới về dữ liệu cá nhân"),
    _("Có một yêu cầu mới về dữ liệu cá nhân. Luật cho đến hết %(day)s để xác nhận."),
    icon="file-info",
    is_urgent=True,
)
DATA_REQUEST_DUE = Kind(
    "data_request_due",
    _("Yêu cầu về dữ liệu sắp đến hạn"),
    _("Một yêu cầu về dữ liệu cá nhân sắp đến hạn: %(day)s."),
    icon="clock",
    is_urgent=True,
)
DATA_REQUEST_LATE = Kind(
    "data_request_late",
    _("Yêu cầu về dữ liệu đã quá hạn"),
    _("Một yêu cầu về dữ liệu cá nhân đã quá hạn từ %(day)s."),
    icon="alert-triangle",
    is_urgent=True,
)
DATA_REQUEST_ACKNOWLEDGED = Kind(
    "data_request_acknowledged",
    _("Yêu cầu về dữ liệu của mình đã được nhận"),
    _("Yêu cầu về dữ liệu của mình đã được nhận và đang được xem."),
    icon="file-info",
)
DATA_REQUEST_ANSWERED = Kind(
    "data_request_answered",
    _("Yêu cầu về dữ liệu của mình đã có trả lời"),
    _("Yêu cầu về dữ liệu của mình đã có trả lời."),
    icon="file-check",
)
register(
    DATA_REQUEST_RECEIVED,
    DATA_REQUEST_DUE,
    DATA_REQUEST_LATE,
    DATA_REQUEST_ACKNOWLEDGED,
    DATA_REQUEST_ANSWERED,
)
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
