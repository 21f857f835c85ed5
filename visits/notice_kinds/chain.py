"""What visits tell people. The facts are names of schools and hosts, days and counts: no notice names a pupil."""

from django.utils.translation import gettext_lazy as _

from people.notice_kinds import Kind, register
from visits.enums import VisitAction

VISIT_ASKED = Kind(
    "visit_asked",
    _("có đoàn xin đến thăm"),
    _("%(school)s xin đến %(host)s ngày %(day)s, chờ trả lời."),
    "bus",
    adults_only=True,
)
VISIT_PROMOTED = Kind(
    "visit_promoted",
    _("được xếp chỗ từ danh sách chờ"),
    _("Chuyến đi đến %(host)s ngày %(day)s đã được xếp chỗ."),
    "ticket",
    adults_only=True,
)
VISIT_APPROVED = Kind(
    "visit_approved",
    _("nhà trường duyệt chuyến đi"),
    _("Nhà trường đã duyệt chuyến đi đến %(host)s ngày %(day)s."),
    "check",
    adults_only=True,
)
VISIT_ACCEPTED = Kind(
    "visit_accepted",
    _("nơi đón nhận lời"),
    _("%(host)s đã nhận lời đón %(school)s ngày %(day)s."),
    "heart-handshake",
    adults_only=True,
)
VISIT_SENT_BACK = Kind(
    "visit_sent_back",
    _("chuyến đi cần sửa trước khi duyệt"),
    _("Chuyến đi đến %(host)s ngày %(day)s cần sửa thêm trước khi được duyệt."),
    "pencil",
    adults_only=True,
)
VISIT_HANDED_IN = Kind(
    "visit_handed_in",
    _("chuyến đi gửi lại để duyệt"),
    _("Chuyến đi đến %(host)s ngày %(day)s đã sửa xong, chờ duyệt."),
    "checklist",
    adults_only=True,
)
VISIT_CHANGED = Kind(
    "visit_changed",
    _("chuyến đi thay đổi"),
    _("Chuyến đi của %(school)s đến %(host)s ngày %(day)s có thay đổi: %(change)s. Mở ra xem có cần đồng ý lại không."),
    "refresh",
    is_urgent=True,
    adults_only=True,
)
VISIT_REOPENED = Kind(
    "visit_reopened",
    _("một bên rút lại lời đồng ý"),
    _("Một bên đã rút lại lời đồng ý: %(school)s đến %(host)s ngày %(day)s."),
    "arrow-back-up",
    is_urgent=True,
    adults_only=True,
)
VISIT_CONFIRMED = Kind(
    "visit_confirmed",
    _("chuyến đi được chốt"),
    _("Đã chốt: %(school)s đến %(host)s ngày %(day)s."),
    "circle-check",
)
VISIT_MOVING = Kind(
    "visit_moving",
    _("chuyến đi đang được xếp lại"),
    _("Chuyến đi đến %(host)s đang được sắp xếp lại. Thầy cô sẽ báo khi chốt xong."),
    "refresh",
)
VISIT_REFUSED = Kind(
    "visit_refused",
    _("chuyến đi không thành"),
    _("Lần này chưa thành: %(school)s đến %(host)s ngày %(day)s."),
    "x",
)
VISIT_CANCELLED = Kind(
    "visit_cancelled",
    _("chuyến đi bị hủy"),
    _("Chuyến đi của %(school)s đến %(host)s ngày %(day)s đã bị hủy."),
    "calendar-off",
    is_urgent=True,
)
VISIT_EXPIRED = Kind(
    "visit_expired",
    _("chuyến đi quá hạn"),
    _("Chuyến đi của %(school)s đến %(host)s ngày %(day)s đã quá hạn vì chưa chốt kịp."),
    "clock-off",
    adults_only=True,
)
VISIT_WAITS = Kind(
    "visit_waits",
    _("nhắc bước đang chờ của chuyến đi"),
    _("Chuyến đi của %(school)s đến %(host)s ngày %(day)s đang chờ: %(step)s."),
    "bell-ringing",
    adults_only=True,
)
VISIT_MISSING = Kind(
    "visit_missing",
    _("chuyến đi sắp đến mà chưa chốt"),
    _("Chuyến đi đến %(host)s ngày %(day)s chưa chốt, còn thiếu %(count)s việc."),
    "clock-exclamation",
    is_urgent=True,
    adults_only=True,
)
VISIT_TOMORROW = Kind(
    "visit_tomorrow",
    _("ngày mai có chuyến đi"),
    _("Ngày mai lúc %(time)s: %(school)s đến %(host)s."),
    "bus",
)
VISIT_BRING = Kind(
    "visit_bring",
    _("ngày mai em đi, nhớ mang gì"),
    _("Ngày mai lúc %(time)s em đi %(host)s. Nhớ mang: %(bring)s"),
    "backpack",
)
VISIT_PAUSED = Kind(
    "visit_paused",
    _("chuyến đi tạm dừng"),
    _("Chuyến đi của %(school)s đến %(host)s ngày %(day)s đang tạm dừng. Mở trang để xem vì sao. Không có gì bị xóa."),
    "player-pause",
    is_urgent=True,
    adults_only=True,
)
VISIT_RESUMED = Kind(
    "visit_resumed",
    _("chuyến đi tiếp tục"),
    _("Chuyến đi của %(school)s đến %(host)s ngày %(day)s có thể tiếp tục."),
    "player-play",
    adults_only=True,
)

# Of moves that are told in one way to everybody; `services/notices.py` tells the others.
OF_MOVES = {
    VisitAction.APPROVE: VISIT_APPROVED,
    VisitAction.ACCEPT: VISIT_ACCEPTED,
    VisitAction.SEND_BACK: VISIT_SENT_BACK,
    VisitAction.HAND_IN: VISIT_HANDED_IN,
    VisitAction.CONFIRM: VISIT_CONFIRMED,
    VisitAction.REFUSE: VISIT_REFUSED,
    VisitAction.CANCEL: VISIT_CANCELLED,
    VisitAction.EXPIRE: VISIT_EXPIRED,
}

register(
    VISIT_ASKED,
    VISIT_PROMOTED,
    *OF_MOVES.values(),
    VISIT_CHANGED,
    VISIT_REOPENED,
    VISIT_MOVING,
    VISIT_WAITS,
    VISIT_MISSING,
    VISIT_TOMORROW,
    VISIT_BRING,
    VISIT_PAUSED,
    VISIT_RESUMED,
)
