"""Times that repeat: laid out as slots when the series is made or changed; booked slots are left alone."""

import dataclasses
import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import clock, trail
from core.actors import signed
from core.errors import Conflict, Invalid
from network.models import Offer
from people.models import User
from visits.models import Series, Slot
from visits.permissions import hostings as permissions
from visits.rules import SERIES_DAYS
from visits.selectors import host_slots, layouts
from visits.selectors.layouts import Layout, Pattern
from visits.services import hostings, slots

_WEEKS = range(1, 9)


@dataclasses.dataclass(frozen=True)
class Written:
    series: Series
    layout: Layout


@signed
def preview(*, offer: Offer, pattern: Pattern, series: Series | None = None, by: User) -> Layout:
    """What saving would do; nothing is written."""
    permissions.check_can_open_slots(by, offer)
    _check(pattern, series)
    return layouts.lay_out(offer, pattern, series)


@signed
@transaction.atomic
def create(*, offer: Offer, pattern: Pattern, by: User) -> Written:
    offer = hostings.locked(offer)
    layout = preview(offer=offer, pattern=pattern, by=by)
    series = Series(offer=offer)
    _write(series, pattern)
    _open(series, pattern, layout)
    return Written(series, layout)


@signed
@transaction.atomic
def change(*, series: Series, pattern: Pattern, by: User) -> Written:
    """Free slots to come are laid out anew; `layout.kept` are those that were booked or closed by hand."""
    offer = hostings.locked(series.offer)
    _lock_slots(series)
    layout = preview(offer=offer, pattern=pattern, series=series, by=by)
    _take_free_away(series)
    _write(series, pattern)
    _open(series, pattern, layout)
    return Written(series, layout)


@signed
def skip(*, series: Series, day: dt.date, by: User) -> Written:
    """Leave one day out; a booked slot of that day stays and is named in `layout.kept`."""
    pattern = layouts.pattern_of(series)
    if not pattern.first_day <= day <= pattern.last_day:
        raise Invalid(_("Ngày này không nằm trong lịch lặp."), field="day")
    skipped = tuple(sorted({*pattern.skipped, day}))
    return change(series=series, pattern=dataclasses.replace(pattern, skipped=skipped), by=by)


@signed
@transaction.atomic
def delete(*, series: Series, by: User) -> list[Slot]:
    """Take its free slots away. Those that were booked stay by themselves; they are returned."""
    offer = hostings.locked(series.offer)
    permissions.check_can_host(by, offer)
    _lock_slots(series)
    kept = [slot for slot in layouts.kept_of(series) if slot.closed_at is None]
    _take_free_away(series)
    trail.update(Slot.objects.filter(series=series), series=None)
    series.delete()
    return kept


def _check(pattern: Pattern, series: Series | None) -> None:
    slots.check_size(pattern.seats, pattern.groups)
    slots.check_times(pattern.starts, pattern.minutes)
    if not pattern.weekdays or not set(pattern.weekdays) <= set(range(7)):
        raise Invalid(_("Hãy chọn ít nhất một thứ trong tuần."), field="weekdays")
    if pattern.every_weeks not in _WEEKS:
        raise Invalid(_("Cách nhau từ 1 đến 8 tuần."), field="every_weeks")
    if pattern.last_day < pattern.first_day:
        raise Invalid(_("Ngày cuối không thể trước ngày đầu."), field="last_day")
    if (pattern.last_day - pattern.first_day).days > SERIES_DAYS:
        raise Invalid(_("Một lịch lặp dài nhất một năm."), field="last_day")
    today = clock.today()
    begins_earlier = series is not None and pattern.first_day == series.first_day
    if pattern.first_day < today and not begins_earlier:
        raise Invalid(_("Ngày này đã qua."), field="first_day")
    if pattern.last_day > today + dt.timedelta(days=SERIES_DAYS):
        raise Invalid(_("Chỉ mở giờ đón trong vòng một năm tới."), field="last_day")


def _write(series: Series, pattern: Pattern) -> None:
    facts = dataclasses.asdict(pattern)
    facts["weekdays"] = sorted(set(pattern.weekdays))
    facts["skipped"] = [day.isoformat() for day in sorted(set(pattern.skipped))]
    for name, value in facts.items():
        setattr(series, name, value)
    series.save()


def _open(series: Series, pattern: Pattern, layout: Layout) -> None:
    if layout.clashes:
        raise Conflict(slots.overlap_sentence(layout.clashes[0]))
    if not layout.opens and not layout.kept:
        raise Conflict(_("Lịch này không có buổi nào sắp tới. Hãy xem lại các thứ và các ngày."))
    facts = {"offer": series.offer, "series": series, "seats": pattern.seats, "groups": pattern.groups}
    rows = [Slot(starts_at=begins, ends_at=ends, **facts) for begins, ends in layout.opens]
    try:
        with transaction.atomic():
            trail.create(Slot, rows)
    except IntegrityError:
        raise Conflict(_("Có khung giờ trùng với một khung vừa được mở. Hãy xem lại.")) from None


def _lock_slots(series: Series) -> None:
    """Nobody books one of them while it is decided which are free."""
    list(_coming(series).select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def _take_free_away(series: Series) -> None:
    """What nothing remembers is deleted; what an ended visit remembers is closed and leaves the series."""
    free = _coming(series).filter(~host_slots.booked(), closed_at=None)
    trail.update(free.filter(host_slots.tied()), closed_at=clock.now(), series=None)
    for slot in free.exclude(host_slots.tied()):
        slot.delete()


def _coming(series: Series) -> QuerySet[Slot]:
    return Slot.objects.filter(series=series, starts_at__gt=clock.now())
