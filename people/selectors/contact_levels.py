"""How closely an outside adult may meet pupils today, worked out from the checks that stand (`rules.LEVELS`)."""

from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.gate import TODAY, days_ago
from people.enums import ClearanceCheck, ContactLevel
from people.models import Clearance, User
from people.rules import LEVELS, Need
from people.selectors import gates

Standing = dict[ClearanceCheck, Clearance]
_NEEDS = tuple(dict.fromkeys(need for level in ContactLevel for need in LEVELS[level]))
_FACE_TO_FACE = frozenset({ContactLevel.ON_SITE, ContactLevel.IN_PERSON_MENTOR})


@dataclass(frozen=True)
class Contact:
    """What an adviser is told about an outside adult."""

    level: ContactLevel | None

    @property
    def is_face_to_face(self) -> bool:
        return self.level in _FACE_TO_FACE


def asked_along(user: str) -> Coalesce:
    """For a query that reads the person in the column `user` anyway; `contact_in` reads the answer.

    A bit for each of `_NEEDS` that is met: at most one row stands of a check, so their sum has each bit once.
    """
    met = [Case(When(_asks(need), then=Value(1 << place)), default=Value(0)) for place, need in enumerate(_NEEDS)]
    rows = gates.standing_checks(TODAY).filter(gates.is_supporter("user"), user=OuterRef(user)).order_by()
    bits = rows.values("user").annotate(bits=Sum(reduce(add, met), output_field=IntegerField())).values("bits")
    return Coalesce(Subquery(bits), 0)


def contact_in(row: Any) -> Contact:
    """From a row that was read with `contact_bits=asked_along(…)`."""
    bits: int = row.contact_bits
    met = {need for place, need in enumerate(_NEEDS) if bits >> place & 1}
    return Contact(next((level for level in reversed(ContactLevel) if met.issuperset(LEVELS[level])), None))


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


def _asks(need: Need) -> Q:
    """`_is_met` as a condition on a check that stands."""
    asked = Q(check_kind=need.check)
    if need.in_person:
        asked &= Q(seen_in_person=True)
    if need.within_days is not None:
        asked &= Q(granted_on__gte=days_ago(need.within_days))
    return asked


def _is_met(need: Need, row: Clearance | None) -> bool:
    if row is None or (need.in_person and not row.seen_in_person):
        return False
    return need.within_days is None or (clock.today() - row.granted_on).days <= need.within_days
