"""What stands behind the figures of one commune: its schools, clubs, ideas, posts and engagements, never its pupils."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from network.models import Challenge, Club, Engagement, Idea, Offer
from network.selectors import clubs, coverage
from people.models import AdminUnit, School
from people.selectors import gates, hats


@dataclass(frozen=True)
class ClubLine:
    """`members` is None where fewer than five would be counted."""

    club: Club
    members: int | None
    has_adviser: bool


@dataclass(frozen=True)
class SchoolLine:
    school: School
    clubs: list[ClubLine]


@dataclass(frozen=True)
class IdeaLine:
    """`is_readable` says whether this officer may read the title; the club may always be named."""

    idea: Idea
    is_readable: bool


@dataclass(frozen=True)
class Evidence:
    commune: AdminUnit
    schools: list[SchoolLine]
    ideas: list[IdeaLine]
    posts: list[Challenge | Offer]
    engagements: list[Engagement]


def of_commune(viewer: hats.Anyone, code: str) -> Evidence:
    unit = coverage.get_commune(viewer, code)
    found = list(
        coverage.published_ideas(viewer)
        .filter(club__school__organisation__commune=unit)
        .select_related("club__school__organisation", "field")
    )
    readable = coverage.readable_ideas(viewer, [idea.pk for idea in found])
    here = {"commune": unit}
    return Evidence(
        commune=unit,
        schools=_schools(viewer, unit),
        ideas=[IdeaLine(idea, idea.pk in readable) for idea in found],
        posts=[
            *coverage.open_challenges(viewer).filter(**here).select_related("organisation"),
            *coverage.open_offers(viewer).filter(**here).select_related("organisation"),
        ],
        engagements=list(
            coverage.running_engagements(viewer)
            .filter(proposal__idea__club__school__organisation__commune=unit)
            .select_related(
                "proposal__idea__club__school__organisation",
                "proposal__challenge__organisation",
                "proposal__offer__organisation",
            )
        ),
    )


def _schools(viewer: hats.Anyone, unit: AdminUnit) -> list[SchoolLine]:
    running = coverage.running_clubs(viewer).filter(school__organisation__commune=unit)
    lines: dict[int, list[ClubLine]] = {}
    found: QuerySet[Any] = clubs.with_members(running)
    for club in found.annotate(has_adviser=gates.is_adviser_in("adviser", "school")):
        members = club.members if club.members >= coverage.SMALLEST_GROUP else None
        lines.setdefault(club.school_id, []).append(ClubLine(club, members, club.has_adviser))
    own = coverage.schools(viewer).filter(organisation__commune=unit).select_related("organisation")
    return [SchoolLine(school, lines.get(school.pk, [])) for school in own]
