"""Signing the code of conduct, and asking again when a new one comes into force."""

import datetime as dt

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import clock, trail
from core.actors import signed
from core.errors import Conflict, Invalid
from core.text import fold, normalise
from people import conduct_text, rules
from people.enums import ClearanceCheck
from people.models import Clearance, ConductSignature, User
from people.permissions import clearances as permissions
from people.services import checks, clearance_requests

CODE = ClearanceCheck.CODE_OF_CONDUCT


@signed
@transaction.atomic
def sign(*, version: str, full_name: str, agrees: bool, by: User) -> ConductSignature:
    """One's own full name under the version in force; the check stands from today."""
    permissions.check_can_be_cleared(by)
    current = conduct_text.in_force(clock.today())
    if version != current.version:
        raise Conflict(_("Bộ quy tắc vừa có bản mới. Hãy đọc bản mới rồi ký."))
    if not agrees:
        raise Invalid(_("Hãy đánh dấu vào ô cam kết nếu anh chị đồng ý."), field="agrees")
    if fold(full_name) != fold(by.full_name):
        raise Invalid(_("Hãy gõ đúng họ tên của anh chị như trong tài khoản."), field="full_name")
    checks.lock(by)
    stands = checks.standing_row(by, CODE)
    if stands is None or stands.granted_on >= current.in_force_from:
        checks.check_may_start(by, CODE)
    signature = ConductSignature.objects.create(
        user=by,
        version=version,
        signed_name=normalise(full_name),
        language=get_language() or conduct_text.FIRST_LANGUAGE,
        signed_at=clock.now(),
    )
    evidence = _("Đã ký bản %(version)s.") % {"version": version}
    clearance_requests.by_oneself(user=by, check=CODE, evidence=evidence)
    return signature


@transaction.atomic
def ask_again() -> int:
    """Daily: whoever stands by an older code gets a last day for it, and the reminders that go with one."""
    current = conduct_text.in_force(clock.today())
    if conduct_text.is_first(current):
        return 0
    last_day = current.in_force_from + dt.timedelta(days=rules.CONDUCT_GRACE_DAYS)
    older = Clearance.objects.filter(
        check_kind=CODE, revoked_at=None, granted_on__lt=current.in_force_from, expires_on__gt=last_day
    )
    return trail.update(older, expires_on=last_day)
