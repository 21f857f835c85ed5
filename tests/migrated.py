"""A database that all migrations have gone through, made once and then copied: making it costs more than most tests.

What is copied is named after everything that migrations say. Django goes through the migrations of the copy as well
and applies what it lacks, and `tests/config/test_serve.py` compares it with one that the site makes from nothing.
"""

import ast
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent


def sqlite(place: Path, *, kept: Path) -> None:
    """A fresh copy at `place` of what is kept in the folder `kept`."""
    with _one_at_a_time(kept):
        ready = kept / f"{key()}.sqlite3"
        if not ready.exists():
            _forget_others(kept)
            begun = ready.with_suffix(".begun")
            _migrate(f"sqlite:///{begun}")
            begun.rename(ready)
        shutil.copy(ready, place)


def postgres(url: str, cursor: Any, *, kept: Path) -> str:
    """The name of a database on the server of `url` that others may be created from."""
    name = f"migrated_{key()}"
    with _one_at_a_time(kept):
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f"CREATE DATABASE {name}")
            _fill(urlsplit(url)._replace(path=f"/{name}").geturl(), kept / f"{key()}.sql")
    return name


def _fill(url: str, ready: Path) -> None:
    """From what an earlier run kept, as SQL: its server is gone. Without PostgreSQL's own programs nothing is kept."""
    if ready.exists() and shutil.which("psql"):
        command = ["psql", "--quiet", "--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--output", os.devnull]
        subprocess.run([*command, "--single-transaction", "--file", ready, url], check=True)
        return
    _migrate(url)
    if shutil.which("pg_dump"):
        _forget_others(ready.parent)
        begun = ready.with_suffix(".begun")
        subprocess.run(["pg_dump", "--file", begun, url], check=True)
        begun.rename(ready)


def _forget_others(kept: Path) -> None:
    """What older migrations made."""
    for old in kept.glob("*.*"):
        if not old.name.startswith(key()):
            old.unlink()


def key() -> str:
    """Of everything that decides what migrations make: themselves, what they import, their data, other packages."""
    migrations = sorted(ROOT.glob("*/migrations/*.py"))
    imported = {file for migration in migrations for file in _imported(migration)}
    data = sorted(file for file in ROOT.glob("*/data/**/*") if file.is_file())
    files = [*migrations, *sorted(imported), *data, ROOT / "requirements.txt"]
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _imported(migration: Path) -> Iterator[Path]:
    """The modules of ours that a migration imports."""
    for node in ast.walk(ast.parse(migration.read_bytes())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom):
            names = [str(node.module), *(f"{node.module}.{name}" for name in names)]
        files = [(ROOT / name.replace(".", "/")).with_suffix(".py") for name in names]
        yield from (file for file in files if file.exists())


@contextmanager
def _one_at_a_time(kept: Path) -> Iterator[None]:
    """Of several workers that begin together one makes it, and the others find it made."""
    kept.mkdir(parents=True, exist_ok=True)
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(url: str) -> None:
    command = [sys.executable, "manage.py", "migrate", "--run-syncdb", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "DEBUG": "1", "DATABASE_URL": url}, check=True)
