"""Conversations of engagements: the team, its adviser, the outside adult."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.urls import reverse

from messaging.enums import MemberSide, Obstacle
from messaging.kinds import About, Member, Standing, called, standing
from network.enums import EngagementStatus
from network.models import Engagement, TeamMember
from network.selectors import engagements, idea_titles
from network.selectors.consents import lacks_something
from people.selectors import hats

_ADVISER = "proposal__idea__club__adviser"
_SCHOOL = "proposal__idea__club__school"
_HOLDS = "holds_"
# What the network calls it, in the words of a conversation.
_OBSTACLES = {
    engagements.Obstacle.CONSENT: Obstacle.CONSENT,
    engagements.Obstacle.ADVISER: Obstacle.ADVISER,
    engagements.Obstacle.SUPPORTER: Obstacle.OUTSIDE,
    engagements.Obstacle.PAUSE: Obstacle.PAUSE,
}


def ids_for(viewer: hats.Anyone) -> QuerySet[Engagement, Any]:
    """Of those one sees, those one takes part in: colleagues of the adviser or of the adult do not read along."""
    own = hats.of(viewer).user_id
    in_team = TeamMember.objects.filter(~lacks_something(), idea=OuterRef("proposal__idea"), pupil=own, left_at=None)
    taking_part = Q(supporter=own) | Q(**{_ADVISER: own}) | Q(Exists(in_team))
    return engagements.visible_to(viewer).filter(taking_part).values("pk")


def standings(ids: Iterable[int]) -> dict[int, Standing]:
    rows = _rows(list(ids))
    teams = team_members([row["proposal__idea"] for row in rows])
    return {row["pk"]: _standing(row, teams[row["proposal__idea"]]) for row in rows}


def about(viewer: Any, ids: Iterable[int]) -> dict[int, About]:
    rows = list(engagements.visible_to(viewer).filter(pk__in=list(ids)))
    idea_titles.put_on(viewer, [row.proposal for row in rows])
    return {
        row.pk: About(
            title=row.proposal.idea_title,  # type: ignore[attr-defined]
            url=reverse("engagement_detail", args=[row.pk]),
            place=f"{row.proposal.idea.club.name} · {row.proposal.post.organisation.name}",
        )
        for row in rows
    }


def team_members(ideas: Iterable[int]) -> dict[int, list[Member]]:
    """The pupils of each idea who may come in today."""
    rows = TeamMember.objects.filter(~lacks_something(), idea__in=list(ideas), left_at=None, pupil__is_active=True)
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in rows.select_related("pupil"):
        found[row.idea_id].append((row.pupil_id, row.pupil.given_name))
    teams: dict[int, list[Member]] = defaultdict(list)
    for idea, pupils in found.items():
        teams[idea] = [Member(pk, MemberSide.PUPIL, name) for pk, name in called(pupils).items()]
    return teams


def _rows(ids: list[int]) -> list[dict[str, Any]]:
    asked = {
        f"{_HOLDS}{found.value}": ExpressionWrapper(held, output_field=BooleanField())
        for found, held in engagements.what_must_hold().items()
    }
    rows = (
        Engagement.objects.filter(pk__in=ids)
        .annotate(**asked)
        .values("pk", "status", "supporter", "supporter__full_name", "proposal__idea", *asked)
        .annotate(adviser=F(_ADVISER), adviser_name=F(f"{_ADVISER}__full_name"), school=F(_SCHOOL))
    )
    return list(rows)


def _standing(row: dict[str, Any], team: list[Member]) -> Standing:
    found = [obstacle for obstacle in engagements.Obstacle if not row[f"{_HOLDS}{obstacle.value}"]]
    adults = []
    if engagements.Obstacle.ADVISER not in found:
        adults.append(Member(row["adviser"], MemberSide.ADVISER, row["adviser_name"]))
    if engagements.Obstacle.SUPPORTER not in found:
        adults.append(Member(row["supporter"], MemberSide.OUTSIDE, row["supporter__full_name"]))
    is_closed = row["status"] != EngagementStatus.ACTIVE
    # What keeps a running one from going on says nothing about one that is over.
    obstacles = [] if is_closed else [_OBSTACLES[obstacle] for obstacle in found]
    return standing([*adults, *team], obstacles, is_closed=is_closed, school=row["school"])
