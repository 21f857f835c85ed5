"""Sees to it that nothing outlives a program that was killed. A program of its own, started by `config/processes.py`.

It reads numbers of process groups, one a line. When the input ends without `done`, whoever wrote there is gone: the
groups are asked to stop and, after the grace period, killed.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterable

DONE = "done"


def watch(lines: Iterable[str], grace: float) -> None:
    groups: set[int] = set()
    for line in lines:
        if line.strip() == DONE:
            return
        groups.add(int(line))
    end(groups, grace)


def end(groups: set[int], grace: float) -> None:
    left = {group for group in groups if _reached(group, signal.SIGTERM)}
    deadline, pause = time.monotonic() + grace, threading.Event()
    while left and time.monotonic() < deadline:
        pause.wait(0.05)
        left = {group for group in left if _reached(group, 0)}
    for group in left:
        _reached(group, signal.SIGKILL)


def _reached(group: int, number: int) -> bool:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    watch(sys.stdin, float(sys.argv[1]))
