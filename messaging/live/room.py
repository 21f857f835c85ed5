"""One conversation in one process: its newest frames, and how far each socket has got."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from messaging.live.socket import Socket

# What is kept at hand of a conversation; whoever is further behind reads from the database.
_KEPT_LETTERS = 400_000
Event = dict[str, Any]


def event_of(frame: str) -> Event:
    """Made once for all sockets: the ASGI message itself."""
    return {"type": "websocket.send", "text": frame}


@dataclass(slots=True)
class Place:
    """How far a socket has got: everything up to `seq` and `change` has been sent, in order."""

    seq: int
    change: int


class Ring:
    """The newest events by number, without gaps; older ones drop out."""

    __slots__ = ("_events", "_letters", "_low", "head")

    def __init__(self, head: int) -> None:
        self.head = head
        self._events: dict[int, Event] = {}
        self._low = head + 1
        self._letters = 0

    def add(self, number: int, event: Event) -> None:
        """After a gap it begins anew: what is missing stands in the database."""
        if number <= self.head:
            return
        if number != self.head + 1:
            self.skip_to(number - 1)
        self._events[number] = event
        self._letters += len(event["text"])
        self.head = number
        while self._letters > _KEPT_LETTERS and self._low < number:
            self._letters -= len(self._events.pop(self._low)["text"])
            self._low += 1

    def skip_to(self, head: int) -> None:
        if head > self.head:
            self._events.clear()
            self.head, self._low, self._letters = head, head + 1, 0

    def get(self, number: int) -> Event | None:
        return self._events.get(number)


class Room:
    __slots__ = ("changes", "members", "messages", "pk", "sockets")

    def __init__(self, pk: int, head_seq: int, head_change: int, members: frozenset[int]) -> None:
        self.pk = pk
        self.messages = Ring(head_seq)
        self.changes = Ring(head_change)
        self.members = members
        self.sockets: dict[Socket, Place] = {}
