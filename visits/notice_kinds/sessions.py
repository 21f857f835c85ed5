"""What visits and sessions tell people. The facts are titles and times: no notice names a pupil."""

from django.utils.translation import gettext_lazy as _

from people.notice_kinds import Kind, register

SESSION_ASKED = Kind(
    "session_asked",
    _("nhóm xin hẹn"),
    _("Nhóm “%(idea)s” xin hẹn lúc %(time)s. Cần thầy cô xác nhận có mặt."),
    "calendar-question",
    adults_only=True,
)
SESSION_BOOKED = Kind(
    "session_booked", _("buổi hẹn được xác nhận"), _("Đã hẹn lúc %(time)s: “%(idea)s”."), "calendar-check"
)
SESSION_ATTENDED = Kind(
    "session_attended",
    _("được nhờ có mặt ở một buổi hẹn"),
    _("Thầy cô được nhờ có mặt lúc %(time)s cùng nhóm “%(idea)s”."),
    "calendar-user",
    is_urgent=True,
    adults_only=True,
)
SESSION_UNSTAFFED = Kind(
    "session_unstaffed",
    _("buổi hẹn thiếu thầy cô"),
    _("Buổi hẹn lúc %(time)s của “%(idea)s” cần một thầy cô khác có mặt."),
    "calendar-exclamation",
    is_urgent=True,
    adults_only=True,
)
SESSION_CANCELLED = Kind(
    "session_cancelled", _("buổi hẹn bị hủy"), _("Buổi hẹn lúc %(time)s của “%(idea)s” đã hủy."), "calendar-cancel"
)
SESSION_EXPIRED = Kind(
    "session_expired",
    _("buổi hẹn quá hạn"),
    _("Buổi hẹn lúc %(time)s của “%(idea)s” đã qua mà chưa ai xác nhận."),
    "calendar-off",
)
SESSION_TOMORROW = Kind(
    "session_tomorrow", _("nhắc trước một ngày"), _("Nhắc buổi hẹn lúc %(time)s: “%(idea)s”."), "calendar-event"
)
SESSION_SOON = Kind("session_soon", _("nhắc trước một giờ"), _("Sắp đến giờ hẹn %(time)s: “%(idea)s”."), "clock")
SESSION_MISSED = Kind(
    "session_missed",
    _("người đồng hành vắng nhiều buổi"),
    _("Người đồng hành của “%(idea)s” đã lỡ %(count)d buổi hẹn. Mong anh chị, thầy cô hỏi thăm xem có gì vướng."),
    "heart-question",
    adults_only=True,
)

register(
    SESSION_ASKED,
    SESSION_BOOKED,
    SESSION_ATTENDED,
    SESSION_UNSTAFFED,
    SESSION_CANCELLED,
    SESSION_EXPIRED,
    SESSION_TOMORROW,
    SESSION_SOON,
    SESSION_MISSED,
)
