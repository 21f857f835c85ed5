"""Who sees an engagement, and whether it may go on today."""

from collections.abc import Sequence
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import NotFound
from network.models import CheckIn, Engagement, TeamMember
from network.selectors import consents, ideas
from people.enums import Role
from people.models import User
from people.selectors import gates, hats


class Obstacle(StrEnum):
    CONSENT = "consent"
    ADVISER = "adviser"
    SUPPORTER = "supporter"


SENTENCES = {
    Obstacle.CONSENT: gettext_lazy("Một bạn trong nhóm đang thiếu đồng ý của phụ huynh."),
    Obstacle.ADVISER: gettext_lazy("Câu lạc bộ đang thiếu giáo viên phụ trách."),
    Obstacle.SUPPORTER: gettext_lazy("Thẩm định của người đồng hành hoặc của tổ chức đang không còn hiệu lực."),
}

_POSTS = ("proposal__challenge", "proposal__offer")


def visible_to(viewer: hats.Anyone) -> QuerySet[Engagement]:
    """The supporter (while cleared), the team (while active), the school's staff."""
    worn = hats.of(viewer)
    seen = Q(pk=None)
    if worn.staffed_school_ids:
        seen |= Q(proposal__idea__club__school__in=worn.staffed_school_ids)
    if worn.is_cleared_supporter:
        seen |= Q(supporter=worn.user_id)
        represented = worn.organisations_as(frozenset({Role.REPRESENTATIVE}))
        seen |= Q(proposal__challenge__organisation__in=represented) | Q(proposal__offer__organisation__in=represented)
    if worn.is_active_pupil:
        seen |= Q(Exists(TeamMember.objects.filter(idea=OuterRef("proposal__idea"), pupil=worn.user_id, left_at=None)))
    return Engagement.objects.filter(seen).select_related(
        "supporter",
        "proposal__idea__club__school__organisation",
        "proposal__idea__club__adviser",
        *(f"{post}__organisation" for post in _POSTS),
    )


def get_for(viewer: hats.Anyone, pk: int) -> Engagement:
    engagement = visible_to(viewer).filter(pk=pk).first()
    if engagement is None:
        raise NotFound(_("Không tìm thấy buổi đồng hành này."))
    return engagement


def obstacles(engagement: Engagement) -> list[Obstacle]:
    """Why it is frozen today; empty when it may go on. Derived each time, so mending thaws it by itself."""
    proposal = engagement.proposal
    found = []
    if not consents.key_is_turned(proposal.idea):
        found.append(Obstacle.CONSENT)
    rows = Engagement.objects.filter(pk=engagement.pk)
    if not rows.filter(gates.is_adviser_in("proposal__idea__club__adviser", "proposal__idea__club__school")).exists():
        found.append(Obstacle.ADVISER)
    organisation = "proposal__challenge__organisation" if proposal.challenge_id else "proposal__offer__organisation"
    if not rows.filter(gates.is_supporter_of("supporter", organisation), gates.is_cleared("supporter")).exists():
        found.append(Obstacle.SUPPORTER)
    return found


def check_ins_for(viewer: User, engagement: Engagement) -> Sequence[CheckIn]:
    """The notes of the meetings, newest first, each with its author's `author_name` as this viewer may know it."""
    rows = list(engagement.check_ins.select_related("author").annotate(by_pupil=gates.is_enrolled("author"))[:50])
    in_school = engagement.proposal.idea.club.school_id in hats.of(viewer).school_ids
    for row in rows:
        hidden = row.by_pupil and not in_school
        row.author_name = row.author.given_name if hidden else row.author.full_name  # type: ignore[attr-defined]
    return rows


def team_of(engagement: Engagement) -> list[TeamMember]:
    return list(ideas.team_of(engagement.proposal.idea))


def names_for(viewer: User, engagement: Engagement, team: list[TeamMember]) -> list[str]:
    """The team as this viewer may know it: full names inside the school, first names to the supporter."""
    in_school = engagement.proposal.idea.club.school_id in hats.of(viewer).school_ids
    return [member.pupil.full_name if in_school else member.pupil.given_name for member in team]
