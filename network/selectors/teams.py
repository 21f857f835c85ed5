"""Who is in an idea's team, and to whom the names may be said."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from network.enums import IdeaStatus
from network.models import ClubMembership, Idea, TeamMember
from network.selectors import ideas
from people.models import User
from people.selectors import gates, hats


def names_are_open_to(viewer: hats.Anyone, idea: Idea) -> bool:
    """Pupils' names are for people of the same school alone: its staff, its active pupils."""
    worn = hats.of(viewer)
    if idea.club.school_id in worn.staffed_school_ids:
        return True
    return worn.is_active_pupil and idea.club.school_id in worn.school_ids


def named_for(viewer: hats.Anyone, idea: Idea) -> list[TeamMember]:
    """The team with its names for those who may know them; nobody for everybody else."""
    return list(ideas.team_of(idea)) if names_are_open_to(viewer, idea) else []


def is_inside(viewer: hats.Anyone, idea: Idea) -> bool:
    """The team and the school's staff: those who follow an idea from its first draft.

    Of one that was put away, whose team has ended, the pupil who wrote it.
    """
    worn = hats.of(viewer)
    if idea.club.school_id in worn.staffed_school_ids:
        return True
    if not worn.is_active_pupil or idea.club.school_id not in worn.school_ids:
        return False
    if idea.status == IdeaStatus.ARCHIVED and idea.created_by_id == worn.user_id:
        return True
    return ideas.team_of(idea).filter(pupil=worn.user_id).exists()


def member_for(viewer: hats.Anyone, idea: Idea, pupil_id: int) -> TeamMember:
    member = ideas.team_of(idea).filter(pupil=pupil_id).first() if is_inside(viewer, idea) else None
    if member is None:
        raise NotFound(_("Bạn ấy không còn ở trong nhóm này."))
    return member


def candidates(idea: Idea) -> QuerySet[User]:
    """Members of the club, enrolled today, who have no team in the idea's season yet."""
    busy = TeamMember.objects.filter(pupil=OuterRef("pk"), season=idea.season_id, left_at=None)
    member = ClubMembership.objects.filter(pupil=OuterRef("pk"), club=idea.club_id, left_on=None)
    enrolled = gates.pupils_in_schools(frozenset({idea.club.school_id}))
    return enrolled.filter(Exists(member), ~Exists(busy), is_active=True)
