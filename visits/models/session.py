from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.trail import Trail
from visits.enums import MissedBy, SessionState, SessionWay


class Session(models.Model):
    """A team meets its mentor for one hour, with `attendant`, a staff member of the school, beside them.

    `rules.SESSION` is its life, `services/sessions.py` and `services/session_marks.py` its only writers. While open it
    holds the time of its people (`Busy`). `room` is the secret name of the online room, which only
    `services/joining.py` gives out. Whether it may take place today follows from its engagement and is asked at the
    moment of use.
    """

    engagement = models.ForeignKey("network.Engagement", models.PROTECT, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=SessionWay)
    place = models.CharField(max_length=200, blank=True)
    room = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=SessionState, default=SessionState.ASKED)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="sessions_booked")
    booked_at = models.DateTimeField()
    attendant = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="sessions_attended"
    )
    # When the staff member went in: before that nobody else does.
    opened_at = models.DateTimeField(null=True, blank=True)
    check_in = models.OneToOneField(
        "network.CheckIn", models.SET_NULL, null=True, blank=True, related_name="session", editable=False
    )
    missed_by = models.CharField(max_length=10, choices=MissedBy, blank=True)
    # What whoever cancelled wrote; `selectors/sessions.py` says who reads it.
    reason = models.CharField(max_length=500, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    # The reminders that have gone out.
    day_told_at = models.DateTimeField(null=True, blank=True)
    hour_told_at = models.DateTimeField(null=True, blank=True)

    history = Trail(leave_out=("room", "day_told_at", "hour_told_at"))

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["state", "starts_at"]), models.Index(fields=["engagement", "starts_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_times_in_order"),
            models.CheckConstraint(
                condition=~Q(state__in=[SessionState.BOOKED, SessionState.HELD, SessionState.NO_SHOW])
                | Q(attendant__isnull=False),
                name="session_has_staff",
            ),
            models.CheckConstraint(
                condition=Q(state=SessionState.NO_SHOW, missed_by__in=MissedBy.values)
                | (~Q(state=SessionState.NO_SHOW) & Q(missed_by="")),
                name="session_missed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"session {self.pk} of {self.engagement_id} ({self.state})"
