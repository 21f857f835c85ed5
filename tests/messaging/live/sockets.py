"""The real thing: a server process that holds sockets, and a browser's end of one."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connections
from django.test import Client as Browser
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from config.management.commands.serve import SOCKETS

if TYPE_CHECKING:
    from people.models import User

DEADLINE = 60.0
ORIGIN = "http://localhost"
_PAUSE = threading.Event()


def database_url() -> str:
    """Of the database this test runs on."""
    facts = connections["default"].settings_dict
    if facts["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{facts['NAME']}"
    return f"postgres://{quote(facts['USER'])}:@/{facts['NAME']}?{urlencode({'host': facts['HOST']})}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(holds: Callable[[], Any], *, within: float = DEADLINE, what: str = "") -> Any:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if found := holds():
            return found
        _PAUSE.wait(0.02)
    raise AssertionError(f"Waited {within} seconds in vain {what}")


class Server:
    """One process of sockets; `kill` as the kernel does, `start` again on the same port."""

    def __init__(
        self, database: str, redis: str = "", *, app: str = "config.asgi:application", **environment: str
    ) -> None:
        self.port = free_port()
        self._app = app
        self._environment = {
            **os.environ,
            "DATABASE_URL": database,
            "REDIS_URL": redis,
            "DEBUG": "1",
            "SECRET_KEY": environment.pop("SECRET_KEY", "") or settings.SECRET_KEY,
            "MESSAGE_SAMPLE_PERCENT": "0",
            "CONN_MAX_AGE": "0",
            "LOG_LEVEL": "ERROR",
            **environment,
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"ws://localhost:{self.port}/ws/messages/"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> "Server":
        command = [sys.executable, "-m", "uvicorn", self._app, "--port", str(self.port), *SOCKETS]
        self._process = subprocess.Popen([*command, "--lifespan", "off", "--log-level", "error"], env=self._environment)
        return self

    def wait(self) -> "Server":
        wait_until(self._listens, what="for the server")
        return self

    def _listens(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, "The server has ended."
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=DEADLINE)


@contextmanager
def serving(database: str, redis: str = "", **environment: str) -> Iterator[Server]:
    server = Server(database, redis, **environment).start()
    try:
        yield server.wait()
    finally:
        server.kill()


def cookie_of(user: "User | None") -> str:
    if user is None:
        return ""
    browser = Browser()
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"


class Tab:
    """One page's socket. `ask` gives the answer to what was asked; whatever else came stands in `got`."""

    def __init__(self, server: Server, user: "User | None", *, cookie: str | None = None, origin: str = ORIGIN) -> None:
        self.cookie = cookie_of(user) if cookie is None else cookie
        headers = {"Cookie": self.cookie} if self.cookie else {}
        self.got: list[dict[str, Any]] = []
        self._number = 0
        self._open = ExitStack()
        self._line: ClientConnection = self._open.enter_context(
            connect(server.url, origin=origin, additional_headers=headers, compression=None, max_size=2**22)
        )

    def __enter__(self) -> "Tab":
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def send(self, text: str | bytes) -> None:
        self._line.send(text)

    def say(self, kind: str, **facts: Any) -> int:
        self._number += 1
        self.send(json.dumps({"t": kind, "re": self._number, **facts}))
        return self._number

    def ask(self, kind: str, **facts: Any) -> dict[str, Any]:
        number = self.say(kind, **facts)
        return self.until(lambda frame: frame.get("re") == number)

    def until(self, wanted: Callable[[dict[str, Any]], bool], within: float = 20.0) -> dict[str, Any]:
        """The first frame that is wanted, of those that came and those that will."""
        seen = 0
        deadline = time.monotonic() + within
        while True:
            for frame in self.got[seen:]:
                if wanted(frame):
                    return frame
            seen = len(self.got)
            try:
                self.got.append(json.loads(self._line.recv(timeout=max(deadline - time.monotonic(), 0.0))))
            except TimeoutError:
                raise AssertionError(f"It did not come within {within} seconds; only {self.got}") from None

    def kind(self, kind: str, within: float = 20.0) -> dict[str, Any]:
        return self.until(lambda frame: frame["t"] == kind, within)

    def message(self, seq: int, within: float = 20.0) -> dict[str, Any]:
        return self.until(lambda frame: frame["t"] == "message" and frame["seq"] == seq, within)

    def closed(self, within: float = 20.0) -> int:
        """The code it was closed with, once it is."""
        deadline = time.monotonic() + within
        try:
            while True:
                self.got.append(json.loads(self._line.recv(timeout=max(deadline - time.monotonic(), 0.0))))
        except ConnectionClosed as over:
            return over.rcvd.code if over.rcvd else 1006

    def hello(self, **have: Any) -> dict[str, Any]:
        return self.ask("hello", **have)

    def messages(self) -> list[int]:
        return [frame["seq"] for frame in self.got if frame["t"] == "message"]
