import datetime as dt

import time_machine
from django.utils import timezone

from core import clock


def test_the_day_begins_at_midnight_in_hai_phong() -> None:
    with time_machine.travel("2026-03-01T17:00:00Z", tick=False):
        assert clock.today() == dt.date(2026, 3, 2)
    with time_machine.travel("2026-03-01T16:59:59Z", tick=False):
        assert clock.today() == dt.date(2026, 3, 1)


def test_the_readers_own_time_zone_does_not_change_the_date() -> None:
    with time_machine.travel("2026-03-01T17:00:00Z", tick=False), timezone.override("UTC"):
        assert clock.today() == dt.date(2026, 3, 2)


def test_now_is_aware() -> None:
    with time_machine.travel("2026-03-01T17:00:00Z", tick=False):
        assert clock.now() == dt.datetime(2026, 3, 1, 17, tzinfo=dt.UTC)
