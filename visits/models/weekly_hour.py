from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.trail import Trail
from visits.enums import HourWay, Weekday
from visits.rules import DAY_BEGINS, DAY_ENDS, SESSION_MINUTES


class WeeklyHour(models.Model):
    """Hours of each week in which a mentor can be booked, for one offer or, where `offer` is empty, by every team.

    Opening them is the mentor's yes to whatever is booked inside. They lie within the day, when adults may meet pupils.
    """

    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="weekly_hours")
    offer = models.ForeignKey("network.Offer", models.CASCADE, null=True, blank=True, related_name="weekly_hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    starts = models.TimeField()
    ends = models.TimeField()
    way = models.CharField(max_length=10, choices=HourWay, default=HourWay.ONLINE)
    minutes = models.PositiveSmallIntegerField(default=45)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    history = Trail()

    class Meta:
        ordering = ["weekday", "starts", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="weekly_hour_on_a_weekday"),
            models.CheckConstraint(
                condition=Q(starts__gte=DAY_BEGINS, ends__lte=DAY_ENDS, ends__gt=F("starts")),
                name="weekly_hour_within_the_day",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=SESSION_MINUTES[0], minutes__lte=SESSION_MINUTES[1]),
                name="weekly_hour_minutes",
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="weekly_hour_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor_id} {self.weekday} {self.starts:%H:%M}"
