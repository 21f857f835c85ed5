from django.db import models

from core.trail import Trail


class Goal(models.Model):
    """What an engagement wants to reach by a day."""

    engagement = models.ForeignKey("network.Engagement", models.CASCADE, related_name="goals")
    text = models.CharField(max_length=300)
    due_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    history = Trail()

    class Meta:
        ordering = ["due_on", "pk"]

    @property
    def words(self) -> dict[str, str]:
        return {"text": self.text}

    def __str__(self) -> str:
        return self.text
