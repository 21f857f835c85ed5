"""The stretch of time that figures are asked for: a season, or from a day to a day."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core import clock
from core.errors import Invalid
from network.models import Season

_WITHOUT_A_SEASON = dt.timedelta(days=365)


@dataclass(frozen=True)
class Period:
    """Both days belong to it."""

    first: dt.date
    last: dt.date

    @property
    def moments(self) -> tuple[dt.datetime, dt.datetime]:
        """From the first midnight up to, not with, the last, on the wall clock of Hải Phòng."""
        days = (self.first, self.last + dt.timedelta(days=1))
        begins, ends = (dt.datetime.combine(day, dt.time(), tzinfo=clock.zone()) for day in days)
        return begins, ends

    @property
    def first_week(self) -> dt.date:
        """The Monday of the week it begins in."""
        return self.first - dt.timedelta(days=self.first.weekday())


def chosen(*, season: Season | None = None, first: dt.date | None = None, last: dt.date | None = None) -> Period:
    """What is not said is taken from the season; without one, from today's."""
    whole = _of_season(season or current_season())
    period = Period(first or whole.first, last or whole.last)
    if period.first > period.last:
        raise Invalid(_("Ngày đầu phải trước ngày cuối."), field="first")
    # One more day is counted at the end.
    if period.last.year >= dt.MAXYEAR or period.first.year < _EARLIEST:
        raise Invalid(_("Hãy chọn những ngày trong các năm học của chương trình."), field="first")
    return period


_EARLIEST = 2000


def current_season() -> Season | None:
    """The one today is in; between two, the last that began."""
    return Season.objects.filter(starts_on__lte=clock.today()).first() or Season.objects.last()


def _of_season(season: Season | None) -> Period:
    if season is None:
        return Period(clock.today() - _WITHOUT_A_SEASON, clock.today())
    return Period(season.starts_on, season.ends_on)
