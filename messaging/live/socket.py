"""One open socket of a person. It keeps no queue of messages: only how far it has got in each conversation."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from messaging.live.room import TURN, Event, Place, Room, event_of

if TYPE_CHECKING:
    from messaging.live.hub import Hub, Look

# What is only said now (typing, presence) is dropped when so much of it waits.
ASIDES = 64
_log = logging.getLogger(__name__)
Send = Callable[[Event], Awaitable[Any]]
# Sends whole frames at once, or says that it cannot now. A server that has it says so among its extensions.
Put = Callable[[bytes], bool]
AT_ONCE = "nhip_cau.at_once"
# With the code a socket closes with (`consumers.py`).
Close = Callable[[int], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Pass:
    """By which log-in a socket came in. `stamp` changes with the password."""

    user_id: int
    session: str
    stamp: str


class Socket:
    """Messages are brought from the room's newest frames or, when it fell behind, from the database."""

    __slots__ = (
        "_answers", "_asides", "_dirty", "_hub", "_is_open", "_put_now", "_send", "close", "early", "entry", "rooms",
        "sending_since", "task", "user_id",
    )  # fmt: skip

    def __init__(self, hub: "Hub", entry: Pass, send: Send, close: Close, put: Put | None = None) -> None:
        self._hub = hub
        self._send = send
        self._put_now = put
        self.close = close
        self.entry = entry
        self.user_id = entry.user_id
        self.rooms: set[Room] = set()
        self._dirty: dict[Room, None] = {}
        self._answers: list[Event] = []
        self._asides: list[Event] = []
        # Between `start` and the end.
        self._is_open = False
        # Conversations that called it in before it has said what it has of each; afterwards None.
        self.early: dict[int, Look] | None = {}
        # While a frame is on its way: since when. The hub closes a socket that takes nothing for too long.
        self.sending_since: float | None = None
        # Sends what waits; there is none while nothing does, for most sockets are idle most of the time.
        self.task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._is_open = True
        if self.waiting:
            self._rouse()

    def poke(self, room: Room) -> None:
        self._dirty[room] = None
        self._rouse()

    def bring_now(self, room: Room, place: Place) -> None:
        """What is new in the room: at once if nothing else waits, otherwise in its turn."""
        if room.sockets.get(self) is not place or not room.is_behind(place):
            return
        if self._is_idle:
            self._run_now(room, place)
        if room.is_behind(place):
            self.poke(room)

    def answer(self, frame: str) -> None:
        """Something said to this socket alone, which must arrive."""
        self._say(event_of(frame), self._answers)

    def aside(self, event: Event) -> None:
        self._say(event, self._asides)
        del self._asides[:-ASIDES]

    def _say(self, event: Event, line: list[Event]) -> None:
        if not (self._is_idle and self._put_now is not None and self._put_now(event["wire"])):
            line.append(event)
            self._rouse()

    @property
    def _is_idle(self) -> bool:
        """It may send, and nothing waits to be sent."""
        return self._is_open and (self.task is None or self.task.done())

    def _run_now(self, room: Room, place: Place) -> bool:
        """The next messages at hand, joined, if the server takes them at once."""
        if self._put_now is None:
            return False
        last, wire = room.messages.run(place.seq + 1)
        if last == place.seq or not self._put_now(wire):
            return False
        place.seq = last
        return True

    def clear(self) -> None:
        """It is closed: nothing of what waited for it is kept."""
        self._is_open = False
        self._dirty.clear()
        self._answers.clear()
        self._asides.clear()

    @property
    def waiting(self) -> int:
        """How much lies here for it."""
        return len(self._dirty) + len(self._answers) + len(self._asides)

    def _rouse(self) -> None:
        if self._is_idle:
            self.task = asyncio.get_running_loop().create_task(self.run())

    async def run(self) -> None:
        """Until nothing waits, or the other end is gone: then the server says so to the consumer, which leaves."""
        try:
            while self.waiting:
                await self.step()
        except Exception as trouble:  # noqa: BLE001 - whatever the server raises for a closed connection
            self._is_open = False
            _log.info("A socket ended while something was sent: %s", type(trouble).__name__)
        finally:
            self.sending_since = None

    async def step(self) -> None:
        """The next thing there is to send."""
        if self._answers:
            await self._put(self._answers.pop(0))
        elif self._dirty:
            room = next(iter(self._dirty))
            del self._dirty[room]
            await self._bring(room)
        else:
            await self._put(self._asides.pop(0))

    async def _bring(self, room: Room) -> None:
        """What this socket has not had of the room, a turn of it: messages in their order, then changes to them."""
        for _ in range(TURN):
            place = room.sockets.get(self)
            if place is None:
                return
            if place.seq < room.messages.head:
                if self._run_now(room, place):
                    break
                event = room.messages.get(place.seq + 1)
                if event is not None:
                    place.seq += 1
                    await self._put(event)
                elif not await self._read(room, place):
                    return
            elif place.change < room.changes.head:
                event = room.changes.get(place.change + 1)
                if event is not None:
                    place.change += 1
                    await self._put(event)
                elif not await self._read_changes(room, place):
                    return
            else:
                return
        self._dirty[room] = None
        # A server that takes everything at once must not keep the others waiting.
        await asyncio.sleep(0)

    async def _read(self, room: Room, place: Place) -> bool:
        """Fell behind: the next page from the database, if its person still belongs there. False if it got nowhere;
        the hub's next look pokes it again."""
        before = place.seq
        found = await self._asked(room, lambda: self._hub.page(room, place.seq))
        for seq, event in found:
            # Its person may be dropped, or begin anew elsewhere, while a frame is on its way.
            if room.sockets.get(self) is not place:
                return False
            if seq == place.seq + 1:
                place.seq = seq
                await self._put(event)
        return place.seq > before

    async def _read_changes(self, room: Room, place: Place) -> bool:
        before, upto = place.change, room.changes.head
        found = await self._asked(room, lambda: self._hub.changes(room, before))
        for change, event in found:
            if room.sockets.get(self) is not place:
                return False
            place.change = change
            await self._put(event)
        if found is not _NOTHING and not self._hub.is_full(found):
            # Of a message that changed twice only the last form is told.
            place.change = max(place.change, upto)
        return place.change > before

    async def _asked(
        self, room: Room, question: Callable[[], Awaitable[list[tuple[int, Event]]]]
    ) -> list[tuple[int, Event]]:
        try:
            if await self._hub.still_belongs(self, room):
                return await question()
        except Exception as trouble:  # noqa: BLE001 - a database that restarts is there again in a moment
            _log.warning("Could not read what a socket lacks: %s", type(trouble).__name__)
        return _NOTHING

    async def _put(self, event: Event) -> None:
        self.sending_since = time.monotonic()
        await self._send(event)
        self.sending_since = None


_NOTHING: list[tuple[int, Event]] = []
