from django.db import models
from django.db.models import F, Q

from core.trail import Trail
from visits.enums import ClosureKind


class Closure(models.Model):
    """Days on which nobody visits: of a school, of a host, or of the whole city where `organisation` is empty.

    Public holidays are not written here: `people/data/holidays.json` has them.
    """

    organisation = models.ForeignKey(
        "people.Organisation", models.CASCADE, null=True, blank=True, related_name="closures"
    )
    kind = models.CharField(max_length=10, choices=ClosureKind)
    first_day = models.DateField()
    last_day = models.DateField()
    note = models.CharField(max_length=120, blank=True)

    history = Trail()

    class Meta:
        ordering = ["first_day", "pk"]
        indexes = [models.Index(fields=["organisation", "last_day"])]
        constraints = [models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="closure_days_in_order")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.first_day}–{self.last_day}"
