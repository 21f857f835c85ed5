from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.trail import Trail


class PhoneCheck(models.Model):
    """Two of the school's staff vouch for a guardian's number: nobody alone makes a phone that can agree.

    A number with no confirmed check gets neither link nor code (`selectors/guardians.py`).
    """

    guardian = models.ForeignKey("people.Guardian", models.CASCADE, related_name="phone_checks")
    phone = models.CharField(max_length=20)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # Another number took its place before or after somebody confirmed it.
    dropped_at = models.DateTimeField(null=True, blank=True)

    history = Trail()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | (Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(confirmed_by=F("asked_by"))),
                name="phone_check_by_two_people",
            ),
            models.UniqueConstraint(
                fields=["guardian"], condition=Q(confirmed_at=None, dropped_at=None), name="phone_check_open_once"
            ),
            models.UniqueConstraint(
                fields=["guardian"],
                condition=Q(confirmed_at__isnull=False, dropped_at=None),
                name="phone_check_standing_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guardian_id} {self.phone}"
