"""The queue of the Department and its delegates, and what an author may know of it."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from network.enums import PostStatus, ReviewDecision
from network.models import Challenge, Offer, Review
from network.selectors.post_words import in_words
from people.enums import Right
from people.selectors import delegations, hats

_FACTS = (
    "challenge__organisation", "challenge__commune", "offer__organisation", "offer__commune", "submitted_by",
)  # fmt: skip


def waiting_for(viewer: hats.Anyone) -> QuerySet[Review]:
    """Oldest first: who has waited longest is served first. A delegate sees the delegate's place."""
    return _decided_by(viewer).filter(decision=ReviewDecision.PENDING).select_related(*_FACTS)


def get_for(viewer: hats.Anyone, pk: int) -> Review:
    found = _decided_by(viewer).filter(pk=pk).select_related(*_FACTS, "decided_by").first()
    if found is None:
        raise NotFound(_("Không tìm thấy bài chờ duyệt này."))
    return found


def _decided_by(viewer: hats.Anyone) -> QuerySet[Review]:
    """Never of one's own organisation's posts."""
    scope = delegations.scope_of(viewer, Right.REVIEW_POSTS)
    if not scope:
        return Review.objects.none()
    return Review.objects.filter(
        scope.decides_on("challenge__organisation__") | scope.decides_on("offer__organisation__")
    )


def latest_for(viewer: hats.Anyone, post: Challenge | Offer) -> Review | None:
    """The last review of one's own organisation's post: its decision and reason."""
    if post.organisation_id not in hats.of(viewer).supported_organisation_ids:
        return None
    return post.reviews.order_by("-pk").first()


def changes(review: Review, standing: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(name, accepted text, submitted text) of what differs, in words; for a first review everything is new."""
    first = review.post.status != PostStatus.PUBLISHED
    model = type(review.post)
    return [
        (name, "" if first else in_words(model, name, standing.get(name)), in_words(model, name, value))
        for name, value in review.content.items()
        if first or standing.get(name) != value
    ]
