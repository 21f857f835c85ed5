"""The measuring itself, in a process of its own: `slots.py` starts it with the database and the settings."""

from __future__ import annotations

import datetime as dt
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, reset_queries  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from core import clock  # noqa: E402
from core import statistics as database_statistics  # noqa: E402
from core.text import fold  # noqa: E402
from network.models import Offer  # noqa: E402
from network.selectors import posts  # noqa: E402
from people.models import AdminUnit, User  # noqa: E402
from tests import make  # noqa: E402
from tests.visits import given  # noqa: E402
from visits.models import Slot  # noqa: E402
from visits.selectors import closures  # noqa: E402

HOSTS, EACH, RUNS, GOAL = 500, 6, 15, 40.0


def main() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    teacher = build()
    print(f"{Slot.objects.count():,} slots of {HOSTS} hosts; load {os.getloadavg()[0]:.1f}")
    print(f"{'page':<34}{'median ms':>10}{'worst':>8}{'queries':>9}")
    client = Client(SERVER_NAME="localhost")
    client.force_login(teacher, backend="allauth.account.auth_backends.AuthenticationBackend")
    place, api = reverse("open_slot_list"), reverse("api-open-slot-list")
    for name, url in {
        "first page": place,
        "tenth page": f"{place}?page=10",
        "searched and narrowed": f"{place}?q=huong+dan&party=20&half=morning",
        "by distance": f"{place}?sort=distance&within=20",
        "by fit": f"{place}?sort=fit",
        "month": f"{place}?show=month",
        "API": api,
    }.items():
        measure(name, lambda url=url: client.get(url), goal=GOAL)
    measure("naive: rows alone, no page", lambda: naive(teacher))


def build() -> User:
    school = make.school()
    communes = list(AdminUnit.objects.filter(valid_to=None, parent__isnull=False)[:100])
    idea = make.idea(make.club(school))
    slots = []
    for number in range(HOSTS):
        host = given.host(make.organisation(commune=communes[number % len(communes)]))
        offer = given.offer(host, party_max=40)
        slots += [_slot(offer, number, turn) for turn in range(EACH)]
        if number < 30:
            given.pair(idea, offer, 0.5 + number / 100)
    Slot.objects.bulk_create(slots)
    database_statistics.refresh()
    return given.teacher(school)


def _slot(offer: Offer, number: int, turn: int) -> Slot:
    day = clock.today() + dt.timedelta(days=5 + (number + turn * 17) % 110)
    start = dt.datetime.combine(day, dt.time(8 + number % 8), tzinfo=clock.zone())
    return Slot(offer=offer, starts_at=start, ends_at=start + dt.timedelta(minutes=120), seats=35)


def naive(teacher: User) -> list[Slot]:
    """Every open slot with what its card shows, weighed one by one."""
    school = teacher.affiliations.get().organisation_id
    open_rows = Slot.objects.filter(
        offer__in=Offer.objects.filter(posts.is_open_to_pupils()), closed_at=None, starts_at__gte=clock.now()
    )
    rows = open_rows.select_related("offer__organisation", "offer__commune", "offer__hosting").order_by("starts_at")
    found = [row for row in rows if "huong" in fold(row.offer.title) and row.seats_left >= 1]
    off = closures.days_of({school}, clock.today(), clock.today() + dt.timedelta(days=366))[school]
    return [row for row in found if row.starts_at.astimezone(clock.zone()).date() not in off][:20]


def measure(name: str, ask: Callable[[], Any], *, goal: float | None = None) -> None:
    for _ in range(3):
        ask()
    reset_queries()
    with CaptureQueriesContext(connection) as queries:
        ask()
    # Now: the next request empties the log.
    asked = len(queries)
    spent = []
    for _ in range(RUNS):
        start = time.process_time()
        answer = ask()
        spent.append((time.process_time() - start) * 1000)
    assert getattr(answer, "status_code", 200) == 200, name
    median = statistics.median(spent)
    mark = "" if goal is None else f"  {'met' if median <= goal else 'MISSED'} (≤ {goal:.0f})"
    print(f"{name:<34}{median:>10.1f}{max(spent):>8.1f}{asked:>9}{mark}", flush=True)


if __name__ == "__main__":
    main()
