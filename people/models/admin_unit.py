from django.db import models
from django.db.models import F, Q

from people.enums import AdminUnitKind


class AdminUnit(models.Model):
    """A city or a commune, as it stood between two dates. A code that changes hands gets a new row."""

    code = models.CharField(max_length=5)
    kind = models.CharField(max_length=20, choices=AdminUnitKind)
    name = models.CharField(max_length=80)
    full_name = models.CharField(max_length=120)
    full_name_en = models.CharField(max_length=120, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    # Islands and far communes get a floor of exposure in the recommender.
    is_remote = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    predecessors = models.ManyToManyField("self", symmetrical=False, related_name="successors", blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="admin_unit_code_from"),
            models.UniqueConstraint(fields=["code"], condition=Q(valid_to=None), name="admin_unit_one_current"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="admin_unit_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name
