from django.conf import settings
from django.db import models


class ConductSignature(models.Model):
    """A full name typed under one version of the code of conduct. Never changed."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="conduct_signatures")
    version = models.CharField(max_length=20)
    # The name as it was typed, and the language in which the text was read.
    signed_name = models.CharField(max_length=120)
    language = models.CharField(max_length=5)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["-signed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.version}"
