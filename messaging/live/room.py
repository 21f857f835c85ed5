"""One conversation in one process: its newest frames, and how far each socket has got."""

import asyncio
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from messaging.live.socket import Socket

# What is kept at hand of a conversation; whoever is further behind reads from the database.
KEPT_LETTERS = 400_000
KEPT_EVENTS = 4096
# After so much of one conversation it is the turn of answers, of other conversations and of other sockets.
TURN, TURN_BYTES = 32, 2**16
_RUNS_KEPT = 8
Event = dict[str, Any]


def event_of(frame: str) -> Event:
    """Made once for all sockets: the ASGI message itself, with the very bytes for a server that can use them."""
    return {"type": "websocket.send", "text": frame, "wire": _as_bytes(frame.encode(errors="replace"))}


def _as_bytes(data: bytes) -> bytes:
    """One text frame from a server (RFC 6455, 5.2): whole, and not masked."""
    size = len(data)
    if size < 126:
        return struct.pack("!BB", 0x81, size) + data
    return struct.pack("!BBH", 0x81, 126, size) + data if size < 2**16 else struct.pack("!BBQ", 0x81, 127, size) + data


@dataclass(slots=True)
class Place:
    """How far a socket has got: everything up to `seq` and `change` has been sent, in order."""

    seq: int
    change: int
    # When it came into the room (monotonic): an older answer of the database says nothing about it.
    since: float = 0.0


class Ring:
    """The newest events by number. Where one is missing the database has it: nobody waits for it here."""

    __slots__ = ("_events", "_letters", "_low", "_runs", "head")

    def __init__(self, head: int) -> None:
        self.head = head
        self._runs: dict[int, tuple[int, bytes]] = {}
        self._events: dict[int, Event | None] = {}
        self._low = head + 1
        self._letters = 0

    def add(self, number: int, event: Event) -> None:
        """Hints of two processes may cross: a late one fills its hole."""
        if number < self._low or number in self._events:
            return
        self._runs.clear()
        if number >= self.head + KEPT_EVENTS:
            self.clear(number)
        self._events[number] = event
        self._letters += len(event["text"])
        self.head = max(self.head, number)
        while self._low < number and (self._letters > KEPT_LETTERS or self.head - self._low >= KEPT_EVENTS):
            self._drop(self._low)
            self._low += 1

    def skip_to(self, head: int) -> None:
        """So much there is, by the word of the database."""
        self.head = max(self.head, head)

    def forget(self, number: int) -> None:
        """What is kept under this number is true no more, nor is what may still arrive under it."""
        if number >= self._low:
            self._drop(number)
            self._events[number] = None
            self._runs.clear()

    def clear(self, low: int | None = None) -> None:
        self._events.clear()
        self._runs.clear()
        self._low, self._letters = self.head + 1 if low is None else low, 0

    def get(self, number: int) -> Event | None:
        return self._events.get(number)

    def run(self, first: int) -> tuple[int, bytes]:
        """The bytes of what follows without a gap from `first` on, a turn of it, and the last number among it; joined
        once for all who stand at the same place. `first - 1` where there is nothing at hand."""
        found = self._runs.get(first)
        if found is None:
            if len(self._runs) >= _RUNS_KEPT:
                self._runs.clear()
            found = self._runs[first] = self._joined(first)
        return found

    def _joined(self, first: int) -> tuple[int, bytes]:
        parts: list[bytes] = []
        size = 0
        while len(parts) < TURN and size < TURN_BYTES and (event := self._events.get(first + len(parts))) is not None:
            parts.append(event["wire"])
            size += len(event["wire"])
        return first + len(parts) - 1, b"".join(parts)

    @property
    def letters(self) -> int:
        return self._letters

    def _drop(self, number: int) -> None:
        event = self._events.pop(number, None)
        if event is not None:
            self._letters -= len(event["text"])


class Room:
    __slots__ = ("changes", "heard", "members", "messages", "pages", "pk", "sockets", "spreading")

    def __init__(self, pk: int, head_seq: int, head_change: int, members: frozenset[int]) -> None:
        self.pk = pk
        self.messages = Ring(head_seq)
        self.changes = Ring(head_change)
        self.members = members
        # When the last hint came (monotonic): its members are younger than what was asked before.
        self.heard = 0.0
        self.sockets: dict[Socket, Place] = {}
        # While what is new is on its way to them.
        self.spreading: asyncio.Task[None] | None = None
        # Pages of the database being read, or just read, by their first number.
        self.pages: dict[int, asyncio.Task[list[tuple[int, Event]]]] = {}

    def is_behind(self, place: Place) -> bool:
        return place.seq < self.messages.head or place.change < self.changes.head

    def forget_message(self, seq: int) -> None:
        """It has changed: whoever has not had it yet reads it as it is now."""
        self.messages.forget(seq)
        self.pages.clear()

    def forget_all(self) -> None:
        self.messages.clear()
        self.pages.clear()
