from django.conf import settings
from django.db import models
from django.db.models import Q

from core.trail import Trail


class Reception(models.Model):
    """By the host's word: when the group of a visit came, and when it left."""

    visit = models.OneToOneField("visits.Visit", models.CASCADE, related_name="reception")
    arrived_at = models.DateTimeField()
    arrived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    history = Trail()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(left_at=None, left_by=None) | Q(left_by__isnull=False, left_at__gte=models.F("arrived_at")),
                name="a_group_leaves_after_it_came",
            )
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} came {self.arrived_at}"
