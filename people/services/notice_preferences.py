"""What a person wants to be told, and how often by mail."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.actors import signed
from core.errors import Invalid, Refused
from people.enums import DigestRhythm
from people.models import NoticePreference, User
from people.notice_kinds import KINDS
from people.selectors import hats


@signed
def choose(*, digest: DigestRhythm | None = None, muted: Iterable[str] | None = None, by: User) -> NoticePreference:
    """What is not said stays. Urgent kinds cannot be switched off, and pupils get no mail."""
    wanted, _made = NoticePreference.objects.get_or_create(user=by)
    if digest is not None:
        if hats.of(by).is_pupil:
            raise Refused(_("Học sinh xem thông báo ngay trên trang, không nhận e-mail."))
        wanted.digest = digest
    if muted is not None:
        wanted.muted = _checked(muted)
    wanted.save()
    return wanted


def _checked(muted: Iterable[str]) -> list[str]:
    chosen = sorted(set(muted))
    for code in chosen:
        if code not in KINDS:
            raise Invalid(_("Không có loại thông báo này."), field="muted")
        if KINDS[code].is_urgent:
            raise Invalid(_("Loại thông báo khẩn không tắt được."), field="muted")
    return chosen
