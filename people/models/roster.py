from django.conf import settings
from django.db import models

from people.enums import RosterState


class Roster(models.Model):
    """An uploaded list of pupils between its upload and its application. Once applied, only the counts stay.

    `raw`: every page as it was read, kept only until its columns are known. `sheets`: what is left of it then, by
    column code. `answers`: row → the pupil it means, 0 for a new one. `seen`: the digest of what the person agreed to.
    """

    school = models.ForeignKey("people.School", models.CASCADE, related_name="rosters")
    file_name = models.CharField(max_length=200)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="rosters")
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=RosterState, default=RosterState.MAPPING)
    whole_school = models.BooleanField(default=False)
    raw = models.JSONField(default=list, blank=True)
    sheets = models.JSONField(default=list, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    seen = models.CharField(max_length=64, blank=True)
    # How far the application has come, and why it was given back.
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    refusal = models.TextField(blank=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.school_id} {self.file_name}"
