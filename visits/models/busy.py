from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Busy(models.Model):
    """This person is taken from one moment to another, by one visit.

    Nobody is in two places: an exclusion constraint on PostgreSQL, a trigger on SQLite
    (`migrations/0002_no_double_booking.py`). Rows stand while the visit holds its seats, pending ones included, and
    are written by `services/busy.py` alone.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="busy_times")
    visit = models.ForeignKey("visits.Visit", models.CASCADE, related_name="busy_times")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "starts_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="busy_times_in_order"),
            models.UniqueConstraint(fields=["person", "visit"], name="busy_once_a_visit"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.starts_at:%Y-%m-%d %H:%M}"
