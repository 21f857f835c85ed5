"""What a person is today: the current affiliations, read once per request and kept on the user object."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, Case, Count, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from core.gate import TODAY, question
from people.enums import (
    OFFICERS,
    SCHOOL_STAFF,
    SUPPORTERS,
    ConsentPurpose,
    OrganisationKind,
    OrganisationStatus,
    Right,
    Role,
)
from people.models import Affiliation, Notice, User
from people.selectors import gates


@dataclass(frozen=True)
class Hat:
    role: Role
    organisation_id: int
    organisation_name: str
    organisation_kind: OrganisationKind
    organisation_status: OrganisationStatus
    commune_id: int
    title: str
    leads_safeguarding: bool = False

    @property
    def counts(self) -> bool:
        """Suspending or refusing an organisation closes it to its people; one that waits may prepare drafts."""
        return self.organisation_status not in {OrganisationStatus.SUSPENDED, OrganisationStatus.REFUSED}


@dataclass(frozen=True)
class Hats:
    """The hats of one person. `is_…` answers for hats that count; `is_cleared` for an adult's five checks."""

    user_id: int | None
    worn: tuple[Hat, ...]
    is_cleared: bool
    has_account_consent: bool
    has_assented: bool
    # Notices nobody has read, for the header of every page: counted along, so that it costs no question of its own.
    unread: int = 0

    @cached_property
    def counting(self) -> tuple[Hat, ...]:
        return tuple(hat for hat in self.worn if hat.counts)

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset(hat.role for hat in self.counting)

    @property
    def is_pupil(self) -> bool:
        """Also a pupil who may not come in yet; what a pupil may do asks `is_active_pupil`."""
        return any(hat.role == Role.STUDENT for hat in self.worn)

    @property
    def is_enrolled(self) -> bool:
        """A pupil of a school that is verified."""
        verified = OrganisationStatus.VERIFIED
        return any(hat.role == Role.STUDENT and hat.organisation_status == verified for hat in self.worn)

    @property
    def is_active_pupil(self) -> bool:
        return self.is_enrolled and self.has_account_consent and self.has_assented

    @property
    def is_adviser(self) -> bool:
        return Role.ADVISER in self.roles

    @property
    def is_school_admin(self) -> bool:
        return Role.SCHOOL_ADMIN in self.roles

    @property
    def is_school_staff(self) -> bool:
        return bool(self.roles & SCHOOL_STAFF)

    @property
    def is_representative(self) -> bool:
        return Role.REPRESENTATIVE in self.roles

    @property
    def is_supporter(self) -> bool:
        return bool(self.roles & SUPPORTERS)

    @property
    def is_cleared_supporter(self) -> bool:
        """An outside adult who may see what teams publish to partners."""
        return self.is_cleared and any(
            hat.role in SUPPORTERS and hat.organisation_status == OrganisationStatus.VERIFIED for hat in self.counting
        )

    @property
    def is_commune_officer(self) -> bool:
        return Role.COMMUNE_OFFICER in self.roles

    @property
    def is_department_officer(self) -> bool:
        return Role.DEPARTMENT_OFFICER in self.roles

    @property
    def is_officer(self) -> bool:
        return bool(self.roles & OFFICERS)

    @cached_property
    def school_ids(self) -> frozenset[int]:
        """Schools where the person is a pupil or on the staff (not an alumnus's)."""
        return self.organisations_as(SCHOOL_STAFF | {Role.STUDENT})

    @cached_property
    def staffed_school_ids(self) -> frozenset[int]:
        return self.organisations_as(SCHOOL_STAFF)

    @cached_property
    def supported_organisation_ids(self) -> frozenset[int]:
        """Organisations the person speaks for as an outside adult."""
        return self.organisations_as(SUPPORTERS)

    @property
    def minds_safety(self) -> bool:
        """Leads safeguarding somewhere, or would by default (`selectors/safeguarding.py` says whether)."""
        return (
            self.is_school_admin or self.is_department_officer or any(hat.leads_safeguarding for hat in self.counting)
        )

    @cached_property
    def commune_ids(self) -> frozenset[int]:
        """Communes a commune officer answers for."""
        return frozenset(hat.commune_id for hat in self.counting if hat.role == Role.COMMUNE_OFFICER)

    def organisations_as(self, roles: frozenset[Role]) -> frozenset[int]:
        return frozenset(hat.organisation_id for hat in self.counting if hat.role in roles)


@dataclass(frozen=True)
class Reader:
    """Whom a list is for, where its SQL is written once (`core/written.py`): the hats, and how far rights of office
    reach (`delegations.reader` fills them in)."""

    hats: Hats
    scopes: tuple[tuple[Right, Any], ...] = ()


Person = User | AnonymousUser
Anyone = Person | Reader


NOBODY = Hats(user_id=None, worn=(), is_cleared=False, has_account_consent=False, has_assented=False)


def of(user: Anyone) -> Hats:
    """The person's hats; read once a request, in one short query."""
    if isinstance(user, Reader):
        return user.hats
    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    known: Hats | None = getattr(user, "_hats", None)
    if known is None:
        known = _read(user)
        user._hats = known  # type: ignore[attr-defined]
    return known


def reader(user: Anyone) -> Reader:
    return user if isinstance(user, Reader) else Reader(of(user))


def forget(user: User) -> None:
    """After a change of affiliations, clearance or consent within one request or test."""
    if hasattr(user, "_hats"):
        del user._hats


_COLUMNS = (
    "role",
    "title",
    "organisation",
    "organisation__name",
    "organisation__kind",
    "organisation__status",
    "organisation__commune",
    "safeguarding_lead",
)


@question
def _worn(user: Any) -> QuerySet[Any, Any]:
    """Every request asks this: plain values, with whether a guardian consented to the account, what is unread, and
    whether the five checks of an outside adult stand.
    """
    current = Affiliation.objects.filter(gates.affiliation_is_current(today=TODAY), user=user).order_by("pk")
    consent = gates.has_consent("user", purpose=ConsentPurpose.ACCOUNT)
    unread = Notice.objects.filter(recipient=user, read_at=None).order_by().values("recipient")
    counted = Coalesce(Subquery(unread.annotate(count=Count("pk")).values("count")), 0)
    outside = Q(role__in=sorted(SUPPORTERS))
    cleared = Case(When(outside, then=gates.is_cleared("user")), default=False, output_field=BooleanField())
    told = current.annotate(consented=consent, unread=counted, cleared=cleared)
    return told.values_list("consented", "unread", "cleared", *_COLUMNS)


def _read(user: User) -> Hats:
    rows = _worn(user=user.pk)
    worn = tuple(_hat(*columns) for _, _, _, *columns in rows)
    return Hats(
        user_id=user.pk,
        worn=worn,
        is_cleared=any(cleared for _, _, cleared, *_ in rows),
        has_account_consent=bool(rows) and bool(rows[0][0]),
        has_assented=user.assented_at is not None,
        unread=rows[0][1] if rows else 0,
    )


def _hat(
    role: str, title: str, organisation: int, name: str, kind: str, status: str, commune: int, lead: int | None
) -> Hat:
    return Hat(
        role=Role(role),
        organisation_id=organisation,
        organisation_name=name,
        organisation_kind=OrganisationKind(kind),
        organisation_status=OrganisationStatus(status),
        commune_id=commune,
        title=title,
        leads_safeguarding=lead is not None,
    )
