"""What visits tell people. The facts are places, days and numbers: no notice names a pupil."""

from django.utils.translation import gettext_lazy as _

from people.notice_kinds import Kind, register

ROSTER_REFUSED = Kind(
    "roster_refused",
    _("phụ huynh không cho đi tham quan"),
    _("Có phụ huynh nói không cho chuyến đến %(place)s ngày %(day)s. Danh sách đã bớt %(count)s em, còn %(left)s."),
    "user-minus",
    adults_only=True,
)
ROSTER_SHRANK = Kind(
    "roster_shrank",
    _("chuyến đi đã chốt bớt học sinh"),
    _("Chuyến đã chốt đến %(place)s ngày %(day)s bớt %(count)s em, còn %(left)s. Mở danh sách để xem ai còn đi."),
    "user-minus",
    is_urgent=True,
)
ROSTER_TOO_FEW = Kind(
    "roster_too_few",
    _("chuyến đi còn quá ít học sinh"),
    _(
        "Chuyến đến %(place)s ngày %(day)s còn %(left)s em, nơi đón nhận từ %(least)s."
        " Mời thầy cô thêm em khác, hỏi nơi đón có nhận ít hơn không, hoặc hủy chuyến."
    ),
    "alert-triangle",
    is_urgent=True,
)
ROSTER_GONE = Kind(
    "roster_gone",
    _("học sinh trong danh sách rời trường"),
    _("Danh sách chuyến đến %(place)s ngày %(day)s bớt %(count)s em vì em không còn học ở trường, còn %(left)s."),
    "user-minus",
    adults_only=True,
)
ROSTER_LAPSED = Kind(
    "roster_lapsed",
    _("hết đồng ý chung cho tham quan"),
    _("Có em trong danh sách đến %(place)s ngày %(day)s không còn đồng ý chung cho tham quan. Hỏi lại gia đình nhé."),
    "file-alert",
    adults_only=True,
)
ROSTER_BACK = Kind(
    "roster_back",
    _("phụ huynh đổi ý, đồng ý cho đi"),
    _("Có gia đình đổi ý, đồng ý cho con đến %(place)s ngày %(day)s. Em đã có tên lại trong danh sách."),
    "user-plus",
    adults_only=True,
)
ROSTER_LATE = Kind(
    "roster_late",
    _("phụ huynh đồng ý muộn"),
    _("Có gia đình vừa đồng ý cho con đến %(place)s ngày %(day)s. Em đang ở ngoài danh sách; còn chỗ thì thêm nhé."),
    "user-plus",
    adults_only=True,
)
ROSTER_PAPER = Kind(
    "roster_paper",
    _("phiếu tham quan chờ người thứ hai"),
    _("Một phiếu phụ huynh ký cho chuyến đến %(place)s ngày %(day)s chờ thầy cô đọc và xác nhận."),
    "file-check",
    adults_only=True,
)

register(
    ROSTER_REFUSED,
    ROSTER_SHRANK,
    ROSTER_TOO_FEW,
    ROSTER_GONE,
    ROSTER_LAPSED,
    ROSTER_BACK,
    ROSTER_LATE,
    ROSTER_PAPER,
)
