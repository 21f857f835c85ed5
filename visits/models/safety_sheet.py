from django.conf import settings
from django.db import models
from django.db.models import Q

from core.trail import Trail


class SafetySheet(models.Model):
    """A host's answers about safety and risk, signed; offered again for later visits until `valid_until`.

    `answers` maps the code of each question of the sector's template (`data/sectors.json`, in its version of then) to
    what was answered: true, false or text. It is never changed: a new sheet takes its place.
    """

    offer = models.ForeignKey("network.Offer", models.PROTECT, related_name="safety_sheets")
    sector = models.CharField(max_length=30)
    template_version = models.CharField(max_length=20)
    answers = models.JSONField(default=dict)
    age_min = models.PositiveSmallIntegerField()
    equipment = models.JSONField(default=list, blank=True)
    guide_name = models.CharField(max_length=120)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    valid_until = models.DateField()

    history = Trail()

    class Meta:
        ordering = ["-signed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(age_min__gte=6, age_min__lte=18), name="safety_sheet_age_is_of_a_pupil"),
        ]

    def __str__(self) -> str:
        return f"safety of {self.offer_id} until {self.valid_until}"
