from django.conf import settings
from django.db import models


class RecordRead(models.Model):
    """An adult read something of a minor's record. Written by `services/read_log.py` alone, never changed."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reads_made")
    pupil = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reads_of_record")
    what = models.CharField(max_length=60)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    # The start of the ten minutes it fell in: loading a page again within them is the same read.
    window = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reader", "pupil", "what", "window"], name="record_read_once_a_window")
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} read {self.what} of {self.pupil_id}"
