from django.conf import settings
from django.db import models
from django.db.models import Q


class Credit(models.Model):
    """Time an adult gave to pupils for an organisation. It follows from the visit or session that took place.

    `services/credit_hours.py` makes it what the visit or session says today, so it is gone where that is corrected.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="credits")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="credits")
    minutes = models.PositiveSmallIntegerField()
    given_on = models.DateField()
    visit = models.ForeignKey("visits.Visit", models.CASCADE, null=True, blank=True, related_name="credits")
    session = models.ForeignKey("visits.Session", models.CASCADE, null=True, blank=True, related_name="credits")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-given_on", "-pk"]
        indexes = [models.Index(fields=["user", "given_on"]), models.Index(fields=["organisation", "given_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(visit__isnull=False, session=None) | Q(visit=None, session__isnull=False),
                name="credit_of_one_thing",
            ),
            models.UniqueConstraint(fields=["user", "visit"], name="one_credit_a_visit"),
            models.UniqueConstraint(fields=["user", "session"], name="one_credit_a_session"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.minutes}"
