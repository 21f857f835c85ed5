"""A mentor opens hours of the week, closes them again, and takes days off."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from network.models import Offer
from people.models import User
from visits import rules
from visits.enums import OPEN_SESSION_STATES, HourWay
from visits.models import DayOff, Session, WeeklyHour
from visits.permissions import sessions as permissions


@dataclass(frozen=True)
class Hours:
    """What a mentor says. Without `offer` they are for every team; without `last_day` until they are closed."""

    weekday: int
    starts: dt.time
    ends: dt.time
    way: HourWay
    minutes: int
    first_day: dt.date
    last_day: dt.date | None = None
    offer: Offer | None = None


@signed
@transaction.atomic
def open_hours(*, hours: Hours, by: User) -> WeeklyHour:
    permissions.check_can_open_hours(by)
    _check(hours)
    # Of two forms sent at once the second finds the first one's hours.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    mine = WeeklyHour.objects.filter(mentor=by)
    if mine.count() >= rules.HOURS_MOST:
        raise Conflict(_("Đã có nhiều khung giờ rồi. Hãy đóng bớt trước khi mở thêm."))
    _check_meets_none(hours, mine)
    return WeeklyHour.objects.create(mentor=by, **vars(hours))


@signed
@transaction.atomic
def change_hours(*, row: WeeklyHour, hours: Hours, by: User) -> WeeklyHour:
    """What is booked already stays. `row` is the mentor's own: `selectors.hours.get_own` gives no other."""
    permissions.check_can_open_hours(by)
    _check(hours)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    mine = WeeklyHour.objects.filter(mentor=by)
    if not mine.filter(pk=row.pk).exists():
        raise Conflict(_("Khung giờ này vừa được đóng."))
    _check_meets_none(hours, mine.exclude(pk=row.pk))
    for name, value in vars(hours).items():
        setattr(row, name, value)
    row.save()
    return row


@signed
@transaction.atomic
def close_hours(*, row: WeeklyHour, by: User) -> None:
    """What is booked already stays. `row` is the mentor's own: `selectors.hours.get_own` gives no other."""
    row.delete()


@signed
@transaction.atomic
def take_days_off(*, first_day: dt.date, last_day: dt.date, by: User) -> tuple[DayOff, int]:
    """And how many sessions stand on these days, which the mentor has to settle with the teams."""
    permissions.check_can_open_hours(by)
    if last_day < first_day:
        raise Invalid(_("Ngày cuối phải từ ngày đầu trở đi."), field="last_day")
    if last_day < clock.today():
        raise Invalid(_("Những ngày này đã qua."), field="last_day")
    if last_day > clock.today() + dt.timedelta(days=rules.DAYS_OFF_AHEAD):
        raise Invalid(_("Hãy chọn những ngày trong vòng một năm tới."), field="last_day")
    start, end = (
        dt.datetime.combine(day, dt.time(), tzinfo=clock.zone()) for day in (first_day, last_day + dt.timedelta(days=1))
    )
    standing = Session.objects.filter(
        engagement__supporter=by, state__in=OPEN_SESSION_STATES, starts_at__gte=start, starts_at__lt=end
    )
    return DayOff.objects.create(mentor=by, first_day=first_day, last_day=last_day), standing.count()


@signed
@transaction.atomic
def drop_days_off(*, row: DayOff, by: User) -> None:
    """`row` is the mentor's own: `selectors.hours.get_own_day_off` gives no other."""
    row.delete()


def _check(hours: Hours) -> None:
    if not (hours.starts >= rules.DAY_BEGINS and hours.ends <= rules.DAY_ENDS):
        raise Invalid(_("Giờ hẹn với học sinh nằm trong khoảng 6 giờ đến 21 giờ."), field="starts")
    if hours.ends <= hours.starts:
        raise Invalid(_("Giờ kết thúc phải sau giờ bắt đầu."), field="ends")
    least, most = rules.SESSION_MINUTES
    if not least <= hours.minutes <= most:
        raise Invalid(
            _("Mỗi buổi dài từ %(least)d đến %(most)d phút.") % {"least": least, "most": most}, field="minutes"
        )
    length = dt.datetime.combine(dt.date.min, hours.ends) - dt.datetime.combine(dt.date.min, hours.starts)
    if length < dt.timedelta(minutes=hours.minutes):
        raise Invalid(_("Khung giờ ngắn hơn một buổi."), field="minutes")
    if hours.last_day and hours.last_day < max(hours.first_day, clock.today()):
        raise Invalid(_("Ngày cuối phải từ hôm nay và từ ngày đầu trở đi."), field="last_day")


def _check_meets_none(hours: Hours, others: QuerySet[WeeklyHour]) -> None:
    if others.filter(_meeting(hours)).exists():
        raise Invalid(_("Khung giờ này chồng lên một khung giờ anh chị đã mở."), field="starts")


def _meeting(hours: Hours) -> Q:
    """Of other hours of the same weekday: at the same time, in some weeks of both."""
    together = Q(weekday=hours.weekday, starts__lt=hours.ends, ends__gt=hours.starts)
    together &= Q(last_day=None) | Q(last_day__gte=hours.first_day)
    return together & Q(first_day__lte=hours.last_day) if hours.last_day else together
