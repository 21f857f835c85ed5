"""May this account come in? Asked by the middleware for pages and by `api/standing.py` for the API."""

from enum import StrEnum

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.permissions import boolean_twin
from people.models import User
from people.selectors import hats


class Missing(StrEnum):
    ROLE = "role"
    PASSWORD = "password"  # noqa: S105  the name of what lacks
    CONSENT = "consent"
    ASSENT = "assent"
    SECOND_FACTOR = "second_factor"


SENTENCES = {
    Missing.ROLE: _("Tài khoản này hiện không thuộc trường hay tổ chức nào đang hoạt động."),
    Missing.PASSWORD: _("Em cần đổi mật khẩu trên thẻ thành mật khẩu của riêng em trước khi bắt đầu."),
    Missing.CONSENT: _("Phụ huynh của em chưa đồng ý cho em dùng Nhịp Cầu. Em nhờ thầy cô phụ trách nhé."),
    Missing.ASSENT: _("Em cần đọc và đồng ý với mấy điều ngắn trước khi bắt đầu."),
    Missing.SECOND_FACTOR: _("Tài khoản của Sở cần bật xác thực hai bước trước khi dùng."),
}


def missing(user: User) -> Missing | None:
    """The first thing the account lacks, or None."""
    worn = hats.of(user)
    if not worn.counting:
        return Missing.ROLE
    if worn.is_pupil and not worn.is_enrolled:
        return Missing.ROLE
    if user.must_change_password:
        return Missing.PASSWORD
    if worn.is_pupil and not worn.has_account_consent:
        return Missing.CONSENT
    if worn.is_pupil and not worn.has_assented:
        return Missing.ASSENT
    if worn.is_department_officer and settings.MFA_REQUIRED and not is_mfa_enabled(user):
        return Missing.SECOND_FACTOR
    return None


def check_can_come_in(user: User) -> None:
    lacking = missing(user)
    if lacking is not None:
        raise Refused(SENTENCES[lacking])


can_come_in = boolean_twin(check_can_come_in)
