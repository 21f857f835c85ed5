"""The gates: who may be seen by whom. Everything here is asked at the moment of use and never stored.

Each gate is an expression to filter with, correlated to the column named by `ref`, so that every list and every
single look-up goes through the same words.
"""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from core import clock
from people.enums import SUPPORTERS, ClearanceCheck, ConsentPurpose, OrganisationStatus, Role
from people.models import Affiliation, Clearance, Consent, User


def affiliation_is_current(prefix: str = "") -> Q:
    """Of an affiliation reached by `prefix`: it has begun and not ended (its last day still counts)."""
    today = clock.today()
    return Q(**{f"{prefix}starts_on__lte": today}) & (
        Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": today})
    )


def is_cleared(ref: str) -> Exists:
    """All five checks of the adult named by `ref` stand today."""
    standing = (
        _standing_checks()
        .filter(user=OuterRef(ref))
        .order_by()
        .values("user")
        .annotate(checks=Count("check_kind", distinct=True))
        .filter(checks=len(ClearanceCheck))
    )
    return Exists(standing)


def has_all_checks(user: User) -> bool:
    """`is_cleared`, asked of one person: less work where no list is filtered."""
    checks = _standing_checks().filter(user=user).order_by().values_list("check_kind", flat=True)
    return len(set(checks)) == len(ClearanceCheck)


def is_supporter_of(user_ref: str, organisation_ref: str) -> Exists:
    """The person named by `user_ref` speaks today for the verified organisation named by `organisation_ref`."""
    return Exists(
        Affiliation.objects.filter(
            affiliation_is_current(),
            user=OuterRef(user_ref),
            organisation=OuterRef(organisation_ref),
            organisation__status=OrganisationStatus.VERIFIED,
            role__in=SUPPORTERS,
        )
    )


def is_adviser_in(user_ref: str, school_ref: str) -> Exists:
    """The person named by `user_ref` is an active adviser today in the verified school named by `school_ref`."""
    return Exists(
        Affiliation.objects.filter(
            affiliation_is_current(),
            user=OuterRef(user_ref),
            user__is_active=True,
            organisation=OuterRef(school_ref),
            organisation__status=OrganisationStatus.VERIFIED,
            role=Role.ADVISER,
        )
    )


def has_consent(pupil_ref: str, purpose: ConsentPurpose) -> Exists:
    """A guardian's consent for `purpose` stands now for the pupil named by `pupil_ref`."""
    return Exists(_standing_consents(purpose).filter(guardianship__pupil=OuterRef(pupil_ref)))


def is_enrolled_in(pupil_ref: str, school_ref: str) -> Exists:
    """The person named by `pupil_ref` is a pupil today of the school named by `school_ref`."""
    return Exists(
        Affiliation.objects.filter(
            affiliation_is_current(), user=OuterRef(pupil_ref), organisation=OuterRef(school_ref), role=Role.STUDENT
        )
    )


def is_enrolled(ref: str) -> Exists:
    """The person named by `ref` is, or has been, somebody's pupil: their name is a minor's."""
    return Exists(Affiliation.objects.filter(user=OuterRef(ref), role=Role.STUDENT))


def cleared_adults() -> QuerySet[User]:
    """Outside adults whom pupils may know of: cleared, and speaking for a verified organisation."""
    speaks = Affiliation.objects.filter(
        affiliation_is_current(),
        user=OuterRef("pk"),
        organisation__status=OrganisationStatus.VERIFIED,
        role__in=SUPPORTERS,
    )
    return User.objects.filter(Exists(speaks), is_cleared("pk"), is_active=True)


def active_pupils() -> QuerySet[User]:
    """Pupils of a verified school whose guardian consented to the account and who said yes themselves."""
    enrolled = Affiliation.objects.filter(
        affiliation_is_current(),
        user=OuterRef("pk"),
        organisation__status=OrganisationStatus.VERIFIED,
        role=Role.STUDENT,
    )
    return User.objects.filter(
        Exists(enrolled), has_consent("pk", ConsentPurpose.ACCOUNT), is_active=True, assented_at__isnull=False
    )


def pupils_in_schools(school_ids: frozenset[int]) -> QuerySet[User]:
    """All pupils enrolled today, active or not: what a school's own staff may see."""
    return User.objects.filter(
        Exists(
            Affiliation.objects.filter(
                affiliation_is_current(), user=OuterRef("pk"), organisation__in=school_ids, role=Role.STUDENT
            )
        )
    )


def pupils_without_consent(pupil_ids: list[int], purpose: ConsentPurpose) -> set[int]:
    """Those of `pupil_ids` for whom no guardian's consent for `purpose` stands. Silence is no."""
    agreed = _standing_consents(purpose).filter(guardianship__pupil__in=pupil_ids)
    return set(pupil_ids) - set(agreed.values_list("guardianship__pupil", flat=True))


def _standing_checks() -> QuerySet[Clearance]:
    today = clock.today()
    return Clearance.objects.filter(revoked_at=None, granted_on__lte=today, expires_on__gte=today, user__is_active=True)


def _standing_consents(purpose: ConsentPurpose) -> QuerySet[Consent]:
    today = clock.today()
    return Consent.objects.filter(
        Q(guardianship__ended_on=None) | Q(guardianship__ended_on__gt=today),
        purpose=purpose,
        withdrawn_at=None,
        given_at__lte=clock.now(),
        expires_on__gte=today,
    )
