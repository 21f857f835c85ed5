from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.trail import Trail
from people.enums import ClearanceCheck


class Clearance(models.Model):
    """One of an adult's five checks. The adult is cleared while all five are current (`selectors/gates.py`)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="clearances")
    check_kind = models.CharField(max_length=20, choices=ClearanceCheck)
    # What was seen, by whom and when; never a copy of a document of identity.
    evidence = models.TextField()
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="clearances_reviewed")
    granted_on = models.DateField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    history = Trail()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "check_kind"], condition=Q(revoked_at=None), name="clearance_check_once"
            ),
            models.CheckConstraint(condition=Q(expires_on__gt=F("granted_on")), name="clearance_dates_in_order"),
            models.CheckConstraint(condition=~Q(user=F("reviewer")), name="clearance_not_by_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.check_kind}"
