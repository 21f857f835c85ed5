"""What is built once and asked for minutes stays within one day: else midnight in Hải Phòng comes between the two."""

import datetime as dt

import time_machine

from core import clock

NINE_IN_HAI_PHONG = dt.time(2, tzinfo=dt.UTC)


def within() -> time_machine.travel:
    """The clock goes on from nine in the morning of today."""
    return time_machine.travel(dt.datetime.combine(clock.today(), NINE_IN_HAI_PHONG))
