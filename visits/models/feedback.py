from django.conf import settings
from django.db import models
from django.db.models import Q

from visits.enums import FeedbackSide, GoAgain


class Feedback(models.Model):
    """What one side says of a visit that took place, written once. `selectors/feedbacks.py` says who reads it when."""

    visit = models.ForeignKey("visits.Visit", models.CASCADE, related_name="feedbacks")
    side = models.CharField(max_length=6, choices=FeedbackSide)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()
    well = models.TextField(max_length=1000)
    better = models.TextField(max_length=1000, blank=True)
    again = models.CharField(max_length=5, choices=GoAgain)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "side"], name="one_feedback_a_side"),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="feedback_score_of_five"),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.side}"
