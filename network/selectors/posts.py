"""Which challenges and offers a person may see. Every page, API call and export asks here."""

from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core import written
from core.errors import NotFound
from network.enums import PostStatus
from network.models import Challenge, Offer
from network.selectors import search
from people.enums import Right
from people.selectors import delegations, gates, hats

P = TypeVar("P", Challenge, Offer)


def is_open_to_pupils(prefix: str = "") -> Q:
    """Accepted by the Department, of a verified organisation, by an adult who is cleared today.

    `prefix` leads to the post, for queries that start elsewhere: "challenge__".
    """
    return (
        Q(**{f"{prefix}status": PostStatus.PUBLISHED})
        & Q(gates.is_supporter_of(f"{prefix}author", f"{prefix}organisation"))
        & Q(gates.is_cleared(f"{prefix}author"))
    )


def visible_to(viewer: hats.Anyone, model: type[P]) -> QuerySet[P]:
    """Drafts to those who write them, what is handed in to the Department, what is open to everybody logged in."""
    worn = hats.of(viewer)
    everything: QuerySet[P] = model._default_manager.all()
    if not worn.counting:
        return everything.none()
    seen = Q(organisation__in=worn.supported_organisation_ids) | is_open_to_pupils()
    scope = delegations.scope_of(viewer, Right.REVIEW_POSTS)
    if scope:
        seen |= scope.covers("organisation__") & ~Q(status=PostStatus.DRAFT)
    return everything.filter(seen).select_related("organisation", "commune")


def get_for(viewer: hats.Anyone, model: type[P], pk: int) -> P:
    reader = delegations.reader(viewer, Right.REVIEW_POSTS)
    post: P | None = written.rows(_one, reader, pk, model=model).first()
    if post is None:
        raise NotFound(_("Không tìm thấy bài này, hoặc bài không còn mở."))
    return post


def _one(viewer: hats.Anyone, pk: int, model: type[P]) -> QuerySet[P]:
    return visible_to(viewer, model).select_related("author").prefetch_related("fields").filter(pk=pk)


def listed(viewer: hats.Anyone, words: tuple[str, ...], *, model: type[P], mine: bool, **wanted: Any) -> QuerySet[P]:
    """What is open, or what one's organisations have in hand, narrowed by words and facts, with the fields."""
    rows = written_by(viewer, model) if mine else visible_to(viewer, model)
    return search.narrow_posts(rows, {**wanted, "q": " ".join(words)}).prefetch_related("fields")


def written_by(user: hats.Anyone, model: type[P]) -> QuerySet[P]:
    """What this person's organisations have in hand, in every state."""
    return model._default_manager.filter(organisation__in=hats.of(user).supported_organisation_ids).select_related(
        "organisation", "commune"
    )
