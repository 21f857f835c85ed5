from django.conf import settings
from django.db import models

from core.trail import Trail


class SafeguardingLead(models.Model):
    """Reports of concern go to whoever wears this hat, while it is worn (`selectors/safeguarding.py`).

    A table of its own: on SQLite triggers of `network` read `Affiliation`, which therefore cannot be rebuilt.
    """

    affiliation = models.OneToOneField("people.Affiliation", models.CASCADE, related_name="safeguarding_lead")
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField()

    history = Trail()

    def __str__(self) -> str:
        return f"lead {self.affiliation_id}"
