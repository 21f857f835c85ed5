from django.db import models

from matching.enums import RunTrigger


class Run(models.Model):
    """One computation of suggestions: with what configuration and code, up to when, how many."""

    trigger = models.CharField(max_length=10, choices=RunTrigger)
    configuration = models.JSONField(default=dict)
    code_version = models.CharField(max_length=40)
    cut_off = models.DateTimeField()
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    suggestion_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"run {self.pk} ({self.trigger})"
