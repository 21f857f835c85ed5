from django.conf import settings
from django.db import models
from django.db.models import F, Q

from people.enums import DelegationScope, Right


class Delegation(models.Model):
    """The Department hands one of its rights to a commune office or a school, between two dates.

    Those who speak there today exercise it (`selectors/delegations.py`); it is asked at the moment of use.
    """

    giver = models.ForeignKey("people.Organisation", models.CASCADE, related_name="delegations_given")
    taker = models.ForeignKey("people.Organisation", models.CASCADE, related_name="delegations")
    right = models.CharField(max_length=30, choices=Right)
    scope = models.CharField(max_length=20, choices=DelegationScope)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="delegation_dates_in_order"
            ),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="delegation_not_to_oneself"),
            models.UniqueConstraint(
                fields=["taker", "right", "scope"], condition=Q(revoked_at=None), name="delegation_standing_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.right} → {self.taker_id}"
