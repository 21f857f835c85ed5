"""The reviewers' queue: who waits for what since when, and all there is to know about one adult."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from core.gate import TODAY
from core.text import fold
from people.enums import SUPPORTERS, ClearanceCheck, ContactLevel, OrganisationStatus
from people.models import (
    Affiliation,
    Clearance,
    ClearanceRequest,
    ConductSignature,
    Organisation,
    QuizTry,
    Reference,
    User,
)
from people.selectors import affiliations, clearance_reviewers, clearance_steps, contact_levels, gates, hats
from people.selectors.clearance_steps import Step

_TRIES_SHOWN = 5


@dataclass(frozen=True)
class LevelState:
    level: ContactLevel
    lacking: list[str]

    @property
    def is_held(self) -> bool:
        return not self.lacking


@dataclass(frozen=True)
class Dossier:
    """What a reviewer may know of one adult: all of it, or the checks that were handed on.

    `history`: grants that were replaced or taken back.
    """

    adult: User
    affiliations: list[Affiliation]
    steps: list[Step]
    levels: list[LevelState]
    references: list[Reference]
    past_references: list[Reference]
    signatures: list[ConductSignature]
    tries: list[QuizTry]
    history: list[Clearance]

    @property
    def homes(self) -> list[Organisation]:
        """The verified ones the adult speaks for today: one of them may have given its word."""
        worn = [hat for hat in self.affiliations if hat.role in SUPPORTERS]
        return list({hat.organisation for hat in worn if hat.organisation.status == OrganisationStatus.VERIFIED})

    @property
    def is_worrying(self) -> bool:
        return any(row.is_worrying for row in (*self.references, *self.past_references))


def waiting_for(viewer: hats.Anyone) -> QuerySet[ClearanceRequest]:
    """Who worries somebody first, then who has waited longest. `home`: the organisation asked, or the adult's own."""
    checks = clearance_reviewers.checks_of(viewer)
    rows = ClearanceRequest.objects.filter(decided_at=None, user__is_active=True, check_kind__in=sorted(checks))
    seen = rows.filter(clearance_reviewers.reaches(viewer, "user")).exclude(user=hats.of(viewer).user_id)
    return (
        seen.select_related("user")
        .annotate(home=Coalesce("organisation__name", _home_of("user")), is_worrying=_worries("user", checks))
        .order_by("-is_worrying", "asked_at", "pk")
    )


def adults_for(viewer: hats.Anyone, *, q: str = "") -> QuerySet[User]:
    """All outside adults of today in the viewer's reach, with how many of the viewer's checks stand, by name."""
    checks = clearance_reviewers.checks_of(viewer)
    standing = gates.standing_checks(clock.today()).filter(check_kind__in=sorted(checks))
    reached = User.objects.filter(clearance_reviewers.reaches(viewer, "pk"), gates.is_supporter("pk"), is_active=True)
    rows = reached.exclude(pk=hats.of(viewer).user_id or 0)
    for word in fold(q).split():
        rows = rows.filter(sort_name__contains=word)
    stands = Q(clearances__in=standing)
    counted = rows.annotate(checks=Count("clearances__check_kind", distinct=True, filter=stands))
    return counted.annotate(home=_home_of("pk"), is_worrying=_worries("pk", checks)).order_by("sort_name", "pk")


def adult_for(viewer: hats.Anyone, pk: int) -> User:
    """An outside adult, for the Department past ones included, as a reviewer may open them; never oneself."""
    known = User.objects.filter(clearance_reviewers.reaches(viewer, "pk"), pk=pk, affiliations__role__in=SUPPORTERS)
    found = known.exclude(pk=hats.of(viewer).user_id or 0).distinct().first()
    if found is None:
        raise NotFound(_("Không tìm thấy người này trong danh sách thẩm định."))
    return found


def dossier_for(viewer: hats.Anyone, pk: int) -> Dossier:
    adult, checks = adult_for(viewer, pk), clearance_reviewers.checks_of(viewer)
    if not clearance_reviewers.is_one(viewer):
        return _part(adult, checks)
    steps = clearance_steps.steps_of(adult)
    references = list(Reference.objects.filter(user=adult).select_related("settled_by").order_by("place", "pk"))
    return Dossier(
        adult=adult,
        affiliations=list(affiliations.current_of(adult)),
        steps=steps,
        levels=levels_in(steps),
        references=[row for row in references if row.ended_at is None],
        past_references=[row for row in references if row.ended_at is not None],
        signatures=list(ConductSignature.objects.filter(user=adult)),
        tries=list(QuizTry.objects.filter(user=adult).order_by("-started_at", "-pk")[:_TRIES_SHOWN]),
        history=_past(adult, checks),
    )


def _part(adult: User, checks: frozenset[ClearanceCheck]) -> Dossier:
    """For a delegate: neither what others said of the adult nor what the other checks came to."""
    return Dossier(
        adult=adult,
        affiliations=list(affiliations.current_of(adult)),
        steps=[step for step in clearance_steps.steps_of(adult) if step.check in checks],
        levels=[],
        references=[],
        past_references=[],
        signatures=[],
        tries=[],
        history=_past(adult, checks),
    )


def _past(adult: User, checks: frozenset[ClearanceCheck]) -> list[Clearance]:
    rows = Clearance.objects.filter(user=adult, check_kind__in=sorted(checks), revoked_at__isnull=False)
    return list(rows.select_related("reviewer", "revoked_by").order_by("-revoked_at", "-pk"))


def levels_in(steps: list[Step]) -> list[LevelState]:
    """Each level with what it still lacks, in words."""
    standing = clearance_steps.standing_in(steps)
    return [
        LevelState(level, [contact_levels.worded(need) for need in contact_levels.lacking(standing, level)])
        for level in ContactLevel
    ]


def clearance_of(viewer: hats.Anyone, pk: int, clearance_pk: int) -> Clearance:
    checks = sorted(clearance_reviewers.checks_of(viewer))
    found = Clearance.objects.filter(pk=clearance_pk, user=adult_for(viewer, pk), check_kind__in=checks).first()
    if found is None:
        raise NotFound(_("Không tìm thấy mục thẩm định này."))
    return found


def standing_of(viewer: hats.Anyone, pk: int, check: ClearanceCheck) -> Clearance:
    found = Clearance.objects.filter(user=adult_for(viewer, pk), check_kind=check, revoked_at=None).first()
    if found is None or check not in clearance_reviewers.checks_of(viewer):
        raise NotFound(_("Mục thẩm định này hiện không có để thu hồi."))
    return found


def reference_of(viewer: hats.Anyone, pk: int, reference_pk: int) -> Reference:
    found = Reference.objects.filter(pk=reference_pk, user=adult_for(viewer, pk)).first()
    if found is None or ClearanceCheck.REFERENCES not in clearance_reviewers.checks_of(viewer):
        raise NotFound(_("Không tìm thấy người giới thiệu này."))
    return found


def _home_of(user: str) -> Subquery:
    hat = Affiliation.objects.filter(
        gates.affiliation_is_current(today=TODAY), user=OuterRef(user), role__in=SUPPORTERS
    )
    return Subquery(hat.order_by("pk").values("organisation__name")[:1])


def _worries(user: str, checks: frozenset[ClearanceCheck]) -> Exists | Value:
    """That somebody worries is for those who read references."""
    if ClearanceCheck.REFERENCES not in checks:
        return Value(value=False)
    return Exists(Reference.objects.filter(user=OuterRef(user), has_concern=True, settled_at=None))
