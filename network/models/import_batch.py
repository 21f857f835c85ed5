from django.conf import settings
from django.db import models


class ImportBatch(models.Model):
    """An uploaded sheet between its preview and what was written of it: parsed rows, no file.

    `rows`: a list of dicts keyed by column code; `errors`: a list of {row, column, message}. `services/import_jobs.py`
    moves it: `queued_at` while somebody has asked for it to be written, `checked` rows looked at again so far,
    `failure` why nothing was written, `created` the ids of what was.
    """

    kind = models.CharField(max_length=20)
    file_name = models.CharField(max_length=200)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="import_batches")
    created_at = models.DateTimeField(auto_now_add=True)
    rows = models.JSONField()
    row_count = models.PositiveIntegerField(default=0)
    errors = models.JSONField(default=list)
    queued_at = models.DateTimeField(null=True, blank=True)
    checked = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    created = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}"

    @property
    def state(self) -> str:
        """faulty · ready · running · failed · applied"""
        if self.applied_at:
            return "applied"
        if self.queued_at:
            return "running"
        if self.failure:
            return "failed"
        return "faulty" if self.errors else "ready"
