from django.conf import settings
from django.db import models

from visits.enums import PlacementAction


class PlacementEvent(models.Model):
    """One line of a placement's history. `actor` is empty for a guardian, who has no account, and for the system."""

    placement = models.ForeignKey("visits.Placement", models.CASCADE, related_name="events")
    action = models.CharField(max_length=14, choices=PlacementAction)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.action}"
