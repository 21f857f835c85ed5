"""The only two questions about time that domain code asks; tests travel with time-machine."""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


def today() -> dt.date:
    """The date on the wall in Hải Phòng: the default time zone, whatever zone the reader's browser is in."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def zone() -> dt.tzinfo:
    """The zone of the wall clock in Hải Phòng."""
    return timezone.get_default_timezone()
