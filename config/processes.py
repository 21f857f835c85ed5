"""Programs started beside us, each with its own process group, none of which outlives us for long."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from config import warden

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

    @property
    def group(self) -> int:
        return self._process.pid

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


class Warden:
    """Outlives us by a moment: should we be killed, our end of its pipe closes, and it ends the children for sure."""

    def __init__(self, grace: float = GRACE) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own command line
            [sys.executable, os.fspath(Path(warden.__file__)), str(grace)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )

    def mind(self, child: "Child") -> None:
        self._tell(str(child.group))

    def dismiss(self) -> None:
        """Once the children are stopped: their numbers may soon be somebody else's."""
        self._tell(warden.DONE)
        with suppress(BrokenPipeError):
            self._process.communicate(timeout=GRACE)

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None  # noqa: S101 - asked for above
        with suppress(BrokenPipeError):
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()


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
