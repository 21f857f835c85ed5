"""The playing itself, in a process of its own: `bookings.py` starts it with the database and the settings."""

from __future__ import annotations

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402

from tests.visits import booking_race  # noqa: E402
from tests.visits.booking_race import Field, Try  # noqa: E402


def main(attempts: int, writers: int) -> None:
    # Laying out the field is not what is measured.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    field = booking_race.lay_out(hosts=6, times=4, teachers=120)
    print(f"{'':<10}{'overlaps':>10}{'overfull':>10}{'errors':>8}{'booked':>8}{'waits':>8}{'refused':>9}{'tries/s':>9}")
    for name, attempt in (("textbook", booking_race.textbook), ("ours", booking_race.ours)):
        booking_race.clear()
        told(name, field, attempt, attempts, writers)


def told(name: str, field: Field, attempt: Try, attempts: int, writers: int) -> None:
    start = time.monotonic()
    score = booking_race.play(field, attempt, writers=writers, attempts=attempts)
    rate = sum(score.told.values()) / (time.monotonic() - start)
    counts = [score.told[outcome] for outcome in ("booked", "waits", "refused")]
    print(
        f"{name:<10}{score.overlaps:>10}{score.overfull:>10}{score.errors:>8}{counts[0]:>8}{counts[1]:>8}"
        f"{counts[2]:>9}{rate:>9.0f}",
        flush=True,
    )
    for outcome, count in score.told.items():
        if outcome not in {"booked", "waits", "refused"}:
            print(f"    {count} × {outcome}")
    if name == "ours":
        print(f"    counters that differ from what is held: {score.inexact}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
