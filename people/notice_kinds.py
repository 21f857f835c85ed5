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
