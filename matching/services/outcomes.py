"""What adults did with a pair: "not for us", how proposals went, and visits."""

from typing import Any

from django.db import transaction
from django.db.models import Q

from core import jobs
from core.actors import signed
from matching.enums import DismissReason, OutcomeKind
from matching.models import Outcome, Suggestion
from matching.permissions import suggestions as permissions
from matching.selectors import places
from network.enums import IdeaStatus, ProposalAction, ProposalSide
from network.models import Engagement, Idea, Offer, Proposal
from network.permissions.proposals import speaks_for_post
from people.models import User

_OF_ACTION = {
    ProposalAction.PROPOSE: OutcomeKind.PROPOSED,
    ProposalAction.ENGAGE: OutcomeKind.ENGAGED,
    ProposalAction.REFUSE: OutcomeKind.REFUSED,
    ProposalAction.EXPIRE: OutcomeKind.EXPIRED,
}

_BEGINNINGS = (OutcomeKind.PROPOSED, OutcomeKind.DISMISSED)


@signed
@transaction.atomic
def dismiss(*, suggestion: Suggestion, reason: DismissReason, note: str = "", by: User) -> Outcome:
    """Remembered: the pair is not suggested again to either side. Twice is the same as once."""
    permissions.check_can_dismiss(by, suggestion)
    place = places.in_list(pair_of(suggestion), of_post=speaks_for_post(by, suggestion.post))
    outcome, is_new = Outcome.objects.get_or_create(
        idea=suggestion.idea,
        challenge=suggestion.challenge,
        offer=suggestion.offer,
        kind=OutcomeKind.DISMISSED,
        defaults={"reason": reason, "note": note.strip(), "by": by, "place": place},
    )
    if is_new:
        _remember_later(outcome)
    return outcome


def proposal_moved(proposal: int, action: str) -> None:
    """Subscribed to `network.events.proposal_moved`."""
    kind = _OF_ACTION.get(ProposalAction(action))
    if kind is None:
        return
    row = Proposal.objects.get(pk=proposal)
    begun: dict[str, Any] = {}
    if kind == OutcomeKind.PROPOSED:
        begun = {"proposal": row, "place": places.in_list(pair_of(row), of_post=row.side == ProposalSide.SUPPLY)}
    _remember_later(Outcome.objects.create(**pair_of(row), kind=kind, **begun))
    if kind == OutcomeKind.EXPIRED:
        offer_next(row)


def engagement_ended(engagement: int) -> None:
    """Subscribed to `network.events.engagement_ended`."""
    row = Engagement.objects.select_related("proposal").get(pk=engagement)
    if row.status == "closed":
        pair = row.proposal
        Outcome.objects.create(
            idea_id=pair.idea_id,
            challenge_id=pair.challenge_id,
            offer_id=pair.offer_id,
            kind=OutcomeKind.COMPLETED,
        )


def visit_went(*, club: int, offer: Offer, kind: OutcomeKind) -> int:
    """How a visit of a club to an offer went, for each pair it says something of. Returns how many are new.

    A visit belongs to a club, an outcome to an idea: it is noted of the club's published ideas of the offer's season
    that were suggested to this offer or proposed to it, and of no other. Twice is the same as once.
    """
    paired = Q(suggestions__offer=offer) | Q(proposals__offer=offer)
    ideas = Idea.objects.filter(paired, club=club, season=offer.season_id, status=IdeaStatus.PUBLISHED)
    made = [
        Outcome.objects.get_or_create(idea=idea, challenge=None, offer=offer, kind=kind)[1]
        for idea in ideas.distinct().order_by("pk")
    ]
    return sum(made)


def pair_of(row: Suggestion | Proposal) -> dict[str, int | None]:
    return {"idea_id": row.idea_id, "challenge_id": row.challenge_id, "offer_id": row.offer_id}


def _remember_later(outcome: Outcome) -> None:
    """The background worker has a fitted matcher at hand; the page need not wait for one."""
    if outcome.kind in _BEGINNINGS:
        jobs.enqueue("matching.tasks.remember_what_was_seen", outcome.pk)


def offer_next(expired: Proposal) -> Suggestion | None:
    """Nobody answered: mark the best pair that is left for the side that asked, so that its page shows it first.

    Where an office asked, that is the team.
    """
    mine = Q(idea=expired.idea_id)
    if expired.side == ProposalSide.SUPPLY:
        mine = Q(challenge=expired.challenge_id) if expired.challenge_id else Q(offer=expired.offer_id)
    left = Suggestion.objects.filter(mine, is_next=False)
    for row in left.order_by("-score", "pk")[:50]:
        if not _was_tried(row):
            Suggestion.objects.filter(pk=row.pk).update(is_next=True)
            return row
    return None


def _was_tried(row: Suggestion) -> bool:
    pair = {"idea": row.idea_id, "challenge": row.challenge_id, "offer": row.offer_id}
    return Outcome.objects.filter(**pair).exists()
