from django.conf import settings
from django.db import models
from django.db.models import Q

from core.trail import Trail


class Certificate(models.Model):
    """That a pupil took part in a visit. `code` stands on the paper, and whoever holds it may ask whether it is true.

    The name is the pupil's account's. Where that was forgotten, `forgotten_at` makes the code say that there is nothing
    left to compare with.
    """

    attendee = models.OneToOneField("visits.Attendee", models.PROTECT, related_name="certificate")
    code = models.CharField(max_length=20, unique=True, editable=False)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    history = Trail()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(reason=""),
                name="revoked_certificate_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"certificate {self.pk}"

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None and self.forgotten_at is None
