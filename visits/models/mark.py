from django.conf import settings
from django.db import models

from visits.enums import MarkKind


class Mark(models.Model):
    """A teacher's word about one pupil on the day. It is never changed: another one follows, and the newest counts.

    Newest by its own time, `at`: a phone without a network sends later what was noted earlier. `client_id` is made
    where it is noted, so that what is sent twice counts once.
    """

    attendee = models.ForeignKey("visits.Attendee", models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=10, choices=MarkKind)
    at = models.DateTimeField()
    taken_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    client_id = models.UUIDField(unique=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["attendee", "at"])]

    def __str__(self) -> str:
        return f"{self.attendee_id} {self.kind}"
