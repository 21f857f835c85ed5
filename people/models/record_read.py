from django.conf import settings
from django.db import models

from people.enums import Role


class RecordRead(models.Model):
    """An adult read something of a minor's record. Written by `services/read_log.py` alone.

    Never changed: a trigger refuses it, and accounts are pseudonymised, not deleted.
    """

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reads_made")
    pupil = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reads_of_record")
    # What the reader was then: the hat of a school's staff before any other.
    role = models.CharField(max_length=20, choices=Role, blank=True)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=60)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    # The start of the ten minutes it fell in: loading a page again within them is the same read.
    window = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["pupil", "-at"])]
        constraints = [
            models.UniqueConstraint(fields=["reader", "pupil", "what", "window"], name="record_read_once_a_window")
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} read {self.what} of {self.pupil_id}"
