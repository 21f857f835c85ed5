"""A term's calendar as a teacher reads it: 3,000 open slots of 500 hosts on SQLite, beside the naive list.

    python -m bench.slots

CPU time of whole pages through Django's test client; the naive peer asks the ORM for every slot and its gates, and
weighs the rows in Python.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.bookings import ROOT, python
from tests import migrated


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="nhip-cau-", dir="/tmp") as name:
        folder = Path(name)
        migrated.sqlite(folder / "slots.sqlite3", kept=ROOT / "var" / "tests")
        url = f"sqlite:///{folder / 'slots.sqlite3'}"
        python(folder, url, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
        python(folder, url, "-m", "bench._slots")


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as broken:
        sys.exit(broken.returncode)
