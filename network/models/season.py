from django.db import models
from django.db.models import F, Q


class Season(models.Model):
    """A school year of the programme."""

    code = models.CharField(max_length=12, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="season_dates_in_order")]

    def __str__(self) -> str:
        return self.code
