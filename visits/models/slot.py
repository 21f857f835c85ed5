from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.trail import Trail


class Slot(models.Model):
    """A time at which a host receives so many pupils in so many groups.

    `seats_taken` and `groups_taken` rise and fall only in `services/seats.py`, by one conditional UPDATE each, with the
    constraints behind it (ADR 2). Two open slots of one offer never overlap: an exclusion constraint on PostgreSQL, a
    trigger on SQLite (`migrations/0002_no_double_booking.py`).
    """

    offer = models.ForeignKey("network.Offer", models.PROTECT, related_name="slots")
    series = models.ForeignKey("visits.Series", models.SET_NULL, null=True, blank=True, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField()
    groups = models.PositiveSmallIntegerField(default=1)
    seats_taken = models.PositiveSmallIntegerField(default=0, editable=False)
    groups_taken = models.PositiveSmallIntegerField(default=0, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)

    history = Trail(leave_out=("seats_taken", "groups_taken"))

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["starts_at", "id"]), models.Index(fields=["offer", "starts_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_times_in_order"),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats_taken__lte=F("seats")), name="slot_seats_not_exceeded"
            ),
            models.CheckConstraint(
                condition=Q(groups__gte=1, groups_taken__lte=F("groups")), name="slot_groups_not_exceeded"
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%H:%M %d/%m/%Y}"

    @property
    def seats_left(self) -> int:
        """For one more group; 0 when no group fits any more."""
        return self.seats - self.seats_taken if self.groups_taken < self.groups else 0
