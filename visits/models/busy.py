from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Busy(models.Model):
    """This person is taken from one moment to another, by one visit or one mentoring session.

    Nobody is in two places: an exclusion constraint on PostgreSQL, a trigger on SQLite
    (`migrations/0002_no_double_booking.py`). Rows stand while the visit holds its seats or the
    session is open, pending ones included, and are written by `services/busy.py` alone.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="busy_times")
    visit = models.ForeignKey("visits.Visit", models.CASCADE, null=True, blank=True, related_name="busy_times")
    session = models.ForeignKey("visits.Session", models.CASCADE, null=True, blank=True, related_name="busy_times")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "starts_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="busy_times_in_order"),
            models.CheckConstraint(
                condition=Q(visit__isnull=False, session=None) | Q(visit=None, session__isnull=False),
                name="busy_with_one_thing",
            ),
            models.UniqueConstraint(fields=["person", "visit"], name="busy_once_a_visit"),
            models.UniqueConstraint(fields=["person", "session"], name="busy_once_a_session"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.starts_at:%Y-%m-%d %H:%M}"
