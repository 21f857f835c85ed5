from django.conf import settings
from django.db import models

from people.enums import ConcernAct


class ConcernAction(models.Model):
    """One link of a case's history, written by `services/concern_chain.py` alone. The database refuses every change.

    `digest` covers this row, the copy sealed with it and `previous`, the digest before it, so whatever is altered,
    left out or put between shows (`concern_chain.is_whole`).
    """

    concern = models.ForeignKey("people.Concern", models.PROTECT, related_name="actions")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=20, choices=ConcernAct)
    # Empty for the report itself and for what happened by the clock.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(blank=True, max_length=4000)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["concern", "number"]
        constraints = [models.UniqueConstraint(fields=["concern", "number"], name="concern_action_numbered_once")]

    def __str__(self) -> str:
        return f"{self.concern_id}/{self.number} {self.act}"
