"""Several people at the same moment, each with a database connection of their own.

The test must commit for the others to see what it made: mark it
`@pytest.mark.django_db(transaction=True, serialized_rollback=True)`.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

T = TypeVar("T")


def race(n: int, fn: Callable[[int], T]) -> list[T | Exception]:
    """Call `fn(0)` … `fn(n - 1)` at once; each one's result, or the exception it ended with, in that order.

    Fetch afresh inside `fn`: an instance shared between threads would hide the race.
    """
    line = threading.Barrier(n, timeout=30)

    def runner(index: int) -> T | Exception:
        try:
            line.wait()
            return fn(index)
        except Exception as exception:  # noqa: BLE001 - whatever it is, it is the outcome
            return exception
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=n) as pool:
        return list(pool.map(runner, range(n)))
