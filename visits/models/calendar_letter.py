from django.conf import settings
from django.db import models

from visits.calendar_enums import LetterKind


class CalendarLetter(models.Model):
    """A visit as it was sent by mail into somebody's calendar, once for each of its versions (`Visit.sequence`)."""

    visit = models.ForeignKey("visits.Visit", models.CASCADE, related_name="calendar_letters")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sequence = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=LetterKind)
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "person", "sequence", "kind"], name="calendar_letter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.visit_id}.{self.sequence} to {self.person_id}"
