"""Programs started beside us, each with its own process group, none of which outlives us."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

GRACE = 10.0
_PR_SET_PDEATHSIG = 1
# Looked up before any fork: between fork and exec a child must not load libraries.
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class Child:
    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self._process = subprocess.Popen(  # noqa: S603 - our own command lines only
            command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - started before we have any thread
        )

    def code(self) -> int | None:
        return self._process.poll()

    def ask_to_stop(self) -> None:
        """Only the child itself: it knows in which order to stop what it started."""
        with suppress(ProcessLookupError):
            self._process.terminate()

    def kill(self) -> None:
        """The child and whatever is left of what it started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def stop_all(children: list[Child]) -> None:
    """Ask, wait for the grace period at most, then insist. Returns when no process of theirs runs any more."""
    for child in children:
        child.ask_to_stop()
    deadline, pause = time.monotonic() + GRACE, threading.Event()
    while any(child.code() is None for child in children) and time.monotonic() < deadline:
        pause.wait(0.05)
    for child in children:
        child.kill()


def _die_with_parent() -> None:
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
