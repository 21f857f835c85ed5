"""A guardian's number counts by the word of two of the staff; nobody alone makes a phone that can agree."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, trail
from core.actors import signed
from core.errors import Conflict, Invalid, Refused
from people.models import Guardian, GuardianCode, GuardianLink, Guardianship, PhoneCheck, User
from people.permissions import pupils as permissions
from people.selectors import pupil_papers

_AT_ONCE = 200
_SEPARATORS = re.compile(r"[\s.\-()]+")
_NUMBER = re.compile(r"0\d{9,10}|\+(?!84)\d{8,14}")


def tidied(typed: str) -> str:
    """ "+84 912.345.678" → "0912345678"; raises on what is no number."""
    phone = _SEPARATORS.sub("", typed)
    phone = re.sub(r"^(\+84|84(?=\d{9}$))", "0", phone)
    if not _NUMBER.fullmatch(phone):
        raise Invalid(_("Số điện thoại chưa đúng: cần 10 chữ số, bắt đầu bằng 0."), field="phone")
    return phone


@signed
@transaction.atomic
def correct(*, guardianship: Guardianship, phone: str, by: User) -> PhoneCheck:
    """Write down another number. The old one stays in use until a second person confirms the new one."""
    permissions.check_can_keep_papers_of(by, guardianship.pupil)
    phone = tidied(phone)
    guardian = _locked(guardianship)
    if _standing(guardian) == phone:
        raise Conflict(_("Số này đang được dùng rồi."))
    return _ask(guardian, phone, by)


@signed
@transaction.atomic
def vouch(*, guardianship: Guardianship, by: User) -> PhoneCheck:
    """The first person's word writes the roster's number down to be checked; the second one's makes it count."""
    permissions.check_can_keep_papers_of(by, guardianship.pupil)
    guardian = _locked(guardianship)
    check = PhoneCheck.objects.filter(guardian=guardian, confirmed_at=None, dropped_at=None).first()
    if check is None:
        if not guardian.phone or _standing(guardian) == guardian.phone:
            raise Conflict(_("Không có số nào đang chờ xác nhận."))
        return _ask(guardian, tidied(guardian.phone), by)
    permissions.check_can_second(by, guardianship.pupil, check.asked_by)
    return _confirm(guardian, check, by)


@signed
def vouch_for_many(*, pks: list[int], by: User) -> int:
    """Those of the list that this person may vouch for; returns how many. The others stay as they are."""
    done = 0
    rows = Guardianship.objects.filter(pk__in=pks[:_AT_ONCE], pupil__in=pupil_papers.pupils_for(by))
    for guardianship in rows.select_related("guardian", "pupil").order_by("pk"):
        try:
            vouch(guardianship=guardianship, by=by)
        except (Conflict, Refused, Invalid):
            continue
        done += 1
    return done


def _ask(guardian: Guardian, phone: str, by: User) -> PhoneCheck:
    now = clock.now()
    trail.update(PhoneCheck.objects.filter(guardian=guardian, confirmed_at=None, dropped_at=None), dropped_at=now)
    return PhoneCheck.objects.create(guardian=guardian, phone=phone, asked_by=by, asked_at=now)


def _confirm(guardian: Guardian, check: PhoneCheck, by: User) -> PhoneCheck:
    """With a new number the links and visits of the old one end: another person may hold that phone by now."""
    now = clock.now()
    standing = PhoneCheck.objects.filter(guardian=guardian, confirmed_at__isnull=False, dropped_at=None)
    trail.update(standing, dropped_at=now)
    check.confirmed_by, check.confirmed_at = by, now
    check.save()
    if guardian.phone != check.phone:
        GuardianLink.objects.filter(guardianship__guardian=guardian, revoked_at=None).update(revoked_at=now)
        GuardianCode.objects.filter(link__guardianship__guardian=guardian, closed_at=None).update(closed_at=now)
        guardian.phone = check.phone
        guardian.save(update_fields=["phone"])
    return check


def _standing(guardian: Guardian) -> str:
    rows = PhoneCheck.objects.filter(guardian=guardian, confirmed_at__isnull=False, dropped_at=None)
    return rows.values_list("phone", flat=True).first() or ""


def _locked(guardianship: Guardianship) -> Guardian:
    return Guardian.objects.select_for_update().get(pk=guardianship.guardian_id)
