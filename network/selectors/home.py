"""What home pages count and list: each a handful of rows that respect the reader."""

import heapq
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from core import figures, written
from core.gate import TODAY
from network.enums import OPEN_PROPOSAL_STATES, EngagementStatus, IdeaStatus, PostStatus, ProposalState
from network.models import Challenge, CheckIn, Club, Engagement, Goal, Idea, Offer, Proposal
from network.selectors import clubs, coverage, engagements, idea_lists, posts, proposals
from people.enums import ConsentPurpose, Right
from people.models import AdminUnit, User
from people.selectors import delegations, gates, hats
from people.selectors.pupil_papers import IN_CHARGE

P = TypeVar("P", Challenge, Offer)
_CALLS = 5
_IN_HAND = 50


@dataclass(frozen=True)
class SchoolFigures:
    """`lacking`: pupils whose guardian has not consented to an account, of `pupils`.

    `keeps_papers`: the viewer may ask their guardians.
    """

    clubs: int
    ideas: int
    engagements: int
    pupils: int
    lacking: int
    keeps_papers: bool


@dataclass(frozen=True)
class AreaFigures:
    schools: int
    without_club: int
    ideas: int
    engagements: int


def own_ideas(user: hats.Anyone) -> QuerySet[Idea]:
    """Newest first, each with `under_way`: it has an open proposal or became an engagement."""
    states = (*OPEN_PROPOSAL_STATES, ProposalState.ENGAGED)
    under_way = Exists(Proposal.objects.filter(idea=OuterRef("pk"), state__in=states))
    return idea_lists.own_of(user).exclude(status=IdeaStatus.ARCHIVED).annotate(under_way=under_way).order_by("-pk")


def open_proposals(user: hats.Anyone) -> QuerySet[Proposal]:
    return proposals.visible_to(user).filter(state__in=OPEN_PROPOSAL_STATES).order_by("expires_at", "pk")


def running_engagements(user: hats.Anyone) -> QuerySet[Engagement]:
    """Each with `next_goal`, the text of the first goal not reached, and `last_met_on`."""
    in_order = (F("due_on").asc(nulls_last=True), "pk")
    goals = Goal.objects.filter(engagement=OuterRef("pk"), done_at=None).order_by(*in_order)
    met = CheckIn.objects.filter(engagement=OuterRef("pk")).order_by("-held_on")
    return (
        engagements.visible_to(user)
        .filter(status=EngagementStatus.ACTIVE)
        .annotate(next_goal=Subquery(goals.values("text")[:1]), last_met_on=Subquery(met.values("held_on")[:1]))
        .order_by("-opened_at", "-pk")
    )


def posts_in_hand(user: hats.Anyone, model: type[P]) -> QuerySet[P]:
    """What the person's organisations have not closed, each with `asks`, its open proposals; drafts on top."""
    post = "challenge" if model is Challenge else "offer"
    asked = Proposal.objects.filter(**{post: OuterRef("pk")}, state__in=OPEN_PROPOSAL_STATES).order_by().values(post)
    asks = Coalesce(Subquery(asked.annotate(count=Count("pk")).values("count")), 0)
    kept = (PostStatus.CHANGES_REQUESTED, PostStatus.DRAFT, PostStatus.IN_REVIEW, PostStatus.PUBLISHED)
    rows: QuerySet[Any] = posts.written_by(user, model).filter(status__in=kept)
    found: QuerySet[P] = rows.annotate(asks=asks).order_by("status", "-pk")
    return found


def first_in_hand(user: User, model: type[P]) -> list[P]:
    """The first of `posts_in_hand`, asked for once a request: more than one panel goes by them."""
    kept: dict[type[Any], list[Any]] = vars(user).setdefault("_in_hand", {})
    if model not in kept:
        kept[model] = written.rows(posts_in_hand, hats.reader(user), model=model)[:_IN_HAND]
    return kept[model]


def clubs_in_charge(user: hats.Anyone) -> QuerySet[Any]:
    """The clubs in a teacher's charge, first; then the school's others. With `members` and `shown`, published ideas."""
    worn = hats.of(user)
    shown = (
        Idea.objects.filter(club=OuterRef("pk"), status=IdeaStatus.PUBLISHED)
        .order_by()
        .values("club")
        .annotate(count=Count("pk"))
        .values("count")
    )
    own = clubs.visible_to(user).filter(school__in=worn.staffed_school_ids, closed_on=None)
    mine = Case(When(adviser=worn.user_id, then=Value(1)), default=Value(0), output_field=IntegerField())
    rows = clubs.with_members(own).annotate(shown=Coalesce(Subquery(shown), 0), mine=mine)
    return rows.order_by("-mine", "name", "pk")


def school_figures(user: User) -> SchoolFigures | None:
    schools = hats.of(user).staffed_school_ids
    if not schools:
        return None
    everybody = gates.pupils_in_schools(schools)
    clubs, ideas, engagements, pupils, lacking = _counts(
        Club.objects.filter(school__in=schools, closed_on=None),
        Idea.objects.filter(club__school__in=schools, status=IdeaStatus.PUBLISHED),
        Engagement.objects.filter(proposal__idea__club__school__in=schools, status=EngagementStatus.ACTIVE),
        everybody,
        everybody.exclude(gates.has_consent("pk", purpose=ConsentPurpose.ACCOUNT)),
    )
    return SchoolFigures(
        clubs=clubs,
        ideas=ideas,
        engagements=engagements,
        pupils=pupils,
        lacking=lacking,
        keeps_papers=bool(hats.of(user).organisations_as(IN_CHARGE)),
    )


def area_figures(user: User) -> AreaFigures:
    return figures.of("area", coverage.scope(user), lambda: _area_figures(user)).value


def _area_figures(user: User) -> AreaFigures:
    club = Exists(Club.objects.filter(school=OuterRef("pk"), closed_on=None))
    schools = coverage.schools(user)
    everything = (schools, schools.filter(~club), coverage.published_ideas(user), coverage.running_engagements(user))
    return AreaFigures(*_counts(*everything))


def _counts(*lists: QuerySet[Any]) -> tuple[int, ...]:
    """How many rows each has, asked at once; the communes only lend a row to ask from."""
    asked = [
        Coalesce(Subquery(rows.order_by().values(of_all=Value(1)).annotate(count=Count("pk")).values("count")), 0)
        for rows in lists
    ]
    return tuple(AdminUnit.objects.order_by("pk").values_list(*asked)[0])


def newest_calls(user: User) -> list[Challenge | Offer]:
    """The newest open challenges and offers with a free seat, together."""
    reader = delegations.reader(user, Right.REVIEW_POSTS)
    rows: list[Challenge | Offer] = [
        *written.rows(_free, reader, model=Challenge)[:_CALLS],
        *written.rows(_free, reader, model=Offer)[:_CALLS],
    ]
    return heapq.nlargest(_CALLS, rows, key=lambda post: (post.published_at, post.pk))


def _free(user: hats.Anyone, model: type[P]) -> QuerySet[P]:
    in_time = Q(deadline=None) | Q(deadline__gte=TODAY)
    rows: QuerySet[P] = posts.visible_to(user, model).filter(
        in_time, status=PostStatus.PUBLISHED, seats_taken__lt=F("seats")
    )
    return rows.order_by("-published_at", "-pk")
