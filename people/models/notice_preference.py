from django.conf import settings
from django.db import models

from people.enums import DigestRhythm


class NoticePreference(models.Model):
    """What a person wants to be told. Who has no row wants everything, and adults a mail a day."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preference")
    digest = models.CharField(max_length=8, choices=DigestRhythm, default=DigestRhythm.DAILY)
    # Codes of kinds (`people/notice_kinds.py`); an urgent one in here counts nothing.
    muted = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.digest}"
