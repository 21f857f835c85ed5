"""How good suggestions are, over a period: who is reached, how proposals went, how evenly posts are shown.

The Department is told of the city; a school's administrators of their school's ideas. Counted by the database, once in
a while for all who share a scope (`core/figures.py`); no group is smaller than five (`quality_groups.py`).
"""

from dataclasses import dataclass

from django.db.models import Q

from core import figures
from core.figures import Figures
from matching.selectors import quality_answers, quality_reach
from matching.selectors.periods import Period
from matching.selectors.quality_answers import Outcomes
from matching.selectors.quality_reach import Ideas, Posts
from people.enums import Role
from people.selectors import hats


@dataclass(frozen=True)
class Quality:
    """`ideas` and `posts` are None where there are too few; `posts` are told of to the Department alone."""

    period: Period
    is_city: bool
    ideas: Ideas | None
    posts: Posts | None
    outcomes: Outcomes


def of(viewer: hats.Anyone, period: Period) -> Figures[Quality]:
    worn = hats.of(viewer)
    schools = None if worn.is_department_officer else sorted(worn.organisations_as(frozenset({Role.SCHOOL_ADMIN})))
    scope = "city" if schools is None else "-".join(map(str, schools))
    return figures.of("suggestion_quality", f"{scope}:{period.first}:{period.last}", lambda: _counted(schools, period))


def _counted(schools: list[int] | None, period: Period) -> Quality:
    """Of these schools; of all where none is named."""
    is_city = schools is None
    return Quality(
        period=period,
        is_city=is_city,
        ideas=quality_reach.of_ideas(Q() if is_city else Q(club__school__in=schools), period),
        posts=quality_reach.of_posts(period) if is_city else None,
        outcomes=quality_answers.of_proposals(Q() if is_city else Q(idea__club__school__in=schools), period),
    )
