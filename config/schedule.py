"""What the background worker does by the clock. `migrate` writes these rows; changing one here changes it there."""

import datetime as dt

from django_q.models import Schedule

from core import clock, jobs

HOURLY, DAILY, EVERY_MINUTE = Schedule.HOURLY, Schedule.DAILY, Schedule.MINUTES
# name, task, how often, at which hour of Hải Phòng's day it first runs; what runs every minute begins at once
JOBS = [
    ("release delayed messages", "messaging.tasks.release_delayed", EVERY_MINUTE, 0),
    ("settle conversations", "messaging.tasks.settle_all", HOURLY, 0),
    ("mind held messages", "messaging.tasks.mind_held", HOURLY, 0),
    ("clear message files", "messaging.tasks.clear_files", DAILY, 4),
    ("mind data requests", "people.tasks.mind_data", DAILY, 6),
    ("mind proposals", "network.tasks.mind_proposals", HOURLY, 0),
    ("mind visits", "visits.tasks.mind_visits", HOURLY, 0),
    ("mind rosters", "visits.tasks.mind_rosters", HOURLY, 0),
    ("mind guardians of visits", "visits.tasks.mind_guardians", DAILY, 8),
    ("mind sessions", "visits.tasks.mind_sessions", EVERY_MINUTE, 0),
    ("mind placements", "visits.tasks.mind_placements", HOURLY, 0),
    ("remind of visits", "visits.tasks.remind_of_visits", DAILY, 7),
    ("clear imports", "network.tasks.clear_imports", DAILY, 1),
    ("mind concerns", "people.tasks.mind_concerns", HOURLY, 0),
    ("clean notices", "people.tasks.clean_notices", DAILY, 3),
    ("mail digests", "people.tasks.mail_digests", DAILY, 7),
    ("deliver waiting texts", "people.tasks.deliver_waiting_texts", HOURLY, 0),
    ("remind of consents", "people.tasks.remind_of_consents", DAILY, 6),
    ("mind clearances", "people.tasks.mind_clearances", DAILY, 7),
    ("mind pupils", "people.tasks.mind_pupils", DAILY, 1),
    ("train the ranker", "matching.tasks.train", DAILY, 1),
    ("rebuild suggestions", "matching.tasks.rebuild", DAILY, 2),
    ("read the texts for concepts", "matching.tasks.read_everything", DAILY, 2),
    ("refresh statistics", "core.statistics.refresh", DAILY, 3),
]


def plan() -> None:
    tomorrow = clock.today() + dt.timedelta(days=1)
    for name, task, how_often, hour in JOBS:
        first = dt.datetime.combine(tomorrow, dt.time(hour), tzinfo=clock.zone())
        if how_often == EVERY_MINUTE:
            first = clock.now()
        kept = {
            "func": task,
            "schedule_type": how_often,
            "minutes": 1 if how_often == EVERY_MINUTE else None,
            "kwargs": repr({"q_options": jobs.options(task)}),
        }
        Schedule.objects.update_or_create(name=name, defaults=kept, create_defaults={**kept, "next_run": first})
    Schedule.objects.exclude(name__in=[name for name, *_ in JOBS]).delete()
