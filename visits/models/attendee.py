from django.conf import settings
from django.db import models

from core.trail import Trail


class Attendee(models.Model):
    """A pupil on a visit's roster. Without a guardian's agreement the pupil is left off at the confirmation."""

    visit = models.ForeignKey("visits.Visit", models.CASCADE, related_name="attendees")
    pupil = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="visits_attended")
    added_at = models.DateTimeField()
    left_off_at = models.DateTimeField(null=True, blank=True)
    # The terms for which the guardians are asked; empty until they are. When a message last told them so, how often.
    asked_terms = models.PositiveSmallIntegerField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    times_told = models.PositiveSmallIntegerField(default=0)

    history = Trail(leave_out=("asked_terms", "told_on", "times_told"))

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "pupil"], name="pupil_once_a_visit")]

    def __str__(self) -> str:
        return f"{self.pupil_id} on {self.visit_id}"
