from django.db import models
from django.db.models import F, Q

from core.trail import Trail
from visits.rules import SLOT_MINUTES


class Series(models.Model):
    """Slots that repeat: on these weekdays (0 is Monday), every so many weeks, from one day to another.

    `services/slots.py` lays the slots out when it is made or changed. `skipped` are days as ISO text that the host took
    out by hand; holidays and closures are taken out by themselves.
    """

    offer = models.ForeignKey("network.Offer", models.CASCADE, related_name="slot_series")
    weekdays = models.JSONField(default=list)
    every_weeks = models.PositiveSmallIntegerField(default=1)
    starts = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=120)
    first_day = models.DateField()
    last_day = models.DateField()
    seats = models.PositiveSmallIntegerField()
    groups = models.PositiveSmallIntegerField(default=1)
    skipped = models.JSONField(default=list, blank=True)

    history = Trail()

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="series_days_in_order"),
            models.CheckConstraint(
                condition=Q(minutes__gte=SLOT_MINUTES[0], minutes__lte=SLOT_MINUTES[1]), name="series_minutes"
            ),
            models.CheckConstraint(condition=Q(every_weeks__gte=1, every_weeks__lte=8), name="series_weeks"),
        ]

    def __str__(self) -> str:
        return f"series {self.pk} of {self.offer_id}"
