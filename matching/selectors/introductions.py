"""Who could introduce a club to the organisation behind a post: a way through people, as far as the reader may know.

Pupils are no part of it: whoever is, or was, on a school's roll here is not named. An adult is part of it while
cleared, and is named where the organisation's own page names them to everybody.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q, QuerySet

from matching.models import Suggestion
from network.selectors import network
from people.enums import Role
from people.models import Affiliation
from people.selectors import gates, hats, organisations

# From the club through its school and one of its former pupils, or one of its clubs, to the organisation.
LONGEST = 3
_MOST = 20


@dataclass(frozen=True)
class Stop:
    """`tie` says how it is tied to the next one; `name` is empty for a person who is not named."""

    kind: str
    pk: int
    name: str
    tie: str = ""


@dataclass
class _Known:
    stops: dict[str, Stop] = field(default_factory=dict)
    ties: list[tuple[str, str, str, float]] = field(default_factory=list)

    def add(self, kind: str, pk: int, name: str) -> str:
        key = f"{kind}:{pk}"
        self.stops[key] = Stop(kind, pk, name)
        return key


def path(viewer: hats.Anyone, suggestion: Suggestion) -> list[Stop]:
    """From the idea's club to the post's organisation; empty where nobody is known to tie them."""
    from matching.engine.graph import Edge, build, introduction_path

    known = _Known()
    club, post = suggestion.idea.club, suggestion.post
    school = known.add("school", club.school_id, club.school.organisation.name)
    start = known.add("club", club.pk, club.name)
    end = known.add("organisation", post.organisation_id, post.organisation.name)
    known.ties.append((start, school, "of_school", 1.0))
    _add_alumni(known, suggestion, school, end)
    _add_clubs(known, viewer, suggestion, school, end)
    steps = introduction_path(build(Edge(*tie) for tie in known.ties), start, end, LONGEST)
    tied = [replace(known.stops[step.source], tie=step.relation) for step in steps]
    return [*tied, known.stops[end]] if tied else []


def _add_alumni(known: _Known, suggestion: Suggestion, school: str, end: str) -> None:
    """Whoever wrote the post introduces best: the team will meet them."""
    for pk, name, was_pupil in _alumni(suggestion)[:_MOST]:
        person = known.add("person", pk, "" if was_pupil else name)
        cost = 0.5 if pk == suggestion.post.author_id else 1.0
        known.ties += [(school, person, "has_alumnus", cost), (person, end, "works_at", cost)]


def _alumni(suggestion: Suggestion) -> QuerySet[Any, tuple[int, str, bool]]:
    """Cleared adults of the post's organisation who went to the idea's school."""
    here = organisations.cleared_people_of(suggestion.post.organisation)
    went = Affiliation.objects.filter(
        gates.affiliation_is_current(), role=Role.ALUMNUS, organisation=suggestion.idea.club.school_id, user__in=here
    )
    rows = went.annotate(was_pupil=gates.is_enrolled("user")).order_by("user")
    return rows.values_list("user", "user__full_name", "was_pupil")


def _add_clubs(known: _Known, viewer: hats.Anyone, suggestion: Suggestion, school: str, end: str) -> None:
    """Clubs of the school that went, or go, along with the organisation, as far as the viewer sees it."""
    for pk, name in _clubs(viewer, suggestion)[:_MOST]:
        club = known.add("club", pk, name)
        known.ties.append((club, end, "together", 1.0))
        if pk != suggestion.idea.club_id:
            known.ties.append((school, club, "has_club", 1.0))


def _clubs(viewer: hats.Anyone, suggestion: Suggestion) -> QuerySet[Any, tuple[int, str]]:
    club, home = "proposal__idea__club", suggestion.post.organisation_id
    with_it = Q(proposal__challenge__organisation=home) | Q(proposal__offer__organisation=home)
    of_school = network.seen_engagements(viewer).filter(with_it, **{f"{club}__school": suggestion.idea.club.school_id})
    return of_school.order_by(club).values_list(club, f"{club}__name").distinct()
