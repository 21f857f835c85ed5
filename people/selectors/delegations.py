"""How far a person's rights of office reach: the Department's everywhere, a delegate's as far as it was handed on.

Every list, count, export and decision that depends on the place asks `scope_of`, at the moment of use.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from people import rules
from people.enums import DelegationScope, OrganisationKind, OrganisationStatus, Right, Role
from people.models import Delegation, Organisation, User
from people.selectors import hats

# Who exercises what was handed to their organisation.
DELEGATES = {OrganisationKind.COMMUNE_OFFICE: Role.COMMUNE_OFFICER, OrganisationKind.SCHOOL: Role.SCHOOL_ADMIN}


@dataclass(frozen=True)
class Scope:
    """Where a right holds. `own` are the person's own organisations, on which nobody decides for oneself."""

    everywhere: bool = False
    communes: frozenset[int] = frozenset()
    thcs_communes: frozenset[int] = frozenset()
    schools: frozenset[int] = frozenset()
    own: frozenset[int] = field(default=frozenset(), compare=False)

    def __bool__(self) -> bool:
        return bool(self.everywhere or self.communes or self.thcs_communes or self.schools)

    @property
    def key(self) -> str:
        """The same for people of one scope: they are answered with the same counts."""
        if self.everywhere:
            return "city"
        parts = (("c", self.communes), ("t", self.thcs_communes), ("s", self.schools))
        return "-".join(f"{name}{pk}" for name, found in parts for pk in sorted(found))

    @property
    def all_communes(self) -> frozenset[int]:
        """Those of which at least something is in reach, but for single schools."""
        return self.communes | self.thcs_communes

    def covers(self, organisation: str = "") -> Q:
        """Of an organisation reached by `organisation` ("challenge__organisation__", or "" for itself)."""
        if self.everywhere:
            return Q(**{f"{organisation}pk__isnull": False})
        thcs = Q(
            **{
                f"{organisation}commune__in": self.thcs_communes,
                f"{organisation}school__level__in": rules.COMMUNE_LEVELS,
            }
        )
        return (
            Q(**{f"{organisation}commune__in": self.communes}) | thcs | Q(**{f"{organisation}school__in": self.schools})
        )

    def decides_on(self, organisation: str = "") -> Q:
        """`covers`, but for one's own."""
        own: dict[str, Any] = {f"{organisation}pk__in": self.own}
        return self.covers(organisation) & ~Q(**own) if self.own else self.covers(organisation)

    def reaches(self, organisation: Organisation) -> bool:
        """`decides_on`, asked of one."""
        if organisation.pk in self.own or not self:
            return False
        return self.everywhere or Organisation.objects.filter(self.covers(), pk=organisation.pk).exists()


def reader(user: hats.Anyone, *rights: Right) -> hats.Reader:
    """Of a list that depends on `rights` and whose SQL is written once."""
    if isinstance(user, hats.Reader):
        return user
    return hats.Reader(hats.of(user), tuple((right, scope_of(user, right)) for right in rights))


def scope_of(user: hats.Anyone, right: Right) -> Scope:
    if isinstance(user, hats.Reader):
        scope: Scope = dict(user.scopes)[right]
        return scope
    worn = hats.of(user)
    own = frozenset(hat.organisation_id for hat in worn.worn)
    if worn.is_department_officer:
        return Scope(everywhere=True, own=own)
    may_hold = any((hat.organisation_kind, right) in rules.DELEGABLE for hat in worn.counting)
    rows = [row for row in _standing(user) if row.right == right] if may_hold else []
    by_office = worn.commune_ids if right == Right.SEE_COVERAGE else frozenset()
    return Scope(
        communes=_places(rows, DelegationScope.COMMUNE),
        thcs_communes=_places(rows, DelegationScope.THCS_OF_COMMUNE) | by_office,
        schools=frozenset(row.taker_id for row in rows if row.scope == DelegationScope.OWN_SCHOOL),
        own=own,
    )


def is_current(prefix: str = "") -> Q:
    today = clock.today()
    return (
        Q(**{f"{prefix}revoked_at": None, f"{prefix}starts_on__lte": today})
        & (Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": today}))
        & Q(**{f"{prefix}taker__status": OrganisationStatus.VERIFIED})
    )


def visible_to(viewer: hats.Anyone) -> QuerySet[Delegation]:
    """All to the Department; to the delegates what was handed to them, also what has ended."""
    worn = hats.of(viewer)
    rows = Delegation.objects.select_related("taker__commune", "given_by")
    if worn.is_department_officer:
        return rows
    return rows.filter(taker__in=_offices(viewer))


def get_for(viewer: hats.Anyone, pk: int) -> Delegation:
    found = visible_to(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy quyền được giao này."))
    return found


def may_take() -> QuerySet[Organisation]:
    """To whom the Department can hand something on."""
    kinds = {kind for kind, _right in rules.DELEGABLE}
    return Organisation.objects.filter(kind__in=kinds, status=OrganisationStatus.VERIFIED).select_related("commune")


def _standing(user: hats.Anyone) -> list[Delegation]:
    """Read once a request, and only for those who may be delegates at all."""
    if not isinstance(user, User):
        return []
    worn = hats.of(user)
    known: tuple[hats.Hats, list[Delegation]] | None = getattr(user, "_delegated", None)
    if known is None or known[0] is not worn:
        offices = _offices(user)
        rows = Delegation.objects.filter(is_current(), taker__in=offices).select_related("taker") if offices else []
        known = (worn, list(rows))
        user._delegated = known  # type: ignore[attr-defined]
    return known[1]


def _offices(user: hats.Anyone) -> frozenset[int]:
    return frozenset(
        hat.organisation_id for hat in hats.of(user).counting if DELEGATES.get(hat.organisation_kind) == hat.role
    )


def _places(rows: Iterable[Delegation], scope: DelegationScope) -> frozenset[int]:
    return frozenset(row.taker.commune_id for row in rows if row.scope == scope)
