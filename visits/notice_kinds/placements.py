"""What visits and internships tell people. The facts are titles of offers: no notice names a pupil."""

from django.utils.translation import gettext_lazy as _

from people.notice_kinds import Kind, register
from visits.enums import PlacementAction

PLACEMENT_WISHED = Kind(
    "placement_wished",
    _("một em muốn thực tập"),
    _("Một em nhờ thầy cô giới thiệu đi thực tập: “%(offer)s”."),
    "hand-stop",
    adults_only=True,
)
PLACEMENT_ASKED = Kind("placement_asked", _("giới thiệu thực tập"), _("Lời giới thiệu mới cho “%(offer)s”."), "send")
PLACEMENT_DESCRIBED = Kind(
    "placement_described",
    _("kế hoạch thực tập chờ đồng ý"),
    _("Kế hoạch thực tập “%(offer)s” vừa được viết hoặc sửa, mời xem và trả lời."),
    "clipboard-text",
)
PLACEMENT_AGREED = Kind(
    "placement_agreed", _("đủ đồng ý đi thực tập"), _("Đã đủ bốn bên đồng ý: “%(offer)s”."), "heart-handshake"
)
PLACEMENT_BACK = Kind(
    "placement_back",
    _("một lời đồng ý được rút lại"),
    _("Một bên chưa đồng ý hoặc đã rút lại: “%(offer)s”."),
    "arrow-back-up",
)
PLACEMENT_BEGAN = Kind("placement_began", _("bắt đầu thực tập"), _("Kỳ thực tập bắt đầu: “%(offer)s”."), "player-play")
PLACEMENT_ENDED = Kind(
    "placement_ended", _("khép lại thực tập"), _("Kỳ thực tập đã khép lại: “%(offer)s”."), "flag-check"
)

OF_PLACEMENTS = {
    PlacementAction.ASK: PLACEMENT_ASKED,
    PlacementAction.CHANGE: PLACEMENT_DESCRIBED,
    PlacementAction.DESCRIBE: PLACEMENT_DESCRIBED,
    PlacementAction.AGREE: PLACEMENT_AGREED,
    PlacementAction.GUARDIAN_NO: PLACEMENT_BACK,
    PlacementAction.TAKE_BACK: PLACEMENT_BACK,
    PlacementAction.BEGIN: PLACEMENT_BEGAN,
    PlacementAction.COMPLETE: PLACEMENT_ENDED,
    PlacementAction.STOP: PLACEMENT_ENDED,
    PlacementAction.REFUSE: PLACEMENT_ENDED,
    PlacementAction.WITHDRAW: PLACEMENT_ENDED,
    PlacementAction.EXPIRE: PLACEMENT_ENDED,
}

register(PLACEMENT_WISHED, *dict.fromkeys(OF_PLACEMENTS.values()))
