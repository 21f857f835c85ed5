"""What conversations tell people beside their pages: that something waits, never what it says."""

from django.utils.translation import gettext_lazy as _

from people.notice_kinds import Kind, register

WAITS = Kind(
    "talk_waits",
    _("tin nhắn chờ thầy cô xem"),
    _("Có tin nhắn chờ thầy cô xem ở “%(about)s”."),
    "message-exclamation",
    adults_only=True,
)
STILL_WAITS = Kind(
    "talk_still_waits",
    _("tin nhắn vẫn chờ thầy cô xem"),
    _("Tin nhắn ở “%(about)s” vẫn chờ thầy cô xem. Các em và người đồng hành đang đợi."),
    "message-exclamation",
    adults_only=True,
)
WAITS_TOO_LONG = Kind(
    "talk_waits_too_long",
    _("tin nhắn chờ xem đã quá lâu"),
    _("Có tin nhắn chờ giáo viên phụ trách (%(adviser)s) xem đã quá %(hours)s giờ. Mời thầy cô nhắc giúp."),
    "message-exclamation",
    is_urgent=True,
)

register(WAITS, STILL_WAITS, WAITS_TOO_LONG)
