from django.conf import settings
from django.db import models
from django.db.models import Q

from core.trail import Trail


class ProtectiveHold(models.Model):
    """While it stands, something of an app above is frozen: that app asks `gates.is_held` at every use.

    `target_kind` and `target` name it ("engagement", its id): `people` knows no model above it.
    """

    concern = models.ForeignKey("people.Concern", models.PROTECT, related_name="holds")
    target_kind = models.CharField(max_length=20)
    target = models.PositiveBigIntegerField()
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    history = Trail()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["target_kind", "target", "lifted_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "target_kind", "target"], condition=Q(lifted_at=None), name="hold_stands_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.target_kind} {self.target} held by {self.concern_id}"
