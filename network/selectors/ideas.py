"""Which ideas a person may see: the visibility ladder, the adviser in charge and the pupils' consents together."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core import written
from core.errors import NotFound
from core.gate import gate
from network.enums import IdeaStatus, Visibility
from network.models import ClubMembership, Idea, TeamMember
from people.enums import ConsentPurpose
from people.selectors import gates, hats

_BEYOND_THE_SCHOOL = (Visibility.PARTNERS, Visibility.PUBLIC)
_BEYOND_THE_CLUB = (Visibility.SCHOOL, *_BEYOND_THE_SCHOOL)


def is_open_to_partners(prefix: str = "") -> Q:
    """Published, with an adviser in charge today, and nobody in the team who left the school or is not active.

    `prefix` leads to the idea, for queries that start elsewhere: "proposal__idea__".
    """
    return (
        Q(**{f"{prefix}status": IdeaStatus.PUBLISHED, f"{prefix}visibility__in": _BEYOND_THE_SCHOOL})
        & Q(gates.is_adviser_in(f"{prefix}club__adviser", f"{prefix}club__school"))
        & ~Q(has_inactive_member(f"{prefix}pk"))
    )


def is_public() -> Q:
    """Everybody in the team agreed, guardian by guardian, to a public page."""
    return (
        Q(visibility=Visibility.PUBLIC)
        & is_open_to_partners()
        & Q(has_team("pk"))
        & ~Q(has_member_without("pk", purpose=ConsentPurpose.PUBLIC_TEAM_PAGE))
    )


def visible_to(viewer: hats.Anyone) -> QuerySet[Idea]:
    worn = hats.of(viewer)
    # What is public is open to partners, too: asking both gates would only take longer.
    reads_partners = worn.is_cleared_supporter or worn.is_department_officer
    seen = is_open_to_partners() if reads_partners else is_public()
    if worn.staffed_school_ids:
        seen |= Q(club__school__in=worn.staffed_school_ids)
    if worn.is_active_pupil:
        seen |= _seen_by_pupil(worn)
    return Idea.objects.filter(seen).select_related("club__school__organisation__commune", "field")


def get_for(viewer: hats.Anyone, pk: int) -> Idea:
    idea = written.rows(_one, hats.reader(viewer), pk).first()
    if idea is None:
        raise NotFound(_("Không tìm thấy ý tưởng này, hoặc ý tưởng chưa mở cho tài khoản của bạn."))
    return idea


def _one(viewer: hats.Anyone, pk: int) -> QuerySet[Idea]:
    return visible_to(viewer).prefetch_related("needs").filter(pk=pk)


def team_of(idea: Idea) -> QuerySet[TeamMember]:
    """The pupils in the team today. Callers show names only to those who may know them."""
    return TeamMember.objects.filter(idea=idea, left_at=None).select_related("pupil")


def _seen_by_pupil(worn: hats.Hats) -> Q:
    """Of the pupil's school of today alone: whoever changes schools leaves the old one's ideas behind.

    Putting an idea away ends its team; what the pupil wrote stays the pupil's to read.
    """
    in_team = TeamMember.objects.filter(pupil=worn.user_id, left_at=None).values("idea")
    in_club = ClubMembership.objects.filter(pupil=worn.user_id, left_on=None).values("club")
    seen = (
        Q(pk__in=in_team)
        | Q(status=IdeaStatus.ARCHIVED, created_by=worn.user_id)
        | (Q(status=IdeaStatus.PUBLISHED) & Q(club__in=in_club))
        | Q(status=IdeaStatus.PUBLISHED, visibility__in=_BEYOND_THE_CLUB)
    )
    return Q(club__school__in=worn.school_ids) & seen


@gate
def has_team(idea: Any) -> QuerySet[Any]:
    """Somebody is in the team of `idea` today."""
    return TeamMember.objects.filter(idea=idea, left_at=None)


@gate
def has_member_without(idea: Any, *, purpose: ConsentPurpose) -> QuerySet[Any]:
    """Of somebody in the team of `idea` no consent for `purpose` stands."""
    return TeamMember.objects.filter(~gates.has_consent("pupil", purpose=purpose), idea=idea, left_at=None)


@gate
def has_inactive_member(idea: Any) -> QuerySet[Any]:
    """Somebody who left the school or whose account does not count: no consent, no own yes, or switched off."""
    inactive = Q(pupil__assented_at=None) | Q(pupil__is_active=False)
    without_consent = ~Q(gates.has_consent("pupil", purpose=ConsentPurpose.ACCOUNT))
    left_school = ~Q(gates.is_enrolled_in("pupil", "idea__club__school"))
    return TeamMember.objects.filter(inactive | without_consent | left_school, idea=idea, left_at=None)
