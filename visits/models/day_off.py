from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.trail import Trail


class DayOff(models.Model):
    """Days on which a mentor has no hours, whatever the week says."""

    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="days_off")
    first_day = models.DateField()
    last_day = models.DateField()

    history = Trail()

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="days_off_in_order")]

    def __str__(self) -> str:
        return f"{self.mentor_id} {self.first_day}–{self.last_day}"
