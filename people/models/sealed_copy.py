from django.db import models


class SealedCopy(models.Model):
    """What was written or shown at one moment, as canonical JSON. The database refuses every change."""

    action = models.OneToOneField("people.ConcernAction", models.PROTECT, related_name="copy")
    # "report", or what an app above seals: "message".
    kind = models.CharField(max_length=20)
    content = models.TextField()

    def __str__(self) -> str:
        return f"{self.kind} of {self.action_id}"
