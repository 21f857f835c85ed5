from django.db import models
from django.db.models import Q

from people.models.secret_link import SecretLink


class GuardianLink(SecretLink):
    """The way to one guardian's page: open for one answer, afterwards the door at which a new code is asked.

    Alone it shows nothing about the child and takes no yes: each needs a code sent to the guardian's phone.
    """

    guardianship = models.ForeignKey("people.Guardianship", models.CASCADE, related_name="links")
    # The day it was sent by message; a printed one has none. At most one message a day reaches a guardian.
    sent_on = models.DateField(null=True, blank=True)

    class Meta(SecretLink.Meta):
        constraints = [
            *SecretLink.Meta.constraints,
            models.UniqueConstraint(
                fields=["guardianship", "sent_on"], condition=Q(sent_on__isnull=False), name="guardian_link_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guardianship_id} {self.created_at:%Y-%m-%d}"
