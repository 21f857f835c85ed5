"""What `make run` runs: the data made ready, then the site and its background worker, until Ctrl-C."""

import os
import signal
import socket
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from types import FrameType
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import environment as env
from config.processes import Child, Warden, stop_all

ANSWERS_WITHIN = 120.0
# Frames are small already, and none is longer than this; the Procfile says the same.
SOCKETS = ("--ws", "config.websocket:Protocol", "--ws-per-message-deflate", "false", "--ws-max-size", "131072")


class Command(BaseCommand):
    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=env.text("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=env.number("PORT", 8000))

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        refuse_taken_port(host, port)
        try:
            self._make_ready()
        except KeyboardInterrupt:
            raise CommandError("Stopped before the site was up.") from None
        self._run(host, port)

    def _make_ready(self) -> None:
        self._say("Preparing the database …")
        call_command("migrate", interactive=False, verbosity=0)
        if settings.DEMO and not get_user_model().objects.exists():
            self._say("Loading the demo data (once) …")
            call_command("load_demo")

    def _run(self, host: str, port: int) -> None:
        stop = threading.Event()

        def asked_to_stop(number: int, frame: FrameType | None) -> None:
            stop.set()

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, asked_to_stop)
        warden = Warden()
        children = [Child("the site", site_command(host, port)), Child("the background worker", _manage("qcluster"))]
        for child in children:
            warden.mind(child)
        try:
            if wait_until_it_answers(host, port, children, stop):
                self._welcome(host, port)
            while not stop.wait(0.2):
                refuse_dead(children)
        finally:
            self._say("Stopping …")
            stop_all(children)
            warden.dismiss()
        self._say("Stopped.")

    def _welcome(self, host: str, port: int) -> None:
        lines = ["", f"Nhịp Cầu is up: http://{host}:{port}/", ""]
        lines += demo_lines() if settings.DEMO else []
        self._say("\n".join([*lines, "Ctrl-C stops it."]))

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise CommandError(
                f"Port {port} is in use by another program. Choose another one: make run PORT={port + 1}"
            ) from None


def site_command(host: str, port: int) -> list[str]:
    if settings.DEBUG:
        return _manage("runserver", f"{host}:{port}", "--noreload")
    command = [sys.executable, "-m", "uvicorn", "config.asgi:application", "--host", host, "--port", str(port)]
    return [*command, *SOCKETS, "--lifespan", "off", "--no-proxy-headers", "--log-level", "warning"]


def wait_until_it_answers(host: str, port: int, children: list[Child], stop: threading.Event) -> bool:
    """True once a page came back; False when asked to stop before that."""
    deadline = time.monotonic() + ANSWERS_WITHIN
    while time.monotonic() < deadline:
        refuse_dead(children)
        if _answers(host, port):
            return True
        if stop.wait(0.2):
            return False
    raise CommandError(f"The site did not answer within {ANSWERS_WITHIN:.0f} seconds.")


def refuse_dead(children: list[Child]) -> None:
    for child in children:
        code = child.code()
        if code is not None:
            raise CommandError(f"Everything is stopped because {child.name} ended by itself (code {code}).")


def demo_lines() -> list[str]:
    try:
        from config.demo.logins import LOGINS
    except ImportError:
        return []
    rows = [("Role", "User name", "Password"), *((str(x.role_label), x.username, x.password) for x in LOGINS)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    table = ["  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return ["Log in as (or by one press on the first page):", *(line.rstrip() for line in table), ""]


def _manage(*arguments: str) -> list[str]:
    return [sys.executable, os.fspath(settings.ROOT / "manage.py"), *arguments]


def _answers(host: str, port: int) -> bool:
    connection = HTTPConnection(host, port, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
