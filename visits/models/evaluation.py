from django.conf import settings
from django.db import models

from visits.enums import EvaluationSide


class Evaluation(models.Model):
    """The last words of one side of an internship, written once.

    Adults: `scores` maps each of `enums.Competence` to 1–4, and `words`. The pupil answers three questions: what was
    learnt (`words`), what was hard, what comes next.
    """

    placement = models.ForeignKey("visits.Placement", models.CASCADE, related_name="evaluations")
    side = models.CharField(max_length=10, choices=EvaluationSide)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    scores = models.JSONField(default=dict, blank=True)
    words = models.TextField(max_length=2000)
    hard = models.TextField(max_length=2000, blank=True)
    onward = models.TextField(max_length=2000, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["placement", "side"], name="one_evaluation_a_side")]

    @property
    def said(self) -> dict[str, str]:
        return {"words": self.words, "hard": self.hard, "onward": self.onward}

    def __str__(self) -> str:
        return f"{self.placement_id} {self.side}"
