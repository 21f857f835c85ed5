"""Other servers of messages, as far as this machine has them or npm brings them."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.messaging.live.cluster import PRODUCTION, Cluster
from tests.messaging.live.sockets import Server

_NODE, _NPM = shutil.which("node") or "", shutil.which("npm") or ""
_PROGRAM = str(Path(__file__).parent / "_socketio.cjs")
_PACKAGES = ("socket.io@4", "@socket.io/redis-adapter@8", "redis@4", "pg@8")


class SocketIo(Server):
    """One process of node, with the database and the Redis of the others."""

    def __init__(self, there: Cluster, packages: Path) -> None:
        super().__init__(there.postgres.database, there.redis.url, **PRODUCTION)
        self._environment |= {
            "PORT": str(self.port),
            "NODE_PATH": str(packages / "node_modules"),
            "NODE_ENV": "production",
            "POSTGRES_FOLDER": str(there.postgres.folder),
            "REDIS_PLACE": str(there.redis.place),
        }

    def start(self) -> "SocketIo":
        self._process = subprocess.Popen([_NODE, _PROGRAM], env=self._environment)  # noqa: S603 - our own only
        return self


@contextmanager
def socket_io(there: Cluster) -> Iterator[SocketIo | None]:
    """None, and a line that says why, where it cannot be had."""
    folder = Path(tempfile.mkdtemp(prefix="socketio-"))
    try:
        why = _install(folder)
        print(f"socket.io {f'missing: {why}' if why else 'installed by npm'}")
        if why:
            yield None
            return
        server = SocketIo(there, folder).start()
        try:
            server.wait()
            yield server
        finally:
            server.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _install(folder: Path) -> str:
    """Why not; empty when it is there."""
    if not _NODE or not _NPM:
        return "there is no node or no npm"
    command = [_NPM, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts", *_PACKAGES]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=120)  # noqa: S603 - our own only
    except subprocess.TimeoutExpired:
        return "npm did not answer within two minutes"
    return "" if done.returncode == 0 else f"npm failed ({done.returncode})"


def tell_ejabberd() -> None:
    if shutil.which("ejabberdctl") is None:
        print("ejabberd missing: it is not installed")
    else:
        print("ejabberd is installed but not measured: nothing here speaks XMPP")
