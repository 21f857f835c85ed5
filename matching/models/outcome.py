from django.conf import settings
from django.db import models
from django.db.models import Q

from matching.enums import DismissReason, OutcomeKind


class Outcome(models.Model):
    """What adults did with a pair: never what pupils clicked. A dismissed pair is not suggested again."""

    idea = models.ForeignKey("network.Idea", models.CASCADE, related_name="outcomes")
    challenge = models.ForeignKey("network.Challenge", models.CASCADE, null=True, blank=True, related_name="outcomes")
    offer = models.ForeignKey("network.Offer", models.CASCADE, null=True, blank=True, related_name="outcomes")
    kind = models.CharField(max_length=10, choices=OutcomeKind)
    reason = models.CharField(max_length=20, choices=DismissReason, blank=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    # What the scorers said of the pair when it was tried (`services/lessons.py`): what is learned from must not know
    # how it went. Empty for what came after the trial, and for pairs that were not open.
    seen = models.JSONField(null=True, blank=True)
    # Of a trial: where the pair stood in the list of whoever tried it, counted from 1; 0 where it stood in none.
    place = models.PositiveIntegerField(null=True, blank=True)
    # The proposal this trial is.
    proposal = models.OneToOneField("network.Proposal", models.CASCADE, null=True, blank=True, related_name="beginning")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(challenge__isnull=False, offer=None) | Q(challenge=None, offer__isnull=False),
                name="outcome_of_one_post",
            ),
            models.CheckConstraint(
                condition=~Q(kind=OutcomeKind.DISMISSED) | ~Q(reason=""), name="dismissal_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(proposal=None) | Q(kind=OutcomeKind.PROPOSED), name="beginning_of_a_proposal_proposes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id} {self.kind}"
