"""Writing challenges and offers. What the two have in common is done once, here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Invalid
from network import events, rules
from network.enums import PostStatus
from network.models import Challenge, Offer, Season
from network.permissions import posts as permissions
from network.services import post_content, reviews
from network.services.post_content import Content
from people.models import Organisation, User

P = TypeVar("P", Challenge, Offer)


@signed
@transaction.atomic
def write(*, model: type[P], organisation: Organisation, content: Content, by: User) -> P:
    """A new draft."""
    permissions.check_can_write_for(by, model, organisation.pk)
    post = model(organisation=organisation, author=by)
    if isinstance(post, Offer):
        post.season = current_season()
    post_content.put(post, content)
    return post


@dataclass(frozen=True)
class NewPost:
    organisation: Organisation
    author: User
    content: Content


@signed
@transaction.atomic
def write_all(*, model: type[P], drafts: Sequence[NewPost], by: User) -> list[P]:
    """A new draft each, all or none. The Department may write for others: what it writes is the author's draft."""
    for author, organisation in {(draft.author, draft.organisation.pk) for draft in drafts}:
        permissions.check_can_write_in_the_name_of(by, author, model, organisation)
    more = _season_for(model)
    pairs = [(model(organisation=draft.organisation, author=draft.author, **more), draft.content) for draft in drafts]
    return post_content.put_all(pairs)


@signed
@transaction.atomic
def edit(*, post: P, content: Content, by: User) -> P:
    """Change a draft in place. A post that is up stays as accepted and the change goes to review."""
    permissions.check_can_edit(by, post)
    if post.status == PostStatus.PUBLISHED:
        post_content.check(post, content)
        rules.POST.target(post.status, "resubmit")
        reviews.open_for(post=post, content=content, by=by)
        return post
    if post.status == PostStatus.IN_REVIEW:
        recall(post=post, by=by)
    post_content.put(post, content)
    return post


@signed
@transaction.atomic
def submit(*, post: P, by: User) -> P:
    """Hand a draft to the Department."""
    permissions.check_can_edit(by, post)
    post.status = rules.POST.target(post.status, "submit")
    content = post_content.read(post)
    post_content.check(post, content)
    reviews.open_for(post=post, content=content, by=by)
    post.save(update_fields=["status", "changed_at", "search_text"])
    return post


@signed
@transaction.atomic
def recall(*, post: P, by: User) -> P:
    """Take a post back from the queue to work on it."""
    permissions.check_can_edit(by, post)
    post.status = rules.POST.target(post.status, "recall")
    reviews.drop_pending(post=post)
    post.save(update_fields=["status", "changed_at", "search_text"])
    return post


@signed
@transaction.atomic
def close(*, post: P, by: User) -> P:
    """No new teams; what runs goes on."""
    permissions.check_can_edit(by, post)
    post.status = rules.POST.target(post.status, "close")
    reviews.drop_pending(post=post)
    post.save(update_fields=["status", "changed_at", "search_text"])
    events.post_changed.publish(post.kind_name, post.pk)
    return post


def _season_for(model: type[Challenge | Offer]) -> dict[str, Season]:
    return {"season": current_season()} if issubclass(model, Offer) else {}


def current_season() -> Season:
    today = clock.today()
    season = Season.objects.filter(starts_on__lte=today, ends_on__gte=today).first()
    if season is None:
        raise Invalid(_("Chưa có năm học cho ngày hôm nay. Sở cần thêm năm học mới trước."))
    return season
