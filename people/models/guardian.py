from django.db import models

from core.trail import Trail


class Guardian(models.Model):
    """A parent or other guardian; has no account."""

    full_name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, blank=True)

    history = Trail()

    def __str__(self) -> str:
        return self.full_name
