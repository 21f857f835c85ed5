"""Who sees an engagement, and whether it may go on today."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import written
from core.errors import NotFound
from network.enums import EngagementStatus
from network.models import Engagement, TeamMember
from network.selectors import consents, ideas, supporters
from people.enums import Role
from people.models import User
from people.selectors import contact_levels, gates, hats


class Obstacle(StrEnum):
    CONSENT = "consent"
    ADVISER = "adviser"
    SUPPORTER = "supporter"
    PAUSE = "pause"


SENTENCES = {
    Obstacle.CONSENT: gettext_lazy("Một bạn trong nhóm đang thiếu đồng ý của phụ huynh."),
    Obstacle.ADVISER: gettext_lazy("Câu lạc bộ đang thiếu giáo viên phụ trách."),
    Obstacle.SUPPORTER: gettext_lazy("Thẩm định của người đồng hành hoặc của tổ chức đang không còn hiệu lực."),
    # A safeguarding lead's hold, for whatever reason: nobody reads here why.
    Obstacle.PAUSE: gettext_lazy("Nhà trường đang cho tạm nghỉ."),
}

_POSTS = ("proposal__challenge", "proposal__offer")


def visible_to(viewer: hats.Anyone) -> QuerySet[Engagement]:
    """The supporter (while cleared, and of the organisation), the team (while active), the school's staff."""
    worn = hats.of(viewer)
    seen = Q(pk=None)
    if worn.staffed_school_ids:
        seen |= Q(proposal__idea__club__school__in=worn.staffed_school_ids)
    if worn.is_cleared_supporter:
        represented = worn.organisations_as(frozenset({Role.REPRESENTATIVE}))
        for post in _POSTS:
            own = Q(**{"supporter": worn.user_id, f"{post}__organisation__in": worn.supported_organisation_ids})
            seen |= own | Q(**{f"{post}__organisation__in": represented})
    if worn.is_active_pupil:
        in_team = TeamMember.objects.filter(idea=OuterRef("proposal__idea"), pupil=worn.user_id, left_at=None)
        seen |= Q(Exists(in_team), proposal__idea__club__school__in=worn.school_ids)
    return Engagement.objects.filter(seen).select_related(
        "supporter",
        "proposal__idea__club__school__organisation",
        "proposal__idea__club__adviser",
        *(f"{post}__organisation" for post in _POSTS),
    )


def get_for(viewer: hats.Anyone, pk: int) -> Engagement:
    """With `contact_bits`: how closely its supporter may meet pupils (`contact_levels.contact_in`)."""
    engagement = written.rows(_one, hats.reader(viewer), pk).first()
    if engagement is None:
        raise NotFound(_("Không tìm thấy buổi đồng hành này."))
    return engagement


def _one(viewer: hats.Anyone, pk: int) -> QuerySet[Engagement]:
    rows = visible_to(viewer).annotate(contact_bits=contact_levels.asked_along("supporter"))
    return rows.filter(pk=pk)


def obstacles(engagement: Engagement) -> list[Obstacle]:
    """Why it is frozen today; empty when it may go on. Derived each time, so mending thaws it by itself."""
    (found,) = written.rows(_states, engagement.pk)
    return [obstacle for obstacle, stands in zip(Obstacle, found, strict=True) if not stands]


def _states(pk: int) -> QuerySet[Engagement, Any]:
    holds = what_must_hold()
    asked = [ExpressionWrapper(holds[obstacle], output_field=BooleanField()) for obstacle in Obstacle]
    return Engagement.objects.filter(pk=pk).values_list(*asked)


def what_must_hold() -> dict[Obstacle, Q]:
    """Of an engagement that goes on, by what stands in its way otherwise; to filter and to ask with."""
    adviser = "proposal__idea__club__adviser"
    speaks = Q(gates.is_supporter_of("supporter", "proposal__challenge__organisation")) | Q(
        gates.is_supporter_of("supporter", "proposal__offer__organisation")
    )
    # Whoever watches over the adult is somebody else.
    watched = Q(gates.is_adviser_in(adviser, "proposal__idea__club__school")) & ~Q(**{adviser: F("supporter")})
    return {
        Obstacle.CONSENT: consents.has_key_turned("proposal__idea"),
        Obstacle.ADVISER: watched,
        Obstacle.SUPPORTER: speaks & Q(gates.is_cleared("supporter")),
        # A safeguarding lead's hold, for whatever reason: nobody reads here why.
        Obstacle.PAUSE: ~Q(gates.is_held("pk", kind="engagement")),
    }


def names_are_open_to(viewer: User, engagement: Engagement, found: Sequence[Obstacle] | None = None) -> bool:
    """Outside adults know pupils' first names while the engagement lives: not once it ended, nor while it is frozen.

    `found`: the obstacles of this moment, where a page has asked for them already.
    """
    if is_in_school(viewer, engagement):
        return True
    if engagement.status != EngagementStatus.ACTIVE:
        return False
    return not (obstacles(engagement) if found is None else found)


def team_for(viewer: User, engagement: Engagement, found: Sequence[Obstacle] | None = None) -> list[TeamMember]:
    """The team, for those who may know its names."""
    return list(ideas.team_of(engagement.proposal.idea)) if names_are_open_to(viewer, engagement, found) else []


def names_for(viewer: User, engagement: Engagement, team: list[TeamMember]) -> list[str]:
    """The team as this viewer may know it: full names inside the school, first names to the supporter."""
    in_school = is_in_school(viewer, engagement)
    return [member.pupil.full_name if in_school else member.pupil.given_name for member in team]


def supporter_name_for(viewer: User, engagement: Engagement) -> str:
    """Pupils know the adult's name while they may see the adult."""
    return supporter_names_for(viewer, [engagement])[engagement.pk]


def supporter_names_for(viewer: User, rows: Sequence[Engagement]) -> dict[int, str]:
    """`supporter_name_for` of each, by its id."""
    pairs = {row.pk: (row.supporter_id, row.proposal.post.organisation_id) for row in rows}
    hidden = supporters.hidden_among(viewer, pairs.values())
    nameless = supporters.nameless()
    return {row.pk: nameless if pairs[row.pk] in hidden else row.supporter.full_name for row in rows}


def adviser_name_for(viewer: User, engagement: Engagement) -> str:
    """Who watches over it; to outside adults, once it is over, the teacher they knew and none who came later."""
    if engagement.status != EngagementStatus.ACTIVE and not is_in_school(viewer, engagement):
        approved_by = engagement.proposal.approved_by
        return approved_by.full_name if approved_by else ""
    adviser = engagement.proposal.idea.club.adviser
    return adviser.full_name if adviser else ""


def end_reason_for(viewer: User, engagement: Engagement) -> str:
    """Between the adults: it may be the last word of one whom pupils may no longer hear."""
    return "" if hats.of(viewer).is_pupil else engagement.end_reason


def is_in_school(viewer: User, engagement: Engagement) -> bool:
    return engagement.proposal.idea.club.school_id in hats.of(viewer).school_ids
