"""Who reads and decides adults' clearances, which checks and whose: asked here and nowhere else."""

from django.db.models import Exists, OuterRef, Q

from core.gate import TODAY
from people.enums import SUPPORTERS, ClearanceCheck, Right, Role
from people.models import Affiliation
from people.selectors import affiliations, delegations, gates, hats

_ALL = frozenset(ClearanceCheck)
# What may be handed on.
_DELEGATED = frozenset({ClearanceCheck.IDENTITY})


def is_one(user: hats.Anyone) -> bool:
    """The Department's officers, and whoever it gave their role to."""
    return hats.of(user).is_department_officer


def checks_of(user: hats.Anyone) -> frozenset[ClearanceCheck]:
    """Those the person reads and decides: all, the delegate's, or none."""
    if is_one(user):
        return _ALL
    return _DELEGATED if delegations.scope_of(user, Right.RECORD_IDENTITY) else frozenset()


def reaches(viewer: hats.Anyone, user: str) -> Q:
    """Of the adult in the column `user`: anybody's for the Department; for a delegate somebody of an organisation in
    the delegate's place today, and of none of the delegate's own."""
    if is_one(viewer):
        return Q()
    scope = delegations.scope_of(viewer, Right.RECORD_IDENTITY)
    if not scope:
        return Q(pk=None)
    worn = Affiliation.objects.filter(
        gates.affiliation_is_current(today=TODAY), user=OuterRef(user), role__in=sorted(SUPPORTERS)
    )
    return Q(Exists(worn.filter(scope.decides_on("organisation__")))) & ~Q(
        Exists(worn.filter(organisation__in=scope.own))
    )


def ids() -> list[int]:
    """The Department's, for what must be told at once."""
    return affiliations.holders_of(Role.DEPARTMENT_OFFICER)
