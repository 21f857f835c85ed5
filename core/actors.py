"""Who is acting just now, for the trail that every change leaves: a person, or a job by its name.

Services sign with their `by`; whatever they call is signed with it. Tasks are signed with their own path.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec, TypeVar

from django.utils.module_loading import import_string

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Actor:
    """`person` is the account that acts, `job` the dotted path of a background task; never both.

    `is_outside`: somebody without an account, whoever else is logged in on that device.
    """

    person: Any = None
    job: str = ""
    is_outside: bool = False


NOBODY = Actor()
_current: ContextVar[Actor] = ContextVar("actor", default=NOBODY)


def current() -> Actor:
    return _current.get()


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    token = _current.set(actor)
    try:
        yield
    finally:
        _current.reset(token)


def signed(service: Callable[P, R]) -> Callable[P, R]:
    """Around a service: what changes inside is recorded as done by its `by`; by whoever acts where that is nobody."""

    @functools.wraps(service)
    def act(*args: P.args, **kwargs: P.kwargs) -> R:
        if kwargs.get("by") is None:
            return service(*args, **kwargs)
        with acting(Actor(person=kwargs.get("by"))):
            return service(*args, **kwargs)

    act.is_signed = True  # type: ignore[attr-defined]
    return act


def outside(service: Callable[P, R]) -> Callable[P, R]:
    """Around a service of somebody who has no account but a code, as guardians do."""

    @functools.wraps(service)
    def act(*args: P.args, **kwargs: P.kwargs) -> R:
        with acting(Actor(is_outside=True)):
            return service(*args, **kwargs)

    return act


class Background(Generic[P, R]):
    """A task of the worker. `label` says what it does, for people who read the trail.

    `seconds` is how long it may take; None for what is left to the settings.
    """

    def __init__(self, task: Callable[P, R], label: object, seconds: int | None = None) -> None:
        functools.update_wrapper(self, task)
        self._task = task
        self.label = label
        self.seconds = seconds

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        with acting(Actor(job=f"{self._task.__module__}.{self._task.__qualname__}")):
            return self._task(*args, **kwargs)


def background(label: object, seconds: int | None = None) -> Callable[[Callable[P, R]], Background[P, R]]:
    return lambda task: Background(task, label, seconds)


def label_of(job: str) -> str:
    """What the task of this path does; a path that is no more is shown as it is."""
    try:
        return str(import_string(job).label)
    except (ImportError, AttributeError):
        return job
