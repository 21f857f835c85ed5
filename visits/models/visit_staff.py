from django.conf import settings
from django.db import models
from django.db.models import Q

from core.trail import Trail


class VisitStaff(models.Model):
    """A grown-up of the school who goes along, by name; one of them leads."""

    visit = models.ForeignKey("visits.Visit", models.CASCADE, related_name="staff")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="visits_staffed")
    is_lead = models.BooleanField(default=False)

    history = Trail()

    class Meta:
        ordering = ["-is_lead", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "person"], name="staff_once_a_visit"),
            models.UniqueConstraint(fields=["visit"], condition=Q(is_lead=True), name="one_lead_a_visit"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.visit_id}"
