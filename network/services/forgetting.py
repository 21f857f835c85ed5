"""How the network forgets a person: the person leaves, what was made and counted stays without the name.

Inside the erasure's transaction (`people/services/erasure.py`).
"""

from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from core import trail
from network import events, rules
from network.enums import EngagementStatus, PostStatus
from network.models import (
    Challenge,
    CheckIn,
    Closing,
    Club,
    Engagement,
    Goal,
    Idea,
    IdeaVersion,
    ImportBatch,
    Need,
    Offer,
    Proposal,
    ProposalEvent,
    Review,
    TeamMember,
)
from network.selectors import ideas as selectors
from network.services import engagements, ideas, reviews
from people.models import User
from people.services import history

_LEAVING = {PostStatus.PUBLISHED: "close", PostStatus.IN_REVIEW: "recall"}


def clubs(person: User) -> None:
    """A club loses its adviser. A pupil's membership stays, as a number without a name: counts stay."""
    for club in Club.objects.select_for_update().filter(adviser=person):
        club.adviser = None
        club.save()


def teams(person: User) -> None:
    """Out of the teams that go on without the person. Whoever was alone in one stays there without a name."""
    for place in TeamMember.objects.filter(pupil=person, left_at=None).select_related("idea"):
        if selectors.team_of(place.idea).exclude(pupil=person).exists():
            ideas.take_from_team(idea=place.idea, pupil=person)


def posts(person: User) -> None:
    """What an adult offered needs somebody who answers for it: it closes."""
    for model in (Challenge, Offer):
        for post in model._default_manager.filter(author=person, status__in=_LEAVING):
            action = _LEAVING[PostStatus(post.status)]
            reviews.drop_pending(post=post)
            post.status = rules.POST.target(post.status, action)
            post.save(update_fields=["status", "changed_at", "search_text"])
            events.post_changed.publish(post.kind_name, post.pk)


def agreements(person: User) -> None:
    """An engagement cannot go on without its adult."""
    for engagement in Engagement.objects.filter(supporter=person, status=EngagementStatus.ACTIVE):
        engagements.stop(engagement=engagement, reason=_("Người đồng hành không còn dùng Nhịp Cầu."))


def work(person: User) -> None:
    ImportBatch.objects.filter(uploaded_by=person).delete()


def words(person: User) -> None:
    """The full name, wherever somebody wrote it about what the person took part in; in what is kept of it, too."""
    name = person.full_name
    own_ideas = _ideas_of(person)
    for model, columns, where in _written(person, own_ideas):
        for column in columns:
            _replace(model, column, where, name)
    for version in IdeaVersion.objects.filter(idea__in=own_ideas):
        if (content := _without(version.content, name)) != version.content:
            version.content = content
            version.save(update_fields=["content"])
    for review in Review.objects.filter(_of_posts(person)):
        if (content := _without(review.content, name)) != review.content:
            review.content = content
            review.save()


def _ideas_of(person: User) -> list[int]:
    part = Q(team__pupil=person) | Q(created_by=person) | Q(versions__author=person)
    return list(Idea.objects.filter(part).distinct().values_list("pk", flat=True))


def _of_posts(person: User) -> Q:
    return Q(challenge__author=person) | Q(offer__author=person)


def _written(person: User, own: list[int]) -> list[tuple[type[Model], tuple[str, ...], Q]]:
    """Where people write in their own words: model, columns, which rows."""
    proposals = Proposal.objects.filter(Q(idea__in=own) | _of_posts(person) | Q(created_by=person)).values("pk")
    running = Engagement.objects.filter(Q(proposal__in=proposals) | Q(supporter=person)).values("pk")
    return [
        (Idea, ("title", "problem", "solution"), Q(pk__in=own)),
        (Need, ("text",), Q(idea__in=own)),
        (Club, ("about",), Q(adviser=person) | Q(memberships__pupil=person)),
        (Challenge, ("title", "background", "expected_outcome", "help_offered", "reward"), Q(author=person)),
        (Offer, ("title", "description"), Q(author=person)),
        (Review, ("reason",), _of_posts(person)),
        (Proposal, ("note", "reason"), Q(pk__in=proposals)),
        (ProposalEvent, ("text",), Q(proposal__in=proposals)),
        (Engagement, ("end_reason",), Q(pk__in=running)),
        (Goal, ("text",), Q(engagement__in=running)),
        (CheckIn, ("done", "next_step"), Q(engagement__in=running)),
        (Closing, ("best", "better", "thanks"), Q(engagement__in=running)),
    ]


def _replace(model: type[Model], column: str, where: Q, name: str) -> None:
    rows = model._default_manager.filter(where)
    for row in rows.filter(**{f"{column}__contains": name}).distinct():
        setattr(row, column, getattr(row, column).replace(name, history.NAME))
        row.save()
    if trail.is_kept_for(model):
        kept = trail.rows_of(model).filter(id__in=rows.values("pk"))
        for row in kept.filter(**{f"{column}__contains": name}):
            text = getattr(row, column).replace(name, history.NAME)
            history.scrub(model, {"history_id": row.history_id}, **{column: text})


def _without(value: Any, name: str) -> Any:
    if isinstance(value, str):
        return value.replace(name, history.NAME)
    if isinstance(value, list):
        return [_without(part, name) for part in value]
    if isinstance(value, dict):
        return {key: _without(part, name) for key, part in value.items()}
    return value
