from django.conf import settings
from django.db import models

from visits.enums import Change, Step, VisitAction


class VisitEvent(models.Model):
    """One line of a visit's history. `actor` is empty when the system acted (expiry, reminder, promotion).

    `about`: what changed, or at which step whom somebody reminded.
    """

    visit = models.ForeignKey("visits.Visit", models.CASCADE, related_name="events")
    action = models.CharField(max_length=14, choices=VisitAction)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    about = models.CharField(max_length=12, choices=[*Change.choices, *Step.choices], blank=True)
    text = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.action}"
