from django.conf import settings
from django.db import models
from django.db.models import Q

from core.trail import Trail
from network.enums import EngagementStatus


class Engagement(models.Model):
    """A live mentorship or challenge team, opened by `services/engagements.py` when all three keys are turned.

    It holds one seat of its post from opening until closing. Whether it may go on today (consents, clearance,
    adviser, organisation) is derived in `selectors/engagements.py`, never stored.
    """

    proposal = models.OneToOneField("network.Proposal", models.PROTECT, related_name="engagement")
    supporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="engagements_supported")
    status = models.CharField(max_length=10, choices=EngagementStatus, default=EngagementStatus.ACTIVE)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=500, blank=True)

    history = Trail()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=EngagementStatus.ACTIVE, ended_at=None)
                | (~Q(status=EngagementStatus.ACTIVE) & Q(ended_at__isnull=False)),
                name="engagement_ended_has_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"engagement {self.pk} of {self.proposal_id}"
