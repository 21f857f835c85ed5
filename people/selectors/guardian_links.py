"""The link and the visit behind what a guardian's browser shows. Whatever is wrong with them is told alike."""

import datetime as dt

from django.utils.translation import gettext as _

from core import clock, secrets
from core.errors import NotFound
from people import rules
from people.models import GuardianCode, GuardianLink
from people.selectors import guardians
from people.selectors.guardians import has_checked_phone, is_pupil_today, stands


def find(token: str) -> GuardianLink:
    """Made-up, expired, revoked, and of somebody who stands for the child no longer: one answer for all."""
    rows = GuardianLink.objects.filter(
        stands("guardianship__"),
        has_checked_phone("guardianship__guardian"),
        is_pupil_today("guardianship__pupil"),
        digest=secrets.digest(token),
        revoked_at=None,
    )
    link = rows.select_related("guardianship__guardian", "guardianship__pupil").first()
    if link is None or (link.used_at is None and link.expires_at <= clock.now()):
        raise NotFound(_("Đường dẫn này không dùng được nữa. Xin nhà trường một đường dẫn mới."))
    return link


def visit_of(link: GuardianLink, code_id: int | None) -> GuardianCode | None:
    """The visit that this browser opened with a code, while it lasts and the number is still the guardian's."""
    if code_id is None:
        return None
    since = clock.now() - dt.timedelta(minutes=rules.GUARDIAN_VISIT_MINUTES)
    rows = GuardianCode.objects.filter(
        pk=code_id, link=link, used_at__gt=since, closed_at=None, phone=link.guardianship.guardian.phone
    )
    return rows.first()


def phone_of(link: GuardianLink) -> str:
    return guardians.masked(link.guardianship.guardian.phone)
