from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import shelves
from core.trail import Trail


class Shelf(shelves.Shelf):
    """Files leave it through `services/consent_papers.py` alone."""

    setting = "PAPERS_ROOT"


class ConsentPaper(models.Model):
    """The paper a guardian signed, as one of the staff read it. It counts once a second one has read it, too."""

    guardianship = models.ForeignKey("people.Guardianship", models.CASCADE, related_name="papers")
    file = models.FileField(storage=Shelf(), upload_to="consents/%Y/")
    content_type = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    # Purpose → True for yes, False for no; what is blank on the paper is not in it.
    answers = models.JSONField()
    text_version = models.CharField(max_length=20)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    is_right = models.BooleanField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    # The trail names the file by its digest; the file itself is on the shelf alone.
    history = Trail(leave_out=["file"])

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, is_right=None)
                | (
                    Q(decided_by__isnull=False, decided_at__isnull=False, is_right__isnull=False)
                    & (Q(is_right=False) | ~Q(decided_by=F("uploaded_by")))
                ),
                name="consent_paper_by_two_people",
            ),
            models.UniqueConstraint(
                fields=["guardianship", "sha256"], condition=Q(is_right=None), name="consent_paper_waits_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guardianship_id} {self.uploaded_at:%Y-%m-%d}"
