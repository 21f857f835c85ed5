from django.conf import settings
from django.db import models
from django.db.models import F, Q

from people.enums import ClearanceCheck, IdentityWay, RequestOutcome


class ClearanceRequest(models.Model):
    """Somebody waits for one of their checks: for the Department, or for a word of the organisation named."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="clearance_requests")
    check_kind = models.CharField(max_length=20, choices=ClearanceCheck)
    organisation = models.ForeignKey(
        "people.Organisation", models.CASCADE, null=True, blank=True, related_name="words_asked"
    )
    # How the adult would like to show who they are.
    way = models.CharField(max_length=10, choices=IdentityWay, blank=True)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=RequestOutcome, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["decided_at", "asked_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "check_kind"], condition=Q(decided_at=None), name="clearance_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, outcome="") | (Q(decided_at__isnull=False) & ~Q(outcome="")),
                name="clearance_request_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(check_kind=ClearanceCheck.ORGANISATION_WORD, organisation__isnull=False)
                | (~Q(check_kind=ClearanceCheck.ORGANISATION_WORD) & Q(organisation=None)),
                name="clearance_word_is_of_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(user=F("decided_by")) | Q(outcome=RequestOutcome.WITHDRAWN),
                name="clearance_request_not_by_oneself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.check_kind}"
