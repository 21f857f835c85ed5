"""What a guardian's yes or no sets in motion. Rights do not wait for it: they are asked at the moment of use."""

from core.errors import Conflict
from network import events
from network.enums import ProposalState
from network.models import Idea, Proposal
from network.services import proposals


def consent_given(pupil: int, purpose: str) -> None:
    """Open what waited for this consent alone. A seat taken meanwhile leaves the proposal waiting."""
    _open_what_waited(pupil)
    _announce(pupil)


def consent_withdrawn(pupil: int, purpose: str) -> None:
    """The pupil's ideas leave the suggestions (or come back to them) with the next computation."""
    _announce(pupil)


def assent_changed(pupil: int) -> None:
    """The same when the pupil's own yes comes or goes."""
    _open_what_waited(pupil)
    _announce(pupil)


def _open_what_waited(pupil: int) -> None:
    waiting = Proposal.objects.filter(
        state=ProposalState.AWAITING_CONSENT, idea__team__pupil=pupil, idea__team__left_at=None
    ).distinct()
    for proposal in waiting:
        try:
            proposals.turn_consents_key(proposal=proposal)
        except Conflict:
            continue


def _announce(pupil: int) -> None:
    for idea in Idea.objects.filter(team__pupil=pupil, team__left_at=None).values_list("pk", flat=True):
        events.idea_changed.publish(idea)
