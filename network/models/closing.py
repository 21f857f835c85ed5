from django.conf import settings
from django.db import models
from django.db.models import Q

from network.enums import Side


class Closing(models.Model):
    """One side's answers to the three closing questions."""

    engagement = models.ForeignKey("network.Engagement", models.CASCADE, related_name="closings")
    side = models.CharField(max_length=10, choices=Side)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # 1 (no) to 5 (very much): did it help; what was best; what should be different next time.
    helped = models.PositiveSmallIntegerField()
    best = models.TextField(max_length=1000)
    better = models.TextField(max_length=1000, blank=True)
    thanks = models.TextField(max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["engagement", "side"], name="closing_once_a_side"),
            models.CheckConstraint(condition=Q(helped__gte=1, helped__lte=5), name="closing_helped_one_to_five"),
        ]

    @property
    def words(self) -> dict[str, str]:
        return {"best": self.best, "better": self.better, "thanks": self.thanks}

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.side}"
