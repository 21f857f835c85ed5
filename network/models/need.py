from django.db import models

from network.enums import NeedKind


class Need(models.Model):
    """One thing a team lacks."""

    idea = models.ForeignKey("network.Idea", models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=20, choices=NeedKind)
    text = models.CharField(max_length=500)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text
