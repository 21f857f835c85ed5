from django.conf import settings
from django.db import models
from django.db.models import Q

from core.trail import Trail
from network.enums import OPEN_PROPOSAL_STATES, ProposalSide, ProposalState
from network.models.challenge import Challenge
from network.models.offer import Offer


class Proposal(models.Model):
    """One side asks the other. Three keys make it an engagement: supply, adviser, consents.

    `rules.PROPOSAL` is the state machine; `services/proposals.py` the only writer. The consents key is never
    stored: it is asked of `people` at the moment of use.
    """

    idea = models.ForeignKey("network.Idea", models.PROTECT, related_name="proposals")
    challenge = models.ForeignKey("network.Challenge", models.PROTECT, null=True, blank=True, related_name="proposals")
    offer = models.ForeignKey("network.Offer", models.PROTECT, null=True, blank=True, related_name="proposals")
    side = models.CharField(max_length=10, choices=ProposalSide)
    # Shown to the other side only once the adviser approved: until then nothing written passes between them.
    note = models.TextField(max_length=1000, blank=True)
    state = models.CharField(max_length=20, choices=ProposalState, default=ProposalState.PROPOSED)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposals_made")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    history = Trail()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "expires_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(challenge__isnull=False, offer=None) | Q(challenge=None, offer__isnull=False),
                name="proposal_for_one_post",
            ),
            models.UniqueConstraint(
                fields=["idea", "challenge"],
                condition=Q(state__in=[*OPEN_PROPOSAL_STATES, ProposalState.ENGAGED], challenge__isnull=False),
                name="one_open_proposal_a_challenge",
            ),
            models.UniqueConstraint(
                fields=["idea", "offer"],
                condition=Q(state__in=[*OPEN_PROPOSAL_STATES, ProposalState.ENGAGED], offer__isnull=False),
                name="one_open_proposal_an_offer",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["supply_accepted", "awaiting_consent", "engaged"])
                | Q(accepted_by__isnull=False),
                name="accepted_proposal_has_an_accepter",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["adviser_approved", "awaiting_consent", "engaged"])
                | Q(approved_by__isnull=False),
                name="approved_proposal_has_an_approver",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id} ↔ {self.challenge_id or self.offer_id} ({self.state})"

    @property
    def post(self) -> Challenge | Offer:
        # The constraint proposal_for_one_post makes it one of the two.
        return self.challenge or self.offer  # type: ignore[return-value]
