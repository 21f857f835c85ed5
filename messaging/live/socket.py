"""One open socket of a person. It keeps no queue of messages: only how far it has got in each conversation."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from messaging.live.room import Event, Place, Room, event_of

if TYPE_CHECKING:
    from messaging.live.hub import Hub

# What is only said now (typing, presence) is dropped when so much of it waits.
_ASIDES = 64
Send = Callable[[Event], Awaitable[Any]]
Close = Callable[[], Awaitable[Any]]


class Socket:
    """Messages are brought from the room's newest frames or, when it fell behind, from the database."""

    __slots__ = (
        "_answers", "_asides", "_dirty", "_hub", "_send", "_wake", "close", "rooms", "sending_since", "task", "user_id",
    )  # fmt: skip

    def __init__(self, hub: "Hub", user_id: int, send: Send, close: Close) -> None:
        self._hub = hub
        self._send = send
        self.close = close
        self.user_id = user_id
        self.rooms: set[Room] = set()
        self._dirty: dict[Room, None] = {}
        self._answers: deque[Event] = deque()
        self._asides: deque[Event] = deque(maxlen=_ASIDES)
        self._wake: asyncio.Future[None] | None = None
        # While a frame is on its way: since when. The hub closes a socket that takes nothing for too long.
        self.sending_since: float | None = None
        self.task: asyncio.Task[None] | None = None

    def poke(self, room: Room) -> None:
        self._dirty[room] = None
        self._rouse()

    def answer(self, frame: str) -> None:
        """Something said to this socket alone, which must arrive."""
        self._answers.append(event_of(frame))
        self._rouse()

    def aside(self, event: Event) -> None:
        self._asides.append(event)
        self._rouse()

    def _rouse(self) -> None:
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)

    async def run(self) -> None:
        while True:
            while self._answers:
                await self._put(self._answers.popleft())
            if self._dirty:
                room = next(iter(self._dirty))
                del self._dirty[room]
                await self._bring(room)
            elif self._asides:
                await self._put(self._asides.popleft())
            else:
                self._wake = asyncio.get_running_loop().create_future()
                await self._wake
                self._wake = None

    async def _bring(self, room: Room) -> None:
        """Everything of the room this socket has not had: messages in their order, then changes to them."""
        place = room.sockets.get(self)
        while place is not None and place.seq < room.messages.head:
            event = room.messages.get(place.seq + 1)
            if event is not None:
                place.seq += 1
                await self._put(event)
            elif not await self._read(room, place):
                return
            place = room.sockets.get(self)
        while place is not None and place.change < room.changes.head:
            event = room.changes.get(place.change + 1)
            if event is None:
                await self._read_changes(room, place)
            else:
                place.change += 1
                await self._put(event)
            place = room.sockets.get(self)

    async def _read(self, room: Room, place: Place) -> bool:
        """Fell behind: the next page from the database, if its person still belongs there. False if it got nowhere."""
        before = place.seq
        if await self._hub.still_belongs(self, room):
            for seq, event in await self._hub.page(room, place.seq):
                if seq == place.seq + 1:
                    place.seq = seq
                    await self._put(event)
        return place.seq > before

    async def _read_changes(self, room: Room, place: Place) -> None:
        if not await self._hub.still_belongs(self, room):
            return
        upto = room.changes.head
        for change, event in await self._hub.changes(room, place.change):
            place.change = max(place.change, change)
            await self._put(event)
        # Of a message that changed twice only the last form is told.
        place.change = max(place.change, upto)

    async def _put(self, event: Event) -> None:
        self.sending_since = time.monotonic()
        await self._send(event)
        self.sending_since = None
