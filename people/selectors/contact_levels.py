"""How closely an outside adult may meet pupils today, worked out from the checks that stand (`rules.LEVELS`)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from people.enums import ClearanceCheck, ContactLevel
from people.models import Clearance, User
from people.rules import LEVELS, Need
from people.selectors import gates

Standing = dict[ClearanceCheck, Clearance]
_FACE_TO_FACE = frozenset({ContactLevel.ON_SITE, ContactLevel.IN_PERSON_MENTOR})


@dataclass(frozen=True)
class Contact:
    """What an adviser is told about an outside adult."""

    level: ContactLevel | None

    @property
    def is_face_to_face(self) -> bool:
        return self.level in _FACE_TO_FACE


def contact_of(user: User) -> Contact:
    return Contact(level_of(user))


def level_of(user: User) -> ContactLevel | None:
    """The highest level whose needs are all met; None for whoever speaks for no verified organisation, or lacks all."""
    return highest(_standing(user))


def highest(standing: Standing) -> ContactLevel | None:
    return next((level for level in reversed(ContactLevel) if not lacking(standing, level)), None)


def lacking_for(user: User, level: ContactLevel) -> list[Need] | None:
    """What the adult still needs for `level`; None for whoever speaks for no verified organisation."""
    standing = _standing(user)
    if not standing and not User.objects.filter(gates.is_supporter("pk"), pk=user.pk, is_active=True).exists():
        return None
    return lacking(standing, level)


def lacking(standing: Standing, level: ContactLevel) -> list[Need]:
    """Of two needs of one check the one that asks for more."""
    missing = {need.check: need for need in LEVELS[level] if not _is_met(need, standing.get(need.check))}
    return list(missing.values())


def worded(need: Need) -> str:
    """danh tính (gặp trực tiếp, trong 12 tháng gần đây)"""
    months = round(need.within_days / 30.4) if need.within_days else 0
    notes = [_("gặp trực tiếp")] if need.in_person else []
    if months:
        notes.append(ngettext("trong %(n)d tháng gần đây", "trong %(n)d tháng gần đây", months) % {"n": months})
    return f"{need.check.label} ({', '.join(notes)})" if notes else str(need.check.label)


def _standing(user: User) -> Standing:
    rows = gates.standing_checks(clock.today()).filter(gates.is_supporter("user"), user=user)
    return {ClearanceCheck(row.check_kind): row for row in rows}


def _is_met(need: Need, row: Clearance | None) -> bool:
    if row is None or (need.in_person and not row.seen_in_person):
        return False
    return need.within_days is None or (clock.today() - row.granted_on).days <= need.within_days
