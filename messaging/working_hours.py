"""How long somebody at a school has had to look at something: working days of Hải Phòng, within the hours of work."""

import datetime as dt

from people import working_days

FROM, UNTIL = dt.time(7), dt.time(17)


def between(since: dt.datetime, now: dt.datetime, zone: dt.tzinfo) -> dt.timedelta:
    since, now = since.astimezone(zone), now.astimezone(zone)
    total, day = dt.timedelta(), since.date()
    while day <= now.date():
        if working_days.is_working_day(day):
            begins = max(since, dt.datetime.combine(day, FROM, tzinfo=zone))
            ends = min(now, dt.datetime.combine(day, UNTIL, tzinfo=zone))
            total += max(ends - begins, dt.timedelta())
        day += dt.timedelta(days=1)
    return total
