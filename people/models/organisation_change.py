from django.conf import settings
from django.db import models
from django.db.models import Q

from people.enums import ChangeState


class OrganisationChange(models.Model):
    """What a verified organisation wants to change in its file. Until it is accepted the verified words stand."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="changes")
    # Keyed like `rules.FILE`.
    content = models.JSONField()
    state = models.CharField(max_length=10, choices=ChangeState, default=ChangeState.WAITING)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=1000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state=ChangeState.WAITING), name="organisation_change_one_waits"
            ),
            models.CheckConstraint(
                condition=Q(state=ChangeState.WAITING) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="organisation_change_decided_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.state}"
