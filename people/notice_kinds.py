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
