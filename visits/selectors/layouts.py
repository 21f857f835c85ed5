"""What slots that repeat would become: which open, which days are left out and why, what stands in the way."""

import datetime as dt
from dataclasses import dataclass, field

from core import clock
from network.models import Offer
from visits import repeats
from visits.models import Series, Slot
from visits.selectors import closures, host_slots

Times = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True)
class Pattern:
    """What a host says of slots that repeat; `skipped` are days taken out by hand."""

    weekdays: tuple[int, ...]
    starts: dt.time
    first_day: dt.date
    last_day: dt.date
    seats: int
    minutes: int = 120
    every_weeks: int = 1
    groups: int = 1
    skipped: tuple[dt.date, ...] = ()


@dataclass
class Layout:
    """`kept` are slots of the series that are booked or were closed by hand: a change leaves them alone."""

    opens: list[Times] = field(default_factory=list)
    off: dict[dt.date, str] = field(default_factory=dict)
    skipped: list[dt.date] = field(default_factory=list)
    kept: list[Slot] = field(default_factory=list)
    clashes: list[Slot] = field(default_factory=list)


def lay_out(offer: Offer, pattern: Pattern, series: Series | None = None) -> Layout:
    """With `series`, what it would become; its own free slots make room."""
    found = Layout(kept=kept_of(series) if series else [])
    days = repeats.days(pattern.weekdays, pattern.every_weeks, pattern.first_day, pattern.last_day)
    wanted = [times for day in days if (times := _times(day, pattern))[0] > clock.now()]
    off = closures.reasons(offer.organisation_id, pattern.first_day, pattern.last_day)
    others = _others(offer, pattern, series)
    for begins, ends in wanted:
        day = timezone_day(begins)
        if day in off:
            found.off[day] = off[day]
        elif day in pattern.skipped:
            found.skipped.append(day)
        elif not any(_meet(slot, begins, ends) for slot in found.kept):
            clashes = [slot for slot in others if _meet(slot, begins, ends)]
            found.clashes += [slot for slot in clashes if slot not in found.clashes]
            if not clashes:
                found.opens.append((begins, ends))
    return found


def kept_of(series: Series) -> list[Slot]:
    """What is still to come of it and is booked, or was closed by hand."""
    coming = Slot.objects.filter(series=series, starts_at__gt=clock.now()).annotate(is_booked=host_slots.booked())
    return [slot for slot in coming if slot.is_booked or slot.closed_at]


def pattern_of(series: Series) -> Pattern:
    return Pattern(
        weekdays=tuple(series.weekdays),
        starts=series.starts,
        first_day=series.first_day,
        last_day=series.last_day,
        seats=series.seats,
        minutes=series.minutes,
        every_weeks=series.every_weeks,
        groups=series.groups,
        skipped=tuple(dt.date.fromisoformat(day) for day in series.skipped),
    )


def timezone_day(moment: dt.datetime) -> dt.date:
    """The day on the wall in Hải Phòng."""
    return moment.astimezone(clock.zone()).date()


def _others(offer: Offer, pattern: Pattern, series: Series | None) -> list[Slot]:
    begins, ends = closures.bounds(pattern.first_day, pattern.last_day)
    rows = host_slots.overlapping(offer.pk, begins, ends)
    return list(rows.exclude(series=series) if series else rows)


def _times(day: dt.date, pattern: Pattern) -> Times:
    return repeats.times(day, pattern.starts, pattern.minutes, clock.zone())


def _meet(slot: Slot, begins: dt.datetime, ends: dt.datetime) -> bool:
    return slot.starts_at < ends and begins < slot.ends_at
