"""What the background worker does by the clock. `migrate` writes these rows; changing one here changes it there."""

import datetime as dt

from django_q.models import Schedule

from core import clock

HOURLY, DAILY = Schedule.HOURLY, Schedule.DAILY
# name, task, how often, at which hour of Hải Phòng's day it first runs
JOBS = [
    ("mind data requests", "people.tasks.mind_data", DAILY, 6),
    ("mind proposals", "network.tasks.mind_proposals", HOURLY, 0),
    ("rebuild suggestions", "matching.tasks.rebuild", DAILY, 2),
]


def plan() -> None:
    tomorrow = clock.today() + dt.timedelta(days=1)
    for name, task, how_often, hour in JOBS:
        first = dt.datetime.combine(tomorrow, dt.time(hour), tzinfo=clock.zone())
        kept = {"func": task, "schedule_type": how_often}
        Schedule.objects.update_or_create(name=name, defaults=kept, create_defaults={**kept, "next_run": first})
    Schedule.objects.exclude(name__in=[name for name, *_ in JOBS]).delete()
