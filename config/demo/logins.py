"""The accounts of the demonstration, one a role. `load_demo` makes them; the log-in page has a button for each."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Printed on the log-in page of the demonstration and valid nowhere else.
PASSWORD = "nhip-cau-demo"  # noqa: S105


@dataclass(frozen=True)
class DemoLogin:
    """`username` is the account's own; `email` is empty for a pupil."""

    role: str
    role_label: str | Promise
    username: str
    hint: str | Promise
    email: str = ""
    password: str = PASSWORD
    icon: str = "user"


def _adult(role: str, label: Promise, hint: Promise, icon: str) -> DemoLogin:
    username = f"demo-{role.replace('_', '-')}"
    return DemoLogin(role=role, role_label=label, username=username, hint=hint, email=f"{username}@vi-du.vn", icon=icon)


LOGINS = [
    DemoLogin(
        role="pupil",
        role_label=_("Học sinh"),
        username="demo-pupil",
        hint=_("Ý tưởng của em, người có thể giúp em"),
        icon="backpack",
    ),
    _adult("adviser", _("Giáo viên phụ trách"), _("Duyệt ý tưởng, giữ chìa khóa của câu lạc bộ"), "school"),
    _adult("other_adviser", _("Giáo viên trường khác"), _("Trường này không xem được trường kia"), "chalkboard"),
    _adult("school_admin", _("Quản lý nhà trường"), _("Câu lạc bộ và phiếu đồng ý của cả trường"), "building"),
    _adult("representative", _("Đại diện doanh nghiệp"), _("Đăng bài toán, mời nhóm phù hợp"), "briefcase"),
    _adult("mentor", _("Cố vấn đã thẩm định"), _("Nhận nhóm, ghi các buổi gặp"), "heart-handshake"),
    _adult("mentor_uncleared", _("Cố vấn chưa thẩm định"), _("Chưa thấy học sinh và ngược lại"), "user-question"),
    _adult("alumnus", _("Cựu học sinh"), _("Góp thời gian cho trường cũ"), "certificate"),
    _adult("volunteer", _("Tình nguyện viên Đoàn"), _("Đồng hành cùng câu lạc bộ"), "star"),
    _adult("commune_officer", _("Cán bộ xã, phường"), _("Toàn cảnh của địa phương"), "map-pin"),
    _adult("department_officer", _("Cán bộ Sở"), _("Duyệt bài, thẩm định, toàn cảnh thành phố"), "building-bank"),
]
