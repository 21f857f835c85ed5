"""The whole site as it runs: pages and sockets. Within this process, or in one of its own that may be killed."""

import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import Any

import uvicorn
from django.conf import settings
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.db import connections

_WITHIN = 60.0
_PAUSE = threading.Event()


class Site:
    """In a thread: what a test sets or patches counts here, too."""

    def __init__(self) -> None:
        from config.asgi import application

        self.port = free_port()
        facts = {"host": "127.0.0.1", "port": self.port, "lifespan": "off", "log_level": "error"}
        self._server = uvicorn.Server(uvicorn.Config(ASGIStaticFilesHandler(application), **facts))
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Site":
        self._thread.start()
        wait_for_door(self.port)
        return self

    def stop(self) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(_WITHIN)


class OwnProcess:
    """`kill` as the kernel does, `start` again on the same port; what was committed is all it knows."""

    def __init__(self, folder: Any) -> None:
        self.port = free_port()
        facts = connections["default"].settings_dict
        self._environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{facts['NAME']}",
            "REDIS_URL": "",
            "DEBUG": "1",
            "SECRET_KEY": settings.SECRET_KEY,
            "MESSAGE_SAMPLE_PERCENT": "0",
            "VAR_DIR": str(folder),
            "LOG_LEVEL": "ERROR",
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "OwnProcess":
        command = [sys.executable, "-m", "tests.journeys.by_day", str(self.port)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen(command, env=self._environment, **quiet)  # type: ignore[call-overload]
        wait_for_door(self.port)
        return self

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_door(port: int) -> None:
    deadline = time.monotonic() + _WITHIN
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        _PAUSE.wait(0.05)
    raise AssertionError("The site did not come up.")
