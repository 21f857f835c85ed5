"""The gates: who may be seen by whom. Everything here is asked at the moment of use and never stored.

Each gate is a condition to filter with, correlated to the columns named in the call, so that every list and every
single look-up goes through the same words.
"""

from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from core import clock
from core.gate import NOW, TODAY, gate
from people.enums import SCHOOL_STAFF, SUPPORTERS, ClearanceCheck, ConsentPurpose, OrganisationStatus, Role
from people.models import Affiliation, Clearance, Consent, ProtectiveHold, User


def affiliation_is_current(prefix: str = "", today: Any = None) -> Q:
    """Of an affiliation reached by `prefix`: it has begun and not ended (its last day still counts)."""
    today = today or clock.today()
    return Q(**{f"{prefix}starts_on__lte": today}) & (
        Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": today})
    )


@gate
def is_cleared(user: Any) -> QuerySet[Any]:
    """All five checks of the adult `user` stand today."""
    return (
        standing_checks(TODAY)
        .filter(user=user)
        .order_by()
        .values("user")
        .annotate(checks=Count("check_kind", distinct=True))
        .filter(checks=len(ClearanceCheck))
    )


@gate
def is_supporter_of(user: Any, organisation: Any) -> QuerySet[Any]:
    """The person `user` speaks today for the verified `organisation`."""
    return _hats(user, *SUPPORTERS).filter(organisation=organisation)


@gate
def is_adviser_in(user: Any, school: Any) -> QuerySet[Any]:
    """The person `user` is an active adviser today in the verified `school`."""
    return _hats(user, Role.ADVISER).filter(organisation=school, user__is_active=True)


@gate
def is_staff_of(user: Any, school: Any) -> QuerySet[Any]:
    """The person `user` works today in the verified `school`."""
    return _hats(user, *SCHOOL_STAFF).filter(organisation=school, user__is_active=True)


@gate
def has_consent(pupil: Any, *, purpose: ConsentPurpose) -> QuerySet[Any]:
    """A guardian's consent for `purpose` stands now for `pupil`."""
    return _standing_consents(purpose, TODAY, NOW).filter(guardianship__pupil=pupil)


@gate
def is_enrolled_in(pupil: Any, school: Any) -> QuerySet[Any]:
    """`pupil` is a pupil today of `school`, verified or not."""
    return Affiliation.objects.filter(
        affiliation_is_current(today=TODAY), user=pupil, organisation=school, role=Role.STUDENT
    )


def on_the_roll(pupil: Any) -> QuerySet[Affiliation]:
    """`pupil` is on some school's roll today; for building gates."""
    return Affiliation.objects.filter(affiliation_is_current(today=TODAY), user=pupil, role=Role.STUDENT)


@gate
def is_enrolled(person: Any) -> QuerySet[Any]:
    """`person` is, or has been, somebody's pupil: their name is a minor's."""
    return Affiliation.objects.filter(user=person, role=Role.STUDENT)


@gate
def is_supporter(user: Any) -> QuerySet[Any]:
    """The person `user` speaks today for some verified organisation."""
    return _hats(user, *SUPPORTERS)


@gate
def is_pupil(user: Any) -> QuerySet[Any]:
    """The person `user` is a pupil today of a verified school."""
    return _hats(user, Role.STUDENT)


@gate
def is_held(target: Any, *, kind: str) -> QuerySet[Any]:
    """A safeguarding lead has frozen the `kind` whose id is `target`."""
    return ProtectiveHold.objects.filter(target_kind=kind, target=target, lifted_at=None)


def cleared_adults() -> QuerySet[User]:
    """Outside adults whom pupils may know of: cleared, and speaking for a verified organisation."""
    return User.objects.filter(is_supporter("pk"), is_cleared("pk"), is_active=True)


def active_pupils() -> QuerySet[User]:
    """Pupils of a verified school whose guardian consented to the account and who said yes themselves."""
    agreed = has_consent("pk", purpose=ConsentPurpose.ACCOUNT)
    return User.objects.filter(is_pupil("pk"), agreed, is_active=True, assented_at__isnull=False)


def pupils_in_schools(school_ids: frozenset[int]) -> QuerySet[User]:
    """All pupils enrolled today, active or not: what a school's own staff may see."""
    enrolled = Affiliation.objects.filter(affiliation_is_current(), organisation__in=school_ids, role=Role.STUDENT)
    return User.objects.filter(pk__in=enrolled.values("user"))


def pupils_without_consent(pupil_ids: list[int], purpose: ConsentPurpose) -> set[int]:
    """Those of `pupil_ids` for whom no guardian's consent for `purpose` stands. Silence is no."""
    agreed = _standing_consents(purpose, clock.today(), clock.now()).filter(guardianship__pupil__in=pupil_ids)
    return set(pupil_ids) - set(agreed.values_list("guardianship__pupil", flat=True))


def standing_checks(today: Any) -> QuerySet[Clearance]:
    """Checks that count on the day `today`."""
    return Clearance.objects.filter(
        _is_backed(today), revoked_at=None, granted_on__lte=today, expires_on__gte=today, user__is_active=True
    )


def with_backing(rows: QuerySet[Clearance]) -> QuerySet[Clearance]:
    """Each check with `is_backed`: nobody else's word, or that of an organisation for which the adult speaks today."""
    return rows.annotate(is_backed=ExpressionWrapper(_is_backed(clock.today()), output_field=BooleanField()))


def _is_backed(today: Any) -> Q:
    speaks = Affiliation.objects.filter(
        affiliation_is_current(today=today),
        user=OuterRef("user"),
        organisation=OuterRef("organisation"),
        organisation__status=OrganisationStatus.VERIFIED,
        role__in=sorted(SUPPORTERS),
    )
    return Q(organisation=None) | Q(Exists(speaks))


def _hats(user: Any, *roles: Role) -> QuerySet[Affiliation]:
    """What `user` wears today, of `roles`, in verified organisations."""
    return Affiliation.objects.filter(
        affiliation_is_current(today=TODAY),
        user=user,
        organisation__status=OrganisationStatus.VERIFIED,
        role__in=sorted(roles),
    )


def _standing_consents(purpose: ConsentPurpose, today: Any, now: Any) -> QuerySet[Consent]:
    return Consent.objects.filter(
        Q(guardianship__ended_on=None) | Q(guardianship__ended_on__gt=today),
        purpose=purpose,
        withdrawn_at=None,
        given_at__lte=now,
        expires_on__gte=today,
    )
