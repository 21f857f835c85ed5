"""What the main pages and API calls cost with ten times the demo, on SQLite and on PostgreSQL.

    python -m bench.pages

CPU time, not the clock on the wall: requests pass Django's test client and every middleware, settings are those of
production, answers are compressed. The ten-fold databases are built once a week into var/bench/ and kept.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from tests import servers

ROOT = Path(__file__).resolve().parent.parent
CACHE = Path(os.environ.get("VAR_DIR") or ROOT / "var") / "bench"
TIMES = 10
# What the databases are made from: when one of these changes, they are made anew.
SOURCES = ("*/migrations/*.py", "config/demo/*", "matching/lexicon/*/*", "people/data/*", "bench/_tenfold.py")


def main() -> None:
    folder = cache_folder()
    with ExitStack() as running:
        urls = {
            "SQLite": f"sqlite:///{folder / 'tenfold.sqlite3'}",
            "PostgreSQL": running.enter_context(servers.postgres(folder)),
        }
        for name, url in urls.items():
            prepare(folder, name, url)
        python(folder, urls["SQLite"], "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
        load = os.getloadavg()[0]
        print(f"{os.cpu_count()} cores, load {load:.1f}; {TIMES} times the demo data.")
        for name, url in urls.items():
            print(f"\n{name}", flush=True)
            python(folder, url, "-m", "bench._measure")


def cache_folder() -> Path:
    """Named after what the databases are made from and the week: the demonstration's dates count from today."""
    year, week, _ = dt.datetime.now(dt.UTC).isocalendar()
    digest = hashlib.sha256(f"{year}-{week} {TIMES}".encode())
    for pattern in SOURCES:
        for path in sorted(path for path in ROOT.glob(pattern) if path.is_file() and ".venv" not in path.parts):
            digest.update(path.read_bytes())
    folder = CACHE / digest.hexdigest()[:12]
    for old in CACHE.glob("????????????"):
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def prepare(folder: Path, name: str, url: str) -> None:
    done = folder / f"{name}.done"
    if done.exists():
        return
    start = time.monotonic()
    print(f"Building the ten-fold database on {name} (once; some minutes) …", flush=True)
    python(folder, url, "manage.py", "migrate", "--verbosity", "0")
    python(folder, url, "manage.py", "load_demo", "--replace", "--times", str(TIMES), "--no-suggestions", quiet=True)
    python(folder, url, "-m", "bench._tenfold")
    done.touch()
    print(f"… {time.monotonic() - start:.0f} s")


def python(folder: Path, url: str, *arguments: str, quiet: bool = False) -> None:
    """Run our Python with the settings of production, this database, and the cache folder for its files."""
    knobs = {
        "DEBUG": "0",
        "DEMO": "1",
        "HTTPS": "0",
        "SECRET_KEY": "only-for-measuring",
        "DATABASE_URL": url,
        "VAR_DIR": str(folder),
        "API_RATE_PERSON": "1000000/min",
    }
    known = {name: value for name, value in os.environ.items() if name != "REDIS_URL"}
    out = subprocess.DEVNULL if quiet else None
    command = [sys.executable, *arguments]
    subprocess.run(command, cwd=ROOT, env={**known, **knobs}, stdout=out, check=True)  # noqa: S603 - our own only


if __name__ == "__main__":
    main()
