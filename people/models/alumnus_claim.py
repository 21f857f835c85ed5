from django.conf import settings
from django.db import models
from django.db.models import Q

from people.enums import ClaimState


class AlumnusClaim(models.Model):
    """Somebody says they went to this school. Until the school confirms it, the person has no role there."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="alumnus_claims")
    school = models.ForeignKey("people.School", models.CASCADE, related_name="alumnus_claims")
    # The year in which the person left.
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=ClaimState, default=ClaimState.WAITING)
    made_at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "school"], condition=Q(state=ClaimState.WAITING), name="alumnus_claim_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(state=ClaimState.WAITING) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="alumnus_claim_decided_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.school_id} ({self.year})"
