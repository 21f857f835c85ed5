from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.trail import Trail
from people.enums import Role


class Affiliation(models.Model):
    """A hat: this person holds this role in this organisation between two dates (the last day included)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="affiliations")
    role = models.CharField(max_length=20, choices=Role)
    # A pupil's class, an adult's post.
    title = models.CharField(max_length=80, blank=True)
    # The number under which the school's own software knows a pupil.
    pupil_code = models.CharField(max_length=30, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    history = Trail()

    class Meta:
        indexes = [models.Index(fields=["organisation", "role", "ends_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="affiliation_dates_in_order"
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], condition=Q(ends_on=None), name="affiliation_open_once"
            ),
            # A pupil is in one school at a time.
            models.UniqueConstraint(
                fields=["user"], condition=Q(role=Role.STUDENT, ends_on=None), name="pupil_in_one_school"
            ),
            models.UniqueConstraint(
                fields=["organisation", "pupil_code"],
                condition=Q(role=Role.STUDENT, ends_on=None) & ~Q(pupil_code=""),
                name="pupil_code_once_a_school",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} @ {self.organisation_id}"
