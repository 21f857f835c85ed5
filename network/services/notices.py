"""Who is told what of the network. Subscribed in `network/apps.py`; pages ask by themselves who may see them.

Nobody is told of what was their own doing. Outside adults hear of a team only while cleared, pupils only while active.
"""

from collections.abc import Iterable

from django.urls import reverse

from network import notice_kinds as kinds
from network.enums import ProposalAction, ReviewDecision
from network.models import Engagement, Idea, Proposal, ProposalEvent, Review
from network.selectors import ideas
from people.selectors import gates
from people.services import notices

_WITH_TEAM = {
    ProposalAction.ACCEPT,
    ProposalAction.APPROVE,
    ProposalAction.REFUSE,
    ProposalAction.WITHDRAW,
    ProposalAction.EXPIRE,
}


def proposal_moved(proposal: int, action: str) -> None:
    kind = kinds.OF_PROPOSALS.get(ProposalAction(action))
    if kind is None:  # the engagement that opens tells by itself
        return
    row = Proposal.objects.select_related("idea__club", "challenge", "offer").get(pk=proposal)
    event = ProposalEvent.objects.filter(proposal=proposal).order_by("-pk").first()
    told = _told_of(row, ProposalAction(action)) - {event.actor_id if event else None}
    path = reverse("proposal_detail", args=[row.pk])
    notices.send(to=_known(told), kind=kind, path=path, idea=row.idea.title, post=row.post.title)


def review_decided(review: int) -> None:
    row = Review.objects.select_related("challenge", "offer").get(pk=review)
    path = reverse(f"{row.post.kind_name}_detail", args=[row.post.pk])
    kind = kinds.OF_REVIEWS[ReviewDecision(row.decision)]
    notices.send(to=[row.post.author_id], kind=kind, path=path, post=row.post.title)


def engagement_opened(engagement: int) -> None:
    _tell_engagement(engagement, kinds.ENGAGEMENT_OPENED)


def engagement_ended(engagement: int) -> None:
    _tell_engagement(engagement, kinds.ENGAGEMENT_ENDED)


def idea_moved(idea: int, action: str) -> None:
    """To the adviser what was handed in, to the team what came back."""
    row = Idea.objects.select_related("club").get(pk=idea)
    path = reverse("idea_detail", args=[row.pk])
    if action == "submit":
        notices.send(to=_known({row.club.adviser_id}), kind=kinds.IDEA_SUBMITTED, path=path, idea=row.title)
    elif action == "return":
        notices.send(to=_active(_team(row)), kind=kinds.IDEA_RETURNED, path=path, idea=row.title)


def _told_of(row: Proposal, action: ProposalAction) -> set[int | None]:
    adviser, supporter = row.idea.club.adviser_id, row.post.author_id
    if action == ProposalAction.REMIND:
        waits: set[int | None] = set() if row.approved_by_id else {adviser}
        return waits if row.accepted_by_id else waits | _cleared({supporter})
    team = _active(_team(row.idea)) if action in _WITH_TEAM else set()
    return {adviser} | _cleared({supporter, row.accepted_by_id}) | team


def _tell_engagement(engagement: int, kind: kinds.Kind) -> None:
    row = Engagement.objects.select_related("proposal__idea__club", "proposal__challenge", "proposal__offer").get(
        pk=engagement
    )
    idea, post = row.proposal.idea, row.proposal.post
    told = {idea.club.adviser_id} | _cleared({row.supporter_id}) | _active(_team(idea))
    path = reverse("engagement_detail", args=[row.pk])
    notices.send(to=_known(told), kind=kind, path=path, idea=idea.title, post=post.title)


def _team(idea: Idea) -> set[int]:
    return set(ideas.team_of(idea).values_list("pupil", flat=True))


def _cleared(adults: Iterable[int | None]) -> set[int | None]:
    return set(gates.cleared_adults().filter(pk__in=_known(adults)).values_list("pk", flat=True))


def _active(pupils: set[int]) -> set[int]:
    return set(gates.active_pupils().filter(pk__in=pupils).values_list("pk", flat=True))


def _known(people: Iterable[int | None]) -> set[int]:
    return {pk for pk in people if pk is not None}
