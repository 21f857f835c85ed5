"""How a lower app tells upper ones: it publishes a named event, they subscribe in their `apps.py`.

Rights never depend on an event; they are asked of `people` at the moment of use. Events only make things quick
(a socket that closes at once) or keep a history.
"""

from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")


class Event(Generic[P]):
    """A named fact with subscribers, called in the order of subscription, inside the publisher's transaction."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._subscribers: list[Callable[P, object]] = []

    def subscribe(self, subscriber: Callable[P, object]) -> None:
        if subscriber not in self._subscribers:
            self._subscribers.append(subscriber)

    def publish(self, *args: P.args, **kwargs: P.kwargs) -> None:
        for subscriber in self._subscribers:
            subscriber(*args, **kwargs)
