from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.trail import Trail


class ClubMembership(models.Model):
    """A pupil's place in a club of the pupil's own school (`services/clubs.py` keeps that; a trigger guards it)."""

    club = models.ForeignKey("network.Club", models.CASCADE, related_name="memberships")
    pupil = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="club_memberships")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    history = Trail()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "pupil"], condition=Q(left_on=None), name="club_member_once"),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")), name="club_membership_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} in {self.club_id}"
