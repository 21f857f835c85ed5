"""What stands at its last key goes on by itself: when a seat is free again, an idea is back, a check stands again.

Nobody turns a key a second time. All three are asked anew in the transaction that opens (`services.proposals`).
"""

from typing import Any

from django.db import transaction

from core import jobs
from core.errors import Conflict
from network.enums import ProposalAction, ProposalState
from network.models import Proposal
from network.services import proposals

_TASK = "network.tasks.open_waiting"


def post_changed(kind: str, post: int) -> None:
    """Subscribed to `network.events.post_changed`: a seat was freed or added, or the post is open again."""
    _look_again(**{kind: post})


def idea_changed(idea: int) -> None:
    """Subscribed to `network.events.idea_changed`."""
    _look_again(idea=idea)


def proposal_moved(proposal: int, action: str) -> None:
    """Subscribed to `network.events.proposal_moved`: the last consent may have come in at the moment the key turned."""
    if action in {ProposalAction.ACCEPT, ProposalAction.APPROVE}:
        _look_again(pk=proposal)


def open_all() -> int:
    """Open each that nothing holds any more, the oldest first. Safe to run twice. Returns how many."""
    waiting = list(_waiting().order_by("pk"))
    return sum(_opens(proposal) for proposal in waiting)


def _opens(proposal: Proposal) -> bool:
    """A seat that somebody else takes at this moment leaves it waiting."""
    try:
        return proposals.turn_consents_key(proposal=proposal).state == ProposalState.ENGAGED
    except Conflict:
        return False


def _look_again(**end: Any) -> None:
    """After the commit: before it, of two keys that turn at once neither sees the other."""

    def look() -> None:
        if _waiting().filter(**end).exists():
            jobs.enqueue(_TASK)

    transaction.on_commit(look)


def _waiting() -> Any:
    return Proposal.objects.filter(state=ProposalState.AWAITING_CONSENT)
