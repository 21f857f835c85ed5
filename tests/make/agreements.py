"""What an idea and a post agree on."""

import datetime as dt
from typing import Any

from core import clock
from network.enums import ProposalSide, ProposalState
from network.models import Challenge, Engagement, Idea, Offer, Proposal
from tests.make.ideas import idea
from tests.make.posts import offer


def proposal(
    made_for: Idea | None = None,
    post: Challenge | Offer | None = None,
    *,
    state: ProposalState = ProposalState.PROPOSED,
    side: ProposalSide = ProposalSide.TEAM,
    **facts: Any,
) -> Proposal:
    made_for = made_for or idea()
    post = post or offer()
    accepted = state in {ProposalState.SUPPLY_ACCEPTED, ProposalState.AWAITING_CONSENT, ProposalState.ENGAGED}
    approved = state in {ProposalState.ADVISER_APPROVED, ProposalState.AWAITING_CONSENT, ProposalState.ENGAGED}
    facts.setdefault("created_by", made_for.created_by if side == ProposalSide.TEAM else post.author)
    facts.setdefault("created_at", clock.now())
    facts.setdefault("expires_at", clock.now() + dt.timedelta(days=14))
    return Proposal.objects.create(
        idea=made_for,
        challenge=post if isinstance(post, Challenge) else None,
        offer=post if isinstance(post, Offer) else None,
        side=side,
        state=state,
        accepted_by=post.author if accepted else None,
        approved_by=made_for.club.adviser if approved else None,
        **facts,
    )


def engagement(made_for: Idea | None = None, post: Challenge | Offer | None = None) -> Engagement:
    agreed = proposal(made_for, post, state=ProposalState.ENGAGED)
    taken = agreed.post
    type(taken).objects.filter(pk=taken.pk).update(seats_taken=taken.seats_taken + 1)
    return Engagement.objects.create(proposal=agreed, supporter=agreed.post.author, opened_at=clock.now())
