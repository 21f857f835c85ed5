"""Which challenges and offers a person may see. Every page, API call and export asks here."""

from typing import TypeVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from network.enums import PostStatus
from network.models import Challenge, Offer
from people.models import User
from people.selectors import gates, hats

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
    if worn.is_department_officer:
        seen |= ~Q(status=PostStatus.DRAFT)
    return everything.filter(seen).select_related("organisation", "commune")


def get_for(viewer: hats.Anyone, model: type[P], pk: int) -> P:
    post = visible_to(viewer, model).select_related("author").prefetch_related("fields").filter(pk=pk).first()
    if post is None:
        raise NotFound(_("Không tìm thấy bài này, hoặc bài không còn mở."))
    return post


def written_by(user: User, model: type[P]) -> QuerySet[P]:
    """What this person's organisations have in hand, in every state."""
    return model._default_manager.filter(organisation__in=hats.of(user).supported_organisation_ids).select_related(
        "organisation", "commune"
    )
