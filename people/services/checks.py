"""The writing of an adult's checks, called by the services that have asked whether it may be written.

Whether somebody is cleared is never stored (`selectors/gates.py`).
"""

import datetime as dt
import re

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock, trail
from core.actors import signed
from core.errors import Conflict, Invalid
from core.text import tidy
from people import events, rules
from people.enums import ClearanceCheck
from people.models import Clearance, Organisation, User
from people.notice_kinds import Kind
from people.selectors import gates, hats
from people.services import notices

_APART = re.compile(r"(?<=\d)[ .\-]+(?=\d)")
# Nine or twelve digits are the number of an identity card, a letter with seven or eight that of a passport.
_DOCUMENT_NUMBER = re.compile(r"(?<!\d)(?:\d{9}|\d{12})(?!\d)|(?<![a-z\d])[a-z]\d{7,8}(?!\d)", re.IGNORECASE)


def put(
    *,
    user: User,
    check: ClearanceCheck,
    reviewer: User | None,
    evidence: str,
    granted_on: dt.date | None = None,
    expires_on: dt.date | None = None,
    document: str = "",
    seen_in_person: bool = False,
    organisation: Organisation | None = None,
) -> Clearance:
    """Grant. One that stands is closed first: the newer evidence replaces it."""
    lock(user)
    trail.update(Clearance.objects.filter(user=user, check_kind=check, revoked_at=None), revoked_at=clock.now())
    granted_on = granted_on or clock.today()
    granted = Clearance.objects.create(
        user=user,
        check_kind=check,
        evidence=evidence,
        reviewer=reviewer,
        granted_on=granted_on,
        expires_on=expires_on or granted_on + dt.timedelta(days=rules.CHECK_DAYS[check]),
        document=document,
        seen_in_person=seen_in_person,
        organisation=organisation,
    )
    _changed(user)
    return granted


@signed
def take_back(*, clearance: Clearance, reason: str, by: User | None) -> Clearance:
    """Revoke; `by` nobody where a rule takes it back."""
    clearance.revoked_at, clearance.revoked_by, clearance.revoke_reason = clock.now(), by, reason
    clearance.save()
    _changed(clearance.user)
    return clearance


def lock(user: User) -> None:
    """The person's row is the lock: two at once act one after the other."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def tell(user: User, check: ClearanceCheck, kind: Kind) -> None:
    with translation.override(user.language):
        label = str(check.label)
    notices.send(to=[user.pk], kind=kind, path=reverse("clearance"), check=label)


def clean_evidence(text: str, *, field: str) -> str:
    """What was typed; the number of a document is refused, whoever typed it."""
    text = tidy(text)
    if _DOCUMENT_NUMBER.search(_APART.sub("", text)):
        raise Invalid(_("Không ghi số giấy tờ. Chỉ ghi đã xem loại giấy gì, ngày nào."), field=field)
    return text


def check_may_start(user: User, check: ClearanceCheck) -> None:
    """A check that stands is made anew only when it has stood a while: nobody is asked for nothing."""
    row = standing_row(user, check)
    if row is None or not gates.standing_checks(clock.today()).filter(pk=row.pk).exists():
        return
    if check == ClearanceCheck.IDENTITY and not row.seen_in_person:
        return
    if (clock.today() - row.granted_on).days < rules.RENEW_AFTER_DAYS:
        raise Conflict(_("Mục này đang còn giá trị lâu, chưa cần làm lại."))


def standing_row(user: User, check: ClearanceCheck) -> Clearance | None:
    return Clearance.objects.filter(user=user, check_kind=check, revoked_at=None).first()


def is_taken_back(user: User, check: ClearanceCheck) -> bool:
    """The last word on this check is a reviewer's no."""
    last = Clearance.objects.filter(user=user, check_kind=check).order_by("pk").last()
    return last is not None and last.revoked_by_id is not None


def _changed(user: User) -> None:
    hats.forget(user)
    events.clearance_changed.publish(user.pk)
