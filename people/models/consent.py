from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.trail import Trail
from people.enums import ConsentPurpose, ConsentWay


class Consent(models.Model):
    """A guardian's yes to one purpose for one pupil. Silence is no; a withdrawal acts at once.

    It counts while it is neither withdrawn nor expired and the guardianship stands (`selectors/gates.py`).
    """

    guardianship = models.ForeignKey("people.Guardianship", models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=ConsentPurpose)
    text_version = models.CharField(max_length=20)
    way = models.CharField(max_length=10, choices=ConsentWay)
    evidence = models.TextField(blank=True)
    # A paper counts by the word of two different people of the school.
    paper = models.ForeignKey("people.ConsentPaper", models.PROTECT, null=True, blank=True, related_name="consents")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField()
    expires_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    history = Trail()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(way=ConsentWay.PAPER)
                | Q(withdrawn_at__isnull=False)
                | (Q(taken_by__isnull=False, confirmed_by__isnull=False) & ~Q(taken_by=F("confirmed_by"))),
                name="consent_paper_needs_two_people",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")), name="consent_times_in_order"
            ),
            models.UniqueConstraint(
                fields=["guardianship", "purpose"], condition=Q(withdrawn_at=None), name="consent_standing_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guardianship_id} {self.purpose}"
