"""What visits tell people. The facts are fields, numbers and names of organisations: no notice names a pupil."""

from django.utils.translation import gettext_lazy as _

from people.notice_kinds import Kind, register

SLOT_REQUESTED = Kind(
    "slot_requested",
    _("trường xin đến tham quan"),
    _("%(school)s xin đến tham quan: %(field)s, %(party)d học sinh. Anh chị đón được thì mở một khung giờ."),
    "calendar-question",
    adults_only=True,
)
SLOT_REQUEST_ANSWERED = Kind(
    "slot_request_answered",
    _("có nơi nhận đón đoàn"),
    _("%(host)s nhận đón đoàn mình lúc %(when)s. Chỗ đã được giữ."),
    "calendar-check",
    adults_only=True,
)
SLOT_REQUEST_EXPIRED = Kind(
    "slot_request_expired",
    _("yêu cầu tham quan hết hạn"),
    _("Chưa nơi nào nhận được yêu cầu tham quan về %(field)s. Thầy cô thử đổi ngày hoặc lĩnh vực."),
    "calendar-off",
    adults_only=True,
)

register(SLOT_REQUESTED, SLOT_REQUEST_ANSWERED, SLOT_REQUEST_EXPIRED)
