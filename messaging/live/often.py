"""Database work that comes many times a second need not ask each time whether the connection still lives."""

import time
from collections.abc import Callable
from typing import TypeVar

from django.db import Error as DatabaseTrouble
from django.db import close_old_connections

R = TypeVar("R")
_TRUSTED_SECONDS = 1.0


class Often:
    """Calls something in the database's thread. A connection that failed is given up: the next call has a new one."""

    def __init__(self) -> None:
        self._used = 0.0

    def __call__(self, work: Callable[..., R], *facts: object) -> R:
        if time.monotonic() - self._used > _TRUSTED_SECONDS:
            close_old_connections()
        try:
            found = work(*facts)
        except DatabaseTrouble:
            close_old_connections()
            raise
        self._used = time.monotonic()
        return found
