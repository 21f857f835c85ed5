from django.conf import settings
from django.db import models
from django.db.models import Q

from visits.enums import CountMoment
from visits.rules import PARTY_MOST


class HeadCount(models.Model):
    """How many pupils a teacher counted. `expected`: how many were marked as there at that moment. Never changed."""

    visit = models.ForeignKey("visits.Visit", models.CASCADE, related_name="head_counts")
    moment = models.CharField(max_length=10, choices=CountMoment)
    counted = models.PositiveSmallIntegerField()
    expected = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    taken_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    client_id = models.UUIDField(unique=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(counted__lte=PARTY_MOST), name="head_count_of_a_party")]

    def __str__(self) -> str:
        return f"{self.counted} of {self.expected} on {self.visit_id}"

    @property
    def is_right(self) -> bool:
        return self.counted == self.expected
