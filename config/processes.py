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

    def signal(self, number: signal.Signals) -> None:
        """To the child and to everything it started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)

    def is_gone(self) -> bool:
        self._process.poll()
        try:
            os.killpg(self._process.pid, 0)
        except ProcessLookupError:
            return True
        return False


def stop_all(children: list[Child]) -> None:
    """Ask first, insist after the grace period. Returns when no process of theirs is left."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        for child in children:
            child.signal(number)
        deadline, pause = time.monotonic() + GRACE, threading.Event()
        while not all(child.is_gone() for child in children) and time.monotonic() < deadline:
            pause.wait(0.05)


def _die_with_parent() -> None:
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
