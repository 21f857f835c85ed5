from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.trail import Trail
from visits.enums import Answer, AnswerWay

# A yes on paper that one of the staff has written down and no second one has confirmed.
WAITS = Q(way=AnswerWay.PAPER, answer=Answer.YES, confirmed_by=None)


class Agreement(models.Model):
    """A guardian's answer about one pupil's going on one visit, beside the standing consent to visits.

    It counts while `terms` is the visit's, the guardianship stands and the consent `visit` does: nothing is copied
    from there. A yes on paper counts by the word of two people of the school, as a consent's does; until then it waits
    beside whatever the guardian said before. A no counts by the word of one: nobody goes against a guardian's will.
    """

    attendee = models.ForeignKey("visits.Attendee", models.CASCADE, related_name="agreements")
    guardianship = models.ForeignKey("people.Guardianship", models.CASCADE, related_name="visit_agreements")
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
            models.UniqueConstraint(
                fields=["attendee", "guardianship"], condition=~WAITS, name="one_answer_a_guardian"
            ),
            models.UniqueConstraint(
                fields=["attendee", "guardianship"], condition=WAITS, name="one_waiting_paper_a_guardian"
            ),
            models.CheckConstraint(
                condition=~Q(way=AnswerWay.PAPER)
                | (Q(taken_by__isnull=False) & (Q(confirmed_by=None) | ~Q(taken_by=F("confirmed_by")))),
                name="paper_agreement_needs_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attendee_id} {self.answer}"

    @property
    def waits(self) -> bool:
        """The same as `WAITS`, of this row."""
        return self.way == AnswerWay.PAPER and self.answer == Answer.YES and self.confirmed_by_id is None
