"""Who is reached: ideas with suggestions, posts that were suggested, and how evenly posts are shown.

An idea or a post counts in a period if it was published to partners in it, or before and is still. What it was shown
is what the nights of the period left of it (`models/exposure.py`).
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Aggregate, Count, F, Max, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from matching.engine import shares
from matching.models import Exposure
from matching.selectors.periods import Period
from matching.selectors.quality_groups import ALL, NEAR, REMOTE, Group, Share, shown, together
from network.enums import IdeaStatus, PostStatus, Visibility
from network.models import Challenge, Idea, Offer

ENOUGH = 5
_COMMUNE = "club__school__organisation__commune"


@dataclass(frozen=True)
class Reached(Group):
    """Ideas: with a suggestion, with at least five; and among the first of how many posts' lists they stood."""

    one: int
    five: int
    lists: int

    @property
    def with_one(self) -> Share:
        return Share(self.one, self.size)

    @property
    def with_five(self) -> Share:
        return Share(self.five, self.size)

    @property
    def lists_each(self) -> float:
        return self.lists / self.size


@dataclass(frozen=True)
class Shown(Group):
    """Posts, and those of them that stood among the first of an idea's list."""

    suggested: int

    @property
    def share(self) -> Share:
        return Share(self.suggested, self.size)


@dataclass(frozen=True)
class Ideas:
    all: Reached
    levels: list[Reached]
    communes: list[Reached]
    # Of remote communes, and of the others.
    places: list[Reached]


@dataclass(frozen=True)
class Posts:
    """`gini` and `top_tenth`: how unevenly they are shown; None where none was."""

    all: Shown
    kinds: list[Shown]
    communes: list[Shown]
    gini: float | None
    top_tenth: float | None

    @property
    def top_percent(self) -> int | None:
        return None if self.top_tenth is None else round(100 * self.top_tenth)


def of_ideas(scope: Q, period: Period) -> Ideas | None:
    """None where there are too few."""
    rows = list(_idea_rows(scope, period))
    whole = shown(_by(rows, lambda _row: ALL))
    if not whole:
        return None
    return Ideas(
        all=whole[0],
        levels=shown(_by(rows, lambda row: row["level"])),
        communes=shown(_by(rows, lambda row: row["commune"])),
        places=shown(_by(rows, lambda row: REMOTE if row["remote"] else NEAR)),
    )


def _idea_rows(scope: Q, period: Period) -> QuerySet[Any, dict[str, Any]]:
    """One a level and commune, counted by the database."""
    beyond_the_school = Q(visibility__in=(Visibility.PARTNERS, Visibility.PUBLIC))
    published = Q(status__in=(IdeaStatus.PUBLISHED, IdeaStatus.ARCHIVED)) & beyond_the_school
    longest, on_lists = (_of_nights("idea", period, Max(figure)) for figure in ("suggestions", "lists"))
    ideas: QuerySet[Any] = Idea.objects.filter(scope, published, _in_time(period, IdeaStatus.PUBLISHED))
    counted: QuerySet[Any, dict[str, Any]] = (
        ideas.order_by()
        .annotate(longest=longest, on_lists=on_lists)
        .values(
            level=F("club__school__level"),
            commune=F(f"{_COMMUNE}__full_name"),
            remote=F(f"{_COMMUNE}__is_remote"),
        )
        .annotate(
            ideas=Count("pk"),
            one=Count("pk", filter=Q(longest__gte=1)),
            five=Count("pk", filter=Q(longest__gte=ENOUGH)),
            lists=Sum("on_lists"),
        )
    )
    return counted


def _by(rows: list[dict[str, Any]], key: Callable[[dict[str, Any]], str]) -> list[Reached]:
    return together(Reached(key(row), row["ideas"], row["one"], row["five"], row["lists"]) for row in rows)


def of_posts(period: Period) -> Posts | None:
    """Of the whole city: a post is nobody's part of it. None where there are too few."""
    rows = [(row, Shown("", row["posts"], row["suggested"])) for row in _post_rows(period)]
    whole = shown(together(replace(counted, key=ALL) for _row, counted in rows))
    if not whole:
        return None
    spread = _spread(period)
    return Posts(
        all=whole[0],
        kinds=shown(together(replace(counted, key=row["what"]) for row, counted in rows)),
        communes=shown(together(replace(counted, key=row["place"]) for row, counted in rows)),
        gini=shares.gini(spread),
        top_tenth=shares.top_share(spread),
    )


def _post_rows(period: Period) -> Iterator[dict[str, Any]]:
    """One a kind and commune, counted by the database."""
    kinds: tuple[tuple[type[Challenge | Offer], Any], ...] = ((Challenge, Value("challenge")), (Offer, F("kind")))
    for model, what in kinds:
        yield from (
            _posts(model, period)
            .values(what=what, place=F("commune__full_name"))
            .annotate(posts=Count("pk"), suggested=Count("pk", filter=Q(on_lists__gte=1)))
        )


def _spread(period: Period) -> Counter[int]:
    """{among how many lists a post stood, over the weeks: how many such posts}."""
    spread: Counter[int] = Counter()
    for model in (Challenge, Offer):
        for row in _posts(model, period).values("on_lists").annotate(many=Count("pk")):
            spread[row["on_lists"]] += row["many"]
    return spread


def _posts(model: type[Challenge | Offer], period: Period) -> QuerySet[Any]:
    on_lists = _of_nights(model.__name__.lower(), period, Sum("lists"))
    rows: QuerySet[Any] = model._default_manager.filter(_in_time(period, PostStatus.PUBLISHED))
    known = rows.filter(status__in=(PostStatus.PUBLISHED, PostStatus.CLOSED))
    counted: QuerySet[Any] = known.order_by().annotate(on_lists=on_lists)
    return counted


def _in_time(period: Period, published: str) -> Q:
    begins, ends = period.moments
    return Q(published_at__lt=ends) & (Q(published_at__gte=begins) | Q(status=published))


def _of_nights(end: str, period: Period, figure: Aggregate) -> Coalesce:
    """What the weeks of the period say of the outer row; 0 where they know nothing of it."""
    weeks = Exposure.objects.filter(**{end: OuterRef("pk")}, week__gte=period.first_week, week__lte=period.last)
    found = weeks.order_by().values(end).annotate(figure=figure).values("figure")
    return Coalesce(Subquery(found), 0)
