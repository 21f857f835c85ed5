"""City-wide counts are taken at most once in `FIGURES_SECONDS` for all who share a scope.

Only for figures and what reads alike for everybody, never for rows of people or rights: who may see what is asked at
every request, before a figure is taken here.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.conf import settings
from django.core.cache import cache

from core import clock

T = TypeVar("T")


@dataclass(frozen=True)
class Figures(Generic[T]):
    value: T
    counted_at: dt.datetime


def of(name: str, scope: str, count: Callable[[], T]) -> Figures[T]:
    """What `count` answered for `scope`, counted now or a short while ago. `count` must depend on the scope alone."""
    key = f"figures:{name}:{scope}:{clock.today()}"
    known: Figures[T] | None = cache.get(key) if settings.FIGURES_SECONDS else None
    if known is None:
        known = Figures(count(), clock.now())
        cache.set(key, known, settings.FIGURES_SECONDS)
    return known
