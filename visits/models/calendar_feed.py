from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """An address at which calendar programs read one person's calendar, again and again, until it is revoked.

    The address itself is shown once and kept nowhere; the row keeps the digest of its token. What it shows is asked
    anew at every reading (`selectors/calendars.py`).
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True)
    # What the person calls the program or the phone that reads it.
    label = models.CharField(max_length=60, blank=True)
    # Of a host: also the times that are open and that nobody has booked.
    with_slots = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    # The day on which a program last read it.
    read_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"calendar feed {self.pk} of {self.owner_id}"
