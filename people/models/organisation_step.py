from django.conf import settings
from django.db import models

from people.enums import OrganisationAct


class OrganisationStep(models.Model):
    """One line of an organisation's history: who did what, when, and why. Never changed."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="steps")
    act = models.CharField(max_length=20, choices=OrganisationAct)
    reason = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.act}"
