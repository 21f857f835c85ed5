from django.db import models
from django.db.models import F, Q

from people.rules import CODE_TRIES


class GuardianCode(models.Model):
    """Six digits sent to a guardian's phone; only their digest is kept (`services/guardian_codes.py`).

    Once used it is also the guardian's visit: for half an hour the browser that holds its number is let in.
    """

    link = models.ForeignKey("people.GuardianLink", models.CASCADE, related_name="codes")
    # As it was then: the limit counts codes by number, and a visit ends when the number changes.
    phone = models.CharField(max_length=20)
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    # The guardian went away, or the visit was ended for them.
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["phone", "sent_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="guardian_code_expires_later"),
            models.CheckConstraint(condition=Q(tries__lte=CODE_TRIES), name="guardian_code_tries"),
        ]

    def __str__(self) -> str:
        return f"{self.link_id} {self.sent_at:%Y-%m-%d %H:%M}"
