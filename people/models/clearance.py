from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.trail import Trail
from people.enums import ClearanceCheck, IdentityDocument
from people.rules import SELF_SERVICE


class Clearance(models.Model):
    """One of an adult's five checks. The adult is cleared while all five are current (`selectors/gates.py`)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="clearances")
    check_kind = models.CharField(max_length=20, choices=ClearanceCheck)
    # Whose word it is: it counts while the adult speaks for that organisation.
    organisation = models.ForeignKey(
        "people.Organisation", models.CASCADE, null=True, blank=True, related_name="words_given"
    )
    # What was seen, by whom and when; never a copy of a document of identity.
    evidence = models.TextField()
    document = models.CharField(max_length=20, choices=IdentityDocument, blank=True)
    seen_in_person = models.BooleanField(default=False)
    # Nobody for what the adult does alone: the signed code, the passed quiz.
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="clearances_reviewed"
    )
    granted_on = models.DateField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    revoke_reason = models.TextField(blank=True)

    history = Trail()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "check_kind"], condition=Q(revoked_at=None), name="clearance_check_once"
            ),
            models.CheckConstraint(condition=Q(expires_on__gt=F("granted_on")), name="clearance_dates_in_order"),
            models.CheckConstraint(
                condition=Q(reviewer=None) | ~Q(user=F("reviewer")), name="clearance_not_by_oneself"
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=False) | Q(check_kind__in=sorted(SELF_SERVICE)),
                name="clearance_has_a_reviewer",
            ),
            models.CheckConstraint(
                condition=Q(check_kind=ClearanceCheck.IDENTITY) | Q(document="", seen_in_person=False),
                name="clearance_document_is_of_identity",
            ),
            models.CheckConstraint(
                condition=(~Q(check_kind=ClearanceCheck.ORGANISATION_WORD) & Q(organisation=None))
                | Q(check_kind=ClearanceCheck.ORGANISATION_WORD, organisation__isnull=False)
                | Q(check_kind=ClearanceCheck.ORGANISATION_WORD, revoked_at__isnull=False),
                name="clearance_word_names_its_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.check_kind}"
