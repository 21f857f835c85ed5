from django.conf import settings
from django.db import models


class CheckIn(models.Model):
    """A dated note of how an engagement goes: what was done, what comes next."""

    engagement = models.ForeignKey("network.Engagement", models.CASCADE, related_name="check_ins")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    held_on = models.DateField()
    done = models.TextField(max_length=2000)
    next_step = models.TextField(max_length=1000, blank=True)
    minutes = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-held_on", "-pk"]

    @property
    def words(self) -> dict[str, str]:
        return {"done": self.done, "next_step": self.next_step}

    def __str__(self) -> str:
        return f"{self.engagement_id} on {self.held_on}"
