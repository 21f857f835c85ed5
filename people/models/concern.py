from django.conf import settings
from django.db import models
from django.db.models import Q

from people.enums import ConcernDesk, ConcernOutcome, ConcernStatus, ConcernWorry


class Concern(models.Model):
    """A case somebody reported. What was written and shown is in its `SealedCopy`, what was done in its actions.

    `named` are the people it is about: nobody of them ever sees it or decides on it (`selectors/concerns.py`).
    """

    # Empty where no school is concerned; then only the Department's lead answers for it.
    school = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="concerns_at_school"
    )
    desk = models.CharField(max_length=12, choices=ConcernDesk)
    worry = models.CharField(max_length=12, choices=ConcernWorry)
    status = models.CharField(max_length=10, choices=ConcernStatus, default=ConcernStatus.NEW)
    # Empty when somebody without an account wrote. Known to the lead alone if `hides_reporter`.
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    hides_reporter = models.BooleanField(default=False)
    # Whose words called for help, where that and nobody's report opened the case; what they write next belongs to it.
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    named = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    created_at = models.DateTimeField()
    look_by = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, blank=True)
    # From then on the Department's lead sees it too: handed up, or nobody looked in time.
    raised_at = models.DateTimeField(null=True, blank=True)
    close_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=12, choices=ConcernOutcome, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # What the lead wrote to the reporter.
    answer = models.TextField(blank=True, max_length=2000)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["status", "look_by"]), models.Index(fields=["reporter", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(desk=ConcernDesk.DEPARTMENT) | Q(school__isnull=False),
                name="concern_school_desk_has_school",
            ),
            models.CheckConstraint(
                condition=~Q(status=ConcernStatus.CLOSED)
                | (Q(closed_by__isnull=False, close_asked_by__isnull=False) & ~Q(outcome="")),
                name="concern_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | ~Q(closed_by=models.F("close_asked_by")), name="concern_closed_by_two"
            ),
        ]

    def __str__(self) -> str:
        return f"concern {self.pk}"
