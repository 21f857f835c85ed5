from django.conf import settings
from django.db import models

from network.enums import ProposalAction


class ProposalEvent(models.Model):
    """One line of a proposal's history. `actor` is empty when the system acted (expiry, reminder)."""

    proposal = models.ForeignKey("network.Proposal", models.CASCADE, related_name="events")
    action = models.CharField(max_length=12, choices=ProposalAction)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.action}"
