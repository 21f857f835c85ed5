from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.trail import Trail
from people.enums import ConsentPurpose


class Refusal(models.Model):
    """A guardian's spoken no to one purpose. While it stands nobody else's yes counts (`services/consents.py`)."""

    guardianship = models.ForeignKey("people.Guardianship", models.CASCADE, related_name="refusals")
    purpose = models.CharField(max_length=20, choices=ConsentPurpose)
    text_version = models.CharField(max_length=20)
    evidence = models.TextField(blank=True)
    # Who wrote it down for the guardian; nobody where the guardian said it on their own page.
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField()
    expires_on = models.DateField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    history = Trail()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_at=None) | Q(lifted_at__gte=F("said_at")), name="refusal_times_in_order"
            ),
            models.UniqueConstraint(
                fields=["guardianship", "purpose"], condition=Q(lifted_at=None), name="refusal_standing_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guardianship_id} {self.purpose}"
