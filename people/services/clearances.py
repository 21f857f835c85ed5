"""Recording and revoking an adult's checks. Whether somebody is cleared is never stored (`selectors/gates.py`)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, trail
from core.actors import signed
from core.errors import Conflict, Invalid
from people import events, rules
from people.enums import ClearanceCheck
from people.models import Clearance, User
from people.permissions import clearances as permissions
from people.selectors import hats


@signed
@transaction.atomic
def record(
    *, user: User, check: ClearanceCheck, evidence: str, expires_on: dt.date | None = None, by: User
) -> Clearance:
    """Grant one check from today. One that stands is closed first: the newer evidence replaces it."""
    permissions.check_can_record_for(by, user)
    today = clock.today()
    expires_on = expires_on or today + dt.timedelta(days=rules.CLEARANCE_DAYS)
    if not evidence.strip():
        raise Invalid(_("Hãy ghi đã xem giấy tờ gì và khi nào."), field="evidence")
    if expires_on <= today:
        raise Invalid(_("Ngày hết hạn phải sau hôm nay."), field="expires_on")
    # The person's row is the lock: two reviewers at once act one after the other.
    User.objects.select_for_update().get(pk=user.pk)
    trail.update(Clearance.objects.filter(user=user, check_kind=check, revoked_at=None), revoked_at=clock.now())
    granted = Clearance.objects.create(
        user=user, check_kind=check, evidence=evidence.strip(), reviewer=by, granted_on=today, expires_on=expires_on
    )
    _changed(user)
    return granted


@signed
@transaction.atomic
def revoke(*, clearance: Clearance, by: User) -> Clearance:
    clearance = Clearance.objects.select_for_update(of=("self",)).select_related("user").get(pk=clearance.pk)
    permissions.check_can_record_for(by, clearance.user)
    if clearance.revoked_at is not None:
        raise Conflict(_("Mục thẩm định này đã được thu hồi rồi."))
    clearance.revoked_at = clock.now()
    clearance.save()
    _changed(clearance.user)
    return clearance


def _changed(user: User) -> None:
    hats.forget(user)
    events.clearance_changed.publish(user.pk)
