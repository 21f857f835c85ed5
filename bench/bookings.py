"""Bookings by many at once, ours beside the textbook's "look, then insert", on SQLite and on PostgreSQL.

    python -m bench.bookings 10000 16

so many tries by so many writers, for 24 slots of 6 hosts by 120 teachers. Both play on the same field.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests import migrated, servers

ROOT = Path(__file__).resolve().parent.parent


def main(attempts: str = "10000", writers: str = "16") -> None:
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="nhip-cau-", dir="/tmp")))
        urls = {
            "SQLite": f"sqlite:///{folder / 'bookings.sqlite3'}",
            "PostgreSQL": running.enter_context(servers.postgres(folder)),
        }
        print(f"{attempts} tries by {writers} writers; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        for name, url in urls.items():
            print(f"\n{name}", flush=True)
            prepare(folder, url)
            python(folder, url, "-m", "bench._bookings", attempts, writers)


def prepare(folder: Path, url: str) -> None:
    """Tables: on SQLite a copy of those that the tests keep."""
    if url.startswith("sqlite"):
        migrated.sqlite(folder / "bookings.sqlite3", kept=ROOT / "var" / "tests")
    else:
        python(folder, url, "manage.py", "migrate", "--verbosity", "0")


def python(folder: Path, url: str, *arguments: str) -> None:
    knobs = {"DEBUG": "0", "DEMO": "1", "HTTPS": "0", "SECRET_KEY": "only-for-measuring", "VAR_DIR": str(folder)}
    known = {name: value for name, value in os.environ.items() if name != "REDIS_URL"}
    command = [sys.executable, *arguments]
    subprocess.run(command, cwd=ROOT, env={**known, **knobs, "DATABASE_URL": url}, check=True)  # noqa: S603 - our own


if __name__ == "__main__":
    main(*sys.argv[1:3])
