from django.conf import settings
from django.db import models
from django.db.models import Q

from core.trail import Trail


class SlotRequestHost(models.Model):
    """An offer whose host was told of a school's request, once; and, where so, that the host cannot receive them."""

    request = models.ForeignKey("visits.SlotRequest", models.CASCADE, related_name="hosts")
    offer = models.ForeignKey("network.Offer", models.PROTECT, related_name="slot_requests_told")
    told_at = models.DateTimeField()
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    history = Trail()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "offer"], name="host_told_once_a_request"),
            models.CheckConstraint(
                condition=Q(declined_at=None, declined_by=None) | Q(declined_at__isnull=False),
                name="declined_by_when_declined",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} told of {self.request_id}"
