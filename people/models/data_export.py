from django.conf import settings
from django.db import models

from people.enums import ExportState


class DataExport(models.Model):
    """A copy of everything kept about a person, for one reader alone, until it expires.

    `services/exports.py` builds it in the background, one kind of data after the other: `step` of `steps`.
    """

    subject = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="data_exports")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ExportState, default=ExportState.WAITING)
    step = models.PositiveSmallIntegerField(default=0)
    steps = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    content = models.BinaryField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["expires_at"])]

    def __str__(self) -> str:
        return f"data of {self.subject_id} for {self.reader_id} ({self.state})"

    @property
    def is_being_made(self) -> bool:
        return self.state in {ExportState.WAITING, ExportState.RUNNING}
