from django.conf import settings
from django.db import models
from django.db.models import Q


class Reflection(models.Model):
    """What a pupil tells of a visit: three guided questions. Until `sent_at` it is a draft that nobody else reads.

    The organiser answers with a kind word, and shares it with the host, who reads it without a name.
    """

    attendee = models.OneToOneField("visits.Attendee", models.CASCADE, related_name="reflection")
    seen = models.TextField(max_length=2000, blank=True)
    surprised = models.TextField(max_length=2000, blank=True)
    onward = models.TextField(max_length=2000, blank=True)
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    word = models.CharField(max_length=500, blank=True)
    word_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False) | Q(shared_at=None, word=""), name="draft_reflection_is_the_pupils"
            ),
            models.CheckConstraint(
                condition=Q(shared_at=None, shared_by=None) | Q(shared_at__isnull=False, shared_by__isnull=False),
                name="shared_reflection_has_who_shared",
            ),
        ]

    @property
    def said(self) -> dict[str, str]:
        return {"seen": self.seen, "surprised": self.surprised, "onward": self.onward}

    def __str__(self) -> str:
        return f"reflection of {self.attendee_id}"
