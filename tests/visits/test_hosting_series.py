"""Times that repeat: which days they fall on, what is left out, what a change leaves alone."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from core import clock
from core.errors import Conflict, Invalid, Refused
from people import working_days
from tests.visits import given
from visits import repeats
from visits.enums import ClosureKind, VisitState
from visits.models import Closure, Series, Slot
from visits.selectors.layouts import Pattern
from visits.services import series as services
from visits.services import slots

MONDAY, WEDNESDAY = 0, 2
NOW = dt.datetime(2027, 1, 4, 8, tzinfo=dt.UTC)


@pytest.fixture
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


pytestmark = pytest.mark.usefixtures("_now")


def pattern(**facts):
    facts = {"weekdays": (WEDNESDAY,), "starts": dt.time(9), "seats": 30, **facts}
    return Pattern(**{"first_day": dt.date(2027, 1, 11), "last_day": dt.date(2027, 2, 28), **facts})


def days_of(rows):
    return [row.starts_at.astimezone(clock.zone()).date() for row in rows]


# How fast a busy machine draws days is no fact about them.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@drawn(
    weekdays=st.sets(st.integers(0, 6), min_size=1),
    every=st.integers(1, 8),
    start=st.integers(0, 500),
    length=st.integers(0, 366),
)
def test_every_day_that_fits_comes_once_in_order_and_no_other(weekdays, every, start, length):
    """Over month ends, leap days and Tết: against the plain question asked of every day by itself."""
    first = dt.date(2026, 12, 1) + dt.timedelta(days=start)
    last = first + dt.timedelta(days=length)
    monday = first - dt.timedelta(days=first.weekday())

    def fits(day):
        return day.weekday() in weekdays and (day - monday).days // 7 % every == 0

    wanted = [day for n in range(length + 1) if fits(day := first + dt.timedelta(days=n))]
    assert list(repeats.days(weekdays, every, first, last)) == wanted


@drawn(
    day=st.dates(dt.date(2026, 12, 1), dt.date(2028, 3, 31)),
    starts=st.times(dt.time(6), dt.time(11)),
    minutes=st.integers(30, 600),
)
def test_the_wall_clock_says_the_same_time_on_every_day(day, starts, minutes):
    begins, ends = repeats.times(day, starts, minutes, clock.zone())

    assert (begins.date(), begins.time(), begins.utcoffset()) == (day, starts, dt.timedelta(hours=7))
    assert ends - begins == dt.timedelta(minutes=minutes)


@pytest.mark.django_db
def test_days_of_tet_and_closures_are_left_out_and_named():
    offer = given.offer()
    Closure.objects.create(
        organisation=offer.organisation, kind=ClosureKind.BUSY, first_day=dt.date(2027, 1, 18),
        last_day=dt.date(2027, 1, 24), note="kiểm kê",
    )  # fmt: skip
    everyday = pattern(weekdays=tuple(range(7)))

    layout = services.preview(offer=offer, pattern=everyday, by=offer.author)

    tet = {day: name for day, name in working_days.holiday_names().items() if day.year == 2027 and day.month == 2}
    assert {name.partition(",")[0] for name in tet.values()} == {"Tết Nguyên đán"}
    assert layout.off == {dt.date(2027, 1, 18) + dt.timedelta(days=n): "kiểm kê" for n in range(7)} | tet
    assert len(layout.opens) == 49 - 7 - len(tet)
    assert Slot.objects.count() == 0


@pytest.mark.django_db
def test_saving_opens_what_the_preview_said():
    offer = given.offer()
    promised = services.preview(offer=offer, pattern=pattern(groups=2), by=offer.author)

    written = services.create(offer=offer, pattern=pattern(groups=2), by=offer.author)

    rows = list(Slot.objects.filter(series=written.series))
    assert [(row.starts_at, row.ends_at) for row in rows] == promised.opens
    assert {(row.offer_id, row.seats, row.groups) for row in rows} == {(offer.pk, 30, 2)}
    assert days_of(rows) == [dt.date(2027, 1, 13), dt.date(2027, 1, 20), dt.date(2027, 1, 27), dt.date(2027, 2, 3),
                             dt.date(2027, 2, 17), dt.date(2027, 2, 24)]  # fmt: skip


@pytest.mark.django_db
def test_an_overlap_is_shown_before_and_refused_with_its_time():
    offer = given.offer()
    starts = dt.datetime(2027, 1, 20, 10, tzinfo=clock.zone())
    other = given.slot(offer, starts_at=starts)

    assert services.preview(offer=offer, pattern=pattern(), by=offer.author).clashes == [other]
    with pytest.raises(Conflict, match="10:00–12:00 thứ tư, 20/01/2027"):
        services.create(offer=offer, pattern=pattern(), by=offer.author)

    assert (Series.objects.count(), list(Slot.objects.all())) == (0, [other])


@pytest.mark.django_db
def test_a_change_leaves_booked_slots_alone_and_says_which():
    offer = given.offer()
    series = services.create(offer=offer, pattern=pattern(), by=offer.author).series
    booked, ended = Slot.objects.order_by("starts_at")[1:3]
    given.visit(booked)
    given.visit(ended, state=VisitState.CANCELLED)

    written = services.change(series=series, pattern=pattern(starts=dt.time(14), seats=20), by=offer.author)

    booked.refresh_from_db()
    ended.refresh_from_db()
    rows = Slot.objects.filter(series=series, closed_at=None)
    assert written.layout.kept == [booked]
    assert (booked.seats, booked.starts_at.astimezone(clock.zone()).hour) == (30, 9)
    # What an ended visit remembers cannot go: it is closed, and a new one takes its day.
    assert (ended.series, ended.closed_at is not None) == (None, True)
    assert sorted(row.starts_at.astimezone(clock.zone()).hour for row in rows) == [9, 14, 14, 14, 14, 14, 14]


@pytest.mark.django_db
def test_a_change_at_the_same_hour_does_not_lay_a_second_slot_over_a_booked_one():
    offer = given.offer()
    series = services.create(offer=offer, pattern=pattern(), by=offer.author).series
    booked, closed = Slot.objects.order_by("starts_at")[:2]
    given.visit(booked)
    slots.close(slot=closed, by=offer.author)

    services.change(series=series, pattern=pattern(seats=20), by=offer.author)

    rows = Slot.objects.filter(series=series).order_by("starts_at")
    assert [(row.seats, row.closed_at is None) for row in rows] == [(30, True), (30, False), *[(20, True)] * 4]


@pytest.mark.django_db
def test_a_day_is_left_out_and_comes_back():
    offer = given.offer()
    series = services.create(offer=offer, pattern=pattern(), by=offer.author).series
    day = dt.date(2027, 1, 27)

    services.skip(series=series, day=day, by=offer.author)

    series.refresh_from_db()
    assert (series.skipped, day in days_of(Slot.objects.all())) == (["2027-01-27"], False)
    services.change(series=series, pattern=pattern(), by=offer.author)
    assert day in days_of(Slot.objects.all())


@pytest.mark.django_db
def test_a_booked_slot_of_a_day_left_out_stays_and_is_named():
    offer = given.offer()
    series = services.create(offer=offer, pattern=pattern(), by=offer.author).series
    booked = Slot.objects.earliest("starts_at")
    given.visit(booked)

    written = services.skip(series=series, day=dt.date(2027, 1, 13), by=offer.author)

    assert (written.layout.kept, Slot.objects.filter(pk=booked.pk).exists()) == ([booked], True)


@pytest.mark.django_db
def test_a_deleted_series_takes_its_free_slots_along_and_no_other():
    offer = given.offer()
    series = services.create(offer=offer, pattern=pattern(), by=offer.author).series
    booked = Slot.objects.earliest("starts_at")
    given.visit(booked)
    alone = given.slot(offer, days=100)

    kept = services.delete(series=series, by=offer.author)

    assert (kept, Series.objects.count()) == ([booked], 0)
    assert {(row.pk, row.series_id) for row in Slot.objects.all()} == {(booked.pk, None), (alone.pk, None)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"weekdays": ()}, "weekdays"),
        ({"weekdays": (7,)}, "weekdays"),
        ({"every_weeks": 9}, "every_weeks"),
        ({"last_day": dt.date(2027, 1, 10)}, "last_day"),
        ({"last_day": dt.date(2028, 3, 1)}, "last_day"),
        ({"first_day": dt.date(2027, 1, 3)}, "first_day"),
        ({"starts": dt.time(20)}, "starts"),
        ({"minutes": 10}, "minutes"),
        ({"seats": 0}, "seats"),
    ],
)
def test_what_cannot_be_is_named_at_its_field(facts, field):
    offer = given.offer()

    with pytest.raises(Invalid) as refusal:
        services.create(offer=offer, pattern=pattern(**facts), by=offer.author)

    assert list(refusal.value.errors) == [field]


@pytest.mark.django_db
def test_only_who_speaks_for_the_offer_touches_its_series():
    offer = given.offer()
    series = services.create(offer=offer, pattern=pattern(), by=offer.author).series
    other = given.host()

    for act in (
        lambda: services.preview(offer=offer, pattern=pattern(), by=other),
        lambda: services.create(offer=offer, pattern=pattern(), by=other),
        lambda: services.change(series=series, pattern=pattern(), by=other),
        lambda: services.skip(series=series, day=dt.date(2027, 1, 13), by=other),
        lambda: services.delete(series=series, by=other),
    ):
        with pytest.raises(Refused):
            act()
    assert Slot.objects.count() == 6


@pytest.mark.django_db
def test_a_series_that_falls_on_days_off_alone_says_so():
    offer = given.offer()
    Closure.objects.create(
        kind=ClosureKind.HOLIDAY, first_day=dt.date(2027, 1, 11), last_day=dt.date(2027, 2, 28), note="nghỉ đông"
    )

    with pytest.raises(Conflict, match="không có buổi nào"):
        services.create(offer=offer, pattern=pattern(), by=offer.author)
