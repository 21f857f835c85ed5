"""`manage.py serve` as a person starts it: a program of its own, watched from outside."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from queue import Empty, Queue
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
from django.conf import settings

from config.management.commands import serve
from tests import migrated

pytestmark = pytest.mark.long

# Generous: the machine may be busy, and this only ends what hangs.
DEADLINE = 300.0
DATABASE = "nhip_cau.sqlite3"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Running:
    """A started `serve` and what it has printed so far."""

    def __init__(self, process: "subprocess.Popen[str]", port: int) -> None:
        self.process, self.port = process, port
        self.printed: list[str] = []
        self._lines: Queue[str] = Queue()
        self._seen: list[psutil.Process] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def read_to_the_end(self) -> None:
        """Its children hold the same pipe: this returns when the last of them is gone, and sees to it that it is."""
        self._reader.join(timeout=DEADLINE)
        for process in self._seen:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self._reader.join(timeout=DEADLINE)

    def wait_for(self, words: str) -> None:
        deadline = time.monotonic() + DEADLINE
        while time.monotonic() < deadline:
            try:
                self.printed.append(self._lines.get(timeout=0.2))
            except Empty:
                if not self._reader.is_alive() and self._lines.empty():
                    break
            else:
                if words in self.printed[-1]:
                    return
        raise AssertionError(f"“{words}” did not appear in:\n" + "\n".join(self.printed))

    def descendants(self) -> list[psutil.Process]:
        found = psutil.Process(self.process.pid).children(recursive=True)
        self._seen += found
        return found

    def named(self, words: str) -> psutil.Process:
        return next(child for child in self.descendants() if words in " ".join(child.cmdline()))


@contextmanager
def serving(var: Path, port: int) -> Iterator[Running]:
    knobs = {"DEBUG": "1", "DEMO": "0", "VAR_DIR": str(var), "PORT": str(port), "DATABASE_URL": "", "REDIS_URL": ""}
    command = [sys.executable, "manage.py", "serve"]
    with subprocess.Popen(
        command, env={**os.environ, **knobs}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        running = Running(process, port)
        try:
            yield running
        finally:
            if process.poll() is None:
                process.terminate()
            running.read_to_the_end()


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With a database that an earlier start made."""
    var = tmp_path_factory.mktemp("var")
    migrated.sqlite(var / DATABASE, kept=settings.VAR / "tests")
    return var


def all_gone(processes: list[psutil.Process]) -> bool:
    return psutil.wait_procs(processes, timeout=30)[1] == []


def test_the_first_start_makes_the_database_that_tests_have_a_copy_of(var: Path, tmp_path: Path) -> None:
    with serving(tmp_path, free_port()) as running:
        running.wait_for("Ctrl-C")
    made = held_by(tmp_path / DATABASE)

    assert made == held_by(var / DATABASE)
    assert sum(name == "people_adminunit" for name, _row in made) > 100


def held_by(database: Path) -> set[tuple[str, Any]]:
    """Everything that was created, and every row; without the moments at which migrations were applied, and without
    what the worker has done since: its jobs are there by name, not by when they are due."""
    with closing(sqlite3.connect(database)) as connection:
        created = connection.execute("SELECT name, sql FROM sqlite_master").fetchall()
        tables = [name for name, sql in created if str(sql).startswith("CREATE TABLE")]
        asked = {
            table: f'SELECT * FROM "{table}"' for table in tables if table not in {"django_q_task", "django_q_ormq"}
        }
        asked["django_q_schedule"] = "SELECT name, func, schedule_type, minutes FROM django_q_schedule"
        rows = {(table, row) for table, question in asked.items() for row in connection.execute(question)}
    return {*created, *((table, row[:3] if table == "django_migrations" else row) for table, row in rows)}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_a_signal_stops_every_process_it_started(var: Path, number: signal.Signals) -> None:
    with serving(var, free_port()) as running:
        running.wait_for(f"is up: http://127.0.0.1:{running.port}/")
        connection = HTTPConnection("127.0.0.1", running.port, timeout=30)
        connection.request("GET", "/")
        assert connection.getresponse().status < 500
        connection.close()
        started = running.descendants()
        assert [child for child in started if "qcluster" in child.cmdline()]
        running.process.send_signal(number)
        assert running.process.wait(timeout=60) == 0
        assert all_gone(started)


def test_when_one_program_dies_the_rest_stop_with_a_clear_line(var: Path) -> None:
    with serving(var, free_port()) as running:
        running.wait_for("Ctrl-C")
        started = running.descendants()
        running.named("runserver").kill()
        running.wait_for("because the site ended by itself (code -9)")
        assert running.process.wait(timeout=60) == 1
        assert all_gone(started)


def test_nothing_outlives_it_when_it_is_killed(var: Path) -> None:
    with serving(var, free_port()) as running:
        running.wait_for("Ctrl-C")
        started = running.descendants()
        running.process.kill()
        assert all_gone(started)


def test_a_taken_port_is_one_clear_line(var: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with serving(var, port) as running:
            running.wait_for(f"Port {port} is in use by another program. Choose another one: make run PORT={port + 1}")
            assert running.process.wait(timeout=60) == 1
            assert len(running.printed) == 1


def test_the_demo_log_ins_are_lined_up(monkeypatch: pytest.MonkeyPatch) -> None:
    logins = [SimpleNamespace(role_label="Học sinh", username="an", password="nhip-cau")]
    monkeypatch.setitem(sys.modules, "config.demo.logins", SimpleNamespace(LOGINS=logins))
    assert serve.demo_lines() == [
        "Log in as (or by one press on the first page):",
        "  Role      User name  Password",
        "  Học sinh  an         nhip-cau",
        "",
    ]


def test_without_demo_log_ins_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "config.demo.logins", None)
    assert serve.demo_lines() == []
