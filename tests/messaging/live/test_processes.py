"""Both ways to run the site: everything in one process, and pages, sockets and worker each in their own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings

from config.management.commands import serve
from tests.messaging.live.sockets import DEADLINE, Server, Tab, database_url, free_port, wait_until
from tests.messaging.talk import Talk, say

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


class Elsewhere(Server):
    """A server somebody else started."""

    def __init__(self, port: int) -> None:
        self.port = port


@contextmanager
def running(command: list[str], **environment: str) -> Iterator[None]:
    settled = {
        "DATABASE_URL": database_url(),
        "SECRET_KEY": settings.SECRET_KEY,
        "DEMO": "0",
        "LOG_LEVEL": "ERROR",
        "MESSAGE_SAMPLE_PERCENT": "0",
    }
    with subprocess.Popen(command, env={**os.environ, **settled, **environment}, start_new_session=True) as process:
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=DEADLINE)


def answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/", headers={"Host": "localhost"})
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


@pytest.mark.parametrize("debug", ["1", "0"])
def test_one_process_serves_pages_and_sockets(here: Talk, tmp_path: Path, debug: str) -> None:
    port = free_port()
    facts: dict[str, Any] = {"DEBUG": debug, "HTTPS": "0", "PORT": str(port), "VAR_DIR": str(tmp_path)}
    with running([sys.executable, "manage.py", "serve"], **facts):
        wait_until(lambda: answers(port), within=2 * DEADLINE, what="for the site")
        with Tab(Elsewhere(port), here.pupil) as pupil, Tab(Elsewhere(port), here.adviser) as adviser:
            pupil.hello()
            adviser.hello()
            assert pupil.ask("send", c=here.pk, client=str(uuid4()), body="Chào cô")["seq"] == 2
            assert adviser.message(2)["html"] == "<p>Chào cô</p>"


@pytest.mark.servers
def test_pages_sockets_and_worker_each_run_by_themselves(here: Talk) -> None:
    pages, sockets = free_port(), free_port()
    honcho = [str(Path(sys.executable).parent / "honcho"), "start"]
    facts = {"DEBUG": "1", "PAGES_PORT": str(pages), "SOCKETS_PORT": str(sockets), "PAGES_WORKERS": "1"}
    with running(honcho, REDIS_URL=settings.REDIS_URL, **facts):
        wait_until(lambda: answers(pages) and answers(sockets), within=2 * DEADLINE, what="for the processes")
        with Tab(Elsewhere(sockets), here.pupil) as pupil:
            pupil.hello()
            assert pupil.ask("send", c=here.pk, client=str(uuid4()), body="Chào cô")["seq"] == 2
            say(here.pk, here.adviser, "Từ một tiến trình khác")
            assert pupil.message(3)["html"] == "<p>Từ một tiến trình khác</p>"


def test_the_procfile_and_serve_set_the_same_limits(root: Path) -> None:
    sockets = next(line for line in (root / "Procfile").read_text().splitlines() if line.startswith("sockets:"))
    assert " ".join(serve.SOCKETS) in sockets
