from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.trail import Trail
from visits.enums import Answer, AnswerWay


class PlacementAgreement(models.Model):
    """A guardian's answer about one pupil's internship, as `Agreement` is for visits.

    It counts while `terms` is the placement's and the guardianship stands; a paper by the word of two of the staff.
    """

    placement = models.ForeignKey("visits.Placement", models.CASCADE, related_name="agreements")
    guardianship = models.ForeignKey("people.Guardianship", models.CASCADE, related_name="placement_agreements")
    terms = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=3, choices=Answer)
    way = models.CharField(max_length=10, choices=AnswerWay)
    note = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    history = Trail()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "guardianship"], name="one_placement_answer_a_guardian"),
            models.CheckConstraint(
                condition=~Q(way=AnswerWay.PAPER)
                | (Q(taken_by__isnull=False) & (Q(confirmed_by=None) | ~Q(taken_by=F("confirmed_by")))),
                name="placement_paper_needs_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.answer}"
