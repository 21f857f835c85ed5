from django.conf import settings
from django.db import models


class ImportBatch(models.Model):
    """An uploaded sheet between its preview and its application: parsed rows, no file.

    `rows`: a list of dicts keyed by column code; `errors`: a list of {row, column, message}.
    """

    kind = models.CharField(max_length=20)
    file_name = models.CharField(max_length=200)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="import_batches")
    created_at = models.DateTimeField(auto_now_add=True)
    rows = models.JSONField()
    errors = models.JSONField(default=list)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}"
