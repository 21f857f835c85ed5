"""Conversations of a team about its idea: the pupils and the teacher in charge of their club."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.urls import reverse

from messaging.enums import MemberSide, Obstacle
from messaging.kinds import About, Member, Standing, standing
from messaging.selectors.engagement_talks import team_members
from network.enums import IdeaStatus
from network.models import Idea, TeamMember
from people.selectors import gates, hats


def ids_for(viewer: hats.Anyone) -> QuerySet[Idea, Any]:
    worn = hats.of(viewer)
    taking_part = Q(pk=None)
    if worn.is_adviser:
        taking_part |= Q(club__adviser=worn.user_id)
    if worn.is_active_pupil:
        taking_part |= Q(Exists(TeamMember.objects.filter(idea=OuterRef("pk"), pupil=worn.user_id, left_at=None)))
    return Idea.objects.filter(taking_part, club__school__in=worn.school_ids).values("pk")


def standings(ids: Iterable[int]) -> dict[int, Standing]:
    watched = ExpressionWrapper(Q(gates.is_adviser_in("club__adviser", "club__school")), output_field=BooleanField())
    rows = Idea.objects.filter(pk__in=list(ids)).select_related("club__adviser").annotate(watched=watched)
    teams = team_members([row.pk for row in rows])
    return {row.pk: _standing(row, teams[row.pk]) for row in rows}


def about(viewer: Any, ids: Iterable[int]) -> dict[int, About]:
    rows = Idea.objects.filter(pk__in=list(ids)).select_related("club")
    return {row.pk: About(row.title, reverse("idea_detail", args=[row.pk]), row.club.name) for row in rows}


def _standing(row: Any, team: list[Member]) -> Standing:
    members = list(team)
    if row.watched:
        members.append(Member(row.club.adviser_id, MemberSide.ADVISER, row.club.adviser.full_name))
    is_closed = row.status == IdeaStatus.ARCHIVED or row.club.closed_on is not None
    found = [] if row.watched or is_closed else [Obstacle.ADVISER]
    return standing(members, found, is_closed=is_closed, school=row.club.school_id)
