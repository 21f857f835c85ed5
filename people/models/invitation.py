from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock
from people.enums import InvitationState, Role
from people.models.secret_link import SecretLink


class Invitation(SecretLink):
    """A one-time link by which one adult takes one role in one organisation."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=20, choices=Role)
    # Given, only the owner of this address may accept, and the link is mailed there.
    email = models.EmailField(blank=True)
    title = models.CharField(max_length=80, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(SecretLink.Meta):
        ordering = ["-pk"]
        constraints = [
            *SecretLink.Meta.constraints,
            models.CheckConstraint(condition=~Q(role=Role.STUDENT), name="invitation_not_for_pupils"),
            models.CheckConstraint(
                condition=Q(used_at=None, accepted_by=None) | Q(used_at__isnull=False), name="invitation_used_by"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} @ {self.organisation_id}"

    @property
    def state(self) -> InvitationState:
        if self.used_at is not None:
            return InvitationState.ACCEPTED
        if self.revoked_at is not None:
            return InvitationState.REVOKED
        return InvitationState.OPEN if self.expires_at > clock.now() else InvitationState.EXPIRED
