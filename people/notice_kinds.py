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
# The code is of the conversations that told it first.
NEEDS_CARE = Kind(
    "talk_needs_care",
    _("có em cần được hỏi thăm ngay"),
    _("Có một em cần được hỏi thăm ngay hôm nay. Mời thầy cô mở việc này bây giờ."),
    "lifebuoy",
    is_urgent=True,
)
register(NEEDS_CARE, CONCERN_NEW, CONCERN_LATE, CONCERN_RAISED, CONCERN_CLOSING, CONCERN_ANSWERED)
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


ORGANISATION_VERIFIED = Kind(
    "organisation_verified",
    _("Tổ chức được xác minh"),
    _("%(organisation)s đã được xác minh."),
    icon="circle-check",
)
ORGANISATION_CHANGES_REQUESTED = Kind(
    "organisation_changes_requested",
    _("Hồ sơ tổ chức cần bổ sung"),
    _("Hồ sơ của %(organisation)s cần bổ sung: %(reason)s"),
    icon="file-pencil",
)
ORGANISATION_REFUSED = Kind(
    "organisation_refused",
    _("Tổ chức không được nhận"),
    _("%(organisation)s không được nhận vào mạng lưới: %(reason)s"),
    icon="circle-x",
    is_urgent=True,
)
ORGANISATION_REOPENED = Kind(
    "organisation_reopened",
    _("Hồ sơ tổ chức được xét lại"),
    _("Hồ sơ của %(organisation)s được xét lại: %(reason)s"),
    icon="refresh",
)
ORGANISATION_SUSPENDED = Kind(
    "organisation_suspended",
    _("Tổ chức bị tạm ngừng"),
    _("%(organisation)s bị tạm ngừng: %(reason)s"),
    icon="player-pause",
    is_urgent=True,
)
ORGANISATION_REINSTATED = Kind(
    "organisation_reinstated",
    _("Tổ chức hoạt động lại"),
    _("%(organisation)s hoạt động lại: %(reason)s"),
    icon="player-play",
    is_urgent=True,
)
ORGANISATION_CHANGE_ACCEPTED = Kind(
    "organisation_change_accepted",
    _("Thay đổi hồ sơ được duyệt"),
    _("Thay đổi hồ sơ của %(organisation)s đã được duyệt."),
    icon="circle-check",
)
ORGANISATION_CHANGE_REFUSED = Kind(
    "organisation_change_refused",
    _("Thay đổi hồ sơ không được duyệt"),
    _("Thay đổi hồ sơ của %(organisation)s không được duyệt: %(reason)s"),
    icon="circle-x",
)
INVITATION_ACCEPTED = Kind(
    "invitation_accepted",
    _("Có người nhận lời mời"),
    _("%(name)s đã nhận lời mời làm %(role)s ở %(organisation)s."),
    icon="user-check",
)
ALUMNUS_WAITS = Kind(
    "alumnus_waits",
    _("Cựu học sinh chờ xác nhận"),
    _("%(name)s nói mình là cựu học sinh %(school)s, ra trường năm %(year)s. Mời thầy cô xác nhận."),
    icon="certificate",
)
ALUMNUS_CONFIRMED = Kind(
    "alumnus_confirmed",
    _("Nhà trường xác nhận cựu học sinh"),
    _("%(school)s đã xác nhận anh chị là cựu học sinh."),
    icon="circle-check",
)
ALUMNUS_REFUSED = Kind(
    "alumnus_refused",
    _("Nhà trường không xác nhận cựu học sinh"),
    _("%(school)s không xác nhận được anh chị là cựu học sinh: %(reason)s"),
    icon="circle-x",
)
RIGHT_GIVEN = Kind(
    "right_given",
    _("Được Sở giao quyền"),
    _("Sở giao %(organisation)s quyền: %(right)s."),
    icon="key",
)
RIGHT_TAKEN = Kind(
    "right_taken",
    _("Sở thu lại quyền"),
    _("Sở đã thu lại quyền của %(organisation)s: %(right)s."),
    icon="key-off",
    is_urgent=True,
)

register(
    ORGANISATION_VERIFIED,
    ORGANISATION_CHANGES_REQUESTED,
    ORGANISATION_REFUSED,
    ORGANISATION_REOPENED,
    ORGANISATION_SUSPENDED,
    ORGANISATION_REINSTATED,
    ORGANISATION_CHANGE_ACCEPTED,
    ORGANISATION_CHANGE_REFUSED,
    INVITATION_ACCEPTED,
    ALUMNUS_WAITS,
    ALUMNUS_CONFIRMED,
    ALUMNUS_REFUSED,
    RIGHT_GIVEN,
    RIGHT_TAKEN,
)
