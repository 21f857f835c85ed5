from django.conf import settings
from django.db import models


class RollOver(models.Model):
    """A school went into the next year: once a year, so that a second click moves nobody two grades up."""

    school = models.ForeignKey("people.School", models.CASCADE, related_name="roll_overs")
    # The calendar year in which the school year ended.
    year = models.PositiveSmallIntegerField()
    # Class → the class it became; "" for one that left.
    moves = models.JSONField()
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="roll_overs")
    applied_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "year"], name="roll_over_once_a_year")]

    def __str__(self) -> str:
        return f"{self.school_id} {self.year}"
