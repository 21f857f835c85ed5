from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.trail import Trail


class LogEntry(models.Model):
    """Some hours of an internship, written by the pupil; the supervisor signs a week, then the adviser does."""

    placement = models.ForeignKey("visits.Placement", models.CASCADE, related_name="entries")
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    did = models.TextField(max_length=1000)
    learnt = models.TextField(max_length=1000, blank=True)
    question = models.TextField(max_length=500, blank=True)
    written_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    countersigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    countersigned_at = models.DateTimeField(null=True, blank=True)

    history = Trail()

    class Meta:
        ordering = ["day", "starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts"), minutes__gte=1, minutes__lte=480), name="log_hours_in_order"
            ),
            models.CheckConstraint(
                condition=Q(countersigned_by=None) | Q(signed_by__isnull=False), name="log_is_signed_in_order"
            ),
            models.UniqueConstraint(fields=["placement", "day", "starts"], name="log_hours_once"),
        ]

    @property
    def said(self) -> dict[str, str]:
        return {"did": self.did, "learnt": self.learnt, "question": self.question}

    def __str__(self) -> str:
        return f"{self.placement_id} {self.day} {self.starts:%H:%M}"
