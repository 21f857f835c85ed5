from django.conf import settings
from django.db import models
from django.db.models import Q

from people.rules import QUIZ_TRIES_A_DAY


class QuizTry(models.Model):
    """One draw of the safeguarding quiz and, once finished, its answers. Three a day, one open at a time."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="quiz_tries")
    version = models.CharField(max_length=20)
    # [[id of the question, [its options in the order shown]], …]
    drawn = models.JSONField()
    # The places chosen, in the order shown; None while it is open and where time ran out.
    answers = models.JSONField(null=True)
    right = models.PositiveSmallIntegerField(default=0)
    is_passed = models.BooleanField(default=False)
    started_on = models.DateField()
    number = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(finished_at=None), name="quiz_one_open_try"),
            models.UniqueConstraint(fields=["user", "started_on", "number"], name="quiz_try_numbered_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=QUIZ_TRIES_A_DAY), name="quiz_tries_a_day"),
            models.CheckConstraint(
                condition=Q(is_passed=False) | Q(finished_at__isnull=False), name="quiz_passed_when_finished"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.started_on} {self.number}"
