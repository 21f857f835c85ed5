"""The Department's queue: what is handed in, and what was decided."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from network import events, rules
from network.enums import PostStatus, ReviewDecision
from network.models import Challenge, Offer, Review
from network.permissions import posts as permissions
from network.services import post_content
from people.models import User

_ACTIONS = {
    ReviewDecision.ACCEPTED: "accept",
    ReviewDecision.CHANGES_REQUESTED: "request_changes",
    ReviewDecision.REFUSED: "refuse",
}


@signed
def open_for(*, post: Challenge | Offer, content: Mapping[str, Any], by: User) -> Review:
    """Called by `services.posts`: one pending review a post; a newer text replaces the one that waits."""
    drop_pending(post=post)
    return Review.objects.create(**_post_column(post), content=dict(content), submitted_by=by)


def drop_pending(*, post: Challenge | Offer) -> None:
    Review.objects.filter(**_post_column(post), decision=ReviewDecision.PENDING).delete()


@signed
@transaction.atomic
def decide(*, review: Review, decision: ReviewDecision, reason: str = "", by: User) -> Review:
    """Accept, ask for changes or refuse. Without a reason only acceptance makes sense to the author."""
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    permissions.check_can_review(by, review.post)
    if review.decision != ReviewDecision.PENDING:
        raise Conflict(_("Bài này đã có người duyệt rồi. Hãy tải lại danh sách."))
    if decision != ReviewDecision.ACCEPTED and not reason.strip():
        raise Invalid(_("Hãy viết lý do để người đăng biết cần làm gì."), field="reason")
    review.decision, review.reason = decision, reason.strip()
    review.decided_by, review.decided_at = by, clock.now()
    review.save()
    _carry_out(review, by)
    return review


def _carry_out(review: Review, by: User) -> None:
    """Move the post, unless it is already up: then only an accepted change touches it."""
    post, action = review.post, _ACTIONS[ReviewDecision(review.decision)]
    if post.status != PostStatus.PUBLISHED:
        post.status = rules.POST.target(post.status, action)
    if review.decision == ReviewDecision.ACCEPTED:
        post.reviewer = by
        post.published_at = post.published_at or clock.now()
        post_content.put(post, review.content)
        events.post_changed.publish(post.kind_name, post.pk)
    else:
        post_content.save(post)
    events.review_decided.publish(review.pk)


def _post_column(post: Challenge | Offer) -> dict[str, Challenge | Offer]:
    return {"challenge" if isinstance(post, Challenge) else "offer": post}
