"""The sockets of this process and the conversations they follow.

A hint of a new message is handed to the sockets of those who were members when it was committed. Once a second all open
conversations are looked up in the database: whoever is no member any more leaves, and whatever a lost hint told of is
found. So rights and delivery rest on the database alone; hints make them quick.
"""

import asyncio
import json
import logging
import time
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings

from messaging import rules
from messaging.live import bus
from messaging.live.hints import Hint
from messaging.live.room import Event, Place, Room, event_of
from messaging.live.socket import Close, Send, Socket

LOOK_SECONDS = 1.0
STALLED_SECONDS = 45.0
BEAT_SECONDS = 20.0
PAGE = 128
_PAGES_KEPT = 8
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Look:
    """One conversation as the database has it: its heads, who belongs there, and whether its last line is true."""

    pk: int
    head_seq: int
    head_change: int
    members: frozenset[int]
    is_settled: bool


class Reader(Protocol):
    """What the hub asks of the database; `live/reader.py` answers, the tests may."""

    async def look(self, pks: Iterable[int]) -> list[Look]: ...
    async def page(self, pk: int, first: int, count: int) -> list[tuple[int, str]]: ...
    async def changes(self, pk: int, after: int, count: int) -> list[tuple[int, str]]: ...
    async def settle(self, pk: int) -> None: ...


class Hub:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.rooms: dict[int, Room] = {}
        self.sockets: dict[int, set[Socket]] = defaultdict(set)
        self._pages: dict[tuple[int, int], asyncio.Task[list[tuple[int, Event]]]] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._closing: set[asyncio.Task[None]] = set()

    # --- Coming and going -------------------------------------------------------------------------------------------

    def start(self) -> None:
        """On the first socket; everything runs in that loop from then on."""
        if self._tasks:
            return
        loop = asyncio.get_running_loop()
        bus.BUS.attach(loop, self.take)
        chores = [self._look_again_and_again(), self._beat(), self._sweep()]
        if settings.REDIS_URL:
            chores.append(bus.listen(self.take))
        self._tasks = [loop.create_task(chore) for chore in chores]

    async def stop(self) -> None:
        bus.BUS.detach()
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
        self._tasks = []

    def enter(self, user_id: int, send: Send, close: Close) -> Socket | None:
        """None when this person holds as many sockets as one may."""
        self.start()
        if len(self.sockets[user_id]) >= rules.SOCKETS_A_PERSON:
            return None
        socket = Socket(self, user_id, send, close)
        self.sockets[user_id].add(socket)
        socket.task = asyncio.get_running_loop().create_task(socket.run())
        return socket

    def leave(self, socket: Socket) -> None:
        for room in list(socket.rooms):
            self._part(room, socket)
        mine = self.sockets.get(socket.user_id, set())
        mine.discard(socket)
        if not mine:
            self.sockets.pop(socket.user_id, None)
        if socket.task is not None:
            socket.task.cancel()

    def follow(self, socket: Socket, seen: Look, have: Place) -> None:
        """From now on the socket gets what is new there, beginning after what it has."""
        room = self._room(seen)
        socket.rooms.add(room)
        room.sockets[socket] = Place(min(have.seq, room.messages.head), min(have.change, room.changes.head))
        socket.poke(room)

    def _room(self, seen: Look) -> Room:
        room = self.rooms.get(seen.pk)
        if room is None:
            room = self.rooms[seen.pk] = Room(seen.pk, seen.head_seq, seen.head_change, seen.members)
        return room

    def _part(self, room: Room, socket: Socket) -> None:
        room.sockets.pop(socket, None)
        socket.rooms.discard(room)
        if not room.sockets:
            self.rooms.pop(room.pk, None)

    # --- What is new ------------------------------------------------------------------------------------------------

    def take(self, hint: Hint) -> None:
        event = event_of(hint.frame)
        if hint.seq is None and hint.change is None:
            self._say_aside(hint, event)
            return
        room = self.rooms.get(hint.c)
        members = frozenset(hint.to)
        if room is not None:
            self._keep_members(room, members)
            if hint.seq is not None:
                room.messages.add(hint.seq, event)
            else:
                room.changes.add(hint.change or 0, event)
            for socket in room.sockets:
                socket.poke(room)
        if hint.seq is not None:
            self._let_in(hint, members)

    def _say_aside(self, hint: Hint, event: Event) -> None:
        for user in hint.to if hint.only is None else hint.only:
            for socket in self.sockets.get(user, ()):
                socket.aside(event)

    def _let_in(self, hint: Hint, members: frozenset[int]) -> None:
        """Members whose sockets do not follow yet: the conversation is new to them."""
        seq = hint.seq or 0
        for user in members:
            for socket in self.sockets.get(user, ()):
                room = self.rooms.get(hint.c)
                if room is None or socket not in room.sockets:
                    self.follow(socket, Look(hint.c, seq, 0, members, True), Place(seq - 1, 0))

    def _keep_members(self, room: Room, members: frozenset[int]) -> None:
        if members == room.members:
            return
        room.members = members
        gone = event_of(json.dumps({"t": "gone", "c": room.pk}))
        for socket in [socket for socket in room.sockets if socket.user_id not in members]:
            self._part(room, socket)
            socket.answer(gone["text"])

    # --- Falling behind ---------------------------------------------------------------------------------------------

    async def page(self, room: Room, after: int) -> list[tuple[int, Event]]:
        """The messages after `after`, up to the end of their page; read once however many sockets ask for it."""
        first = after - after % PAGE + 1
        key = (room.pk, first)
        task = self._pages.get(key)
        if task is None:
            task = self._pages[key] = asyncio.get_running_loop().create_task(self._read_page(room.pk, first))
        try:
            found = await asyncio.shield(task)
        finally:
            if task.done() and (task.cancelled() or task.exception() or len(task.result()) < PAGE):
                self._pages.pop(key, None)
        while len(self._pages) > _PAGES_KEPT:
            self._pages.pop(next(iter(self._pages)))
        return [(seq, event) for seq, event in found if seq > after]

    async def _read_page(self, pk: int, first: int) -> list[tuple[int, Event]]:
        return [(seq, event_of(frame)) for seq, frame in await self.reader.page(pk, first, PAGE)]

    async def changes(self, room: Room, after: int) -> list[tuple[int, Event]]:
        return [(number, event_of(frame)) for number, frame in await self.reader.changes(room.pk, after, PAGE)]

    async def still_belongs(self, socket: Socket, room: Room) -> bool:
        for seen in await self.reader.look([room.pk]):
            self._keep_members(room, seen.members)
        return socket in room.sockets

    # --- Chores -----------------------------------------------------------------------------------------------------

    async def _look_again_and_again(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self.look()
            except Exception as trouble:  # noqa: BLE001 - a database that restarts is there again in a moment
                _log.warning("Could not look up the open conversations: %s", type(trouble).__name__)

    async def look(self) -> None:
        """Every open conversation against the database."""
        if not self.rooms:
            return
        found = {seen.pk: seen for seen in await self.reader.look(list(self.rooms))}
        for room in list(self.rooms.values()):
            seen = found.get(room.pk)
            if seen is None:
                self._keep_members(room, frozenset())
                continue
            self._keep_members(room, seen.members)
            self._catch_up(room, seen)
            if not seen.is_settled:
                await self.reader.settle(room.pk)

    def _catch_up(self, room: Room, seen: Look) -> None:
        if seen.head_seq > room.messages.head or seen.head_change > room.changes.head:
            room.messages.skip_to(seen.head_seq)
            room.changes.skip_to(seen.head_change)
            for socket in room.sockets:
                socket.poke(room)

    async def _beat(self) -> None:
        """Tells browsers that we are there, and where each conversation stands."""
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            for sockets in list(self.sockets.values()):
                for socket in list(sockets):
                    heads = {room.pk: [room.messages.head, room.changes.head] for room in socket.rooms}
                    socket.aside(event_of(json.dumps({"t": "beat", "heads": heads})))

    async def _sweep(self) -> None:
        """A socket that takes nothing is closed: its person's other one, or the next, catches up."""
        while True:
            await asyncio.sleep(5)
            before = time.monotonic() - STALLED_SECONDS
            for sockets in list(self.sockets.values()):
                for socket in list(sockets):
                    if socket.sending_since is not None and socket.sending_since < before:
                        self.leave(socket)
                        self._closing.add(closing := asyncio.get_running_loop().create_task(_closed(socket)))
                        closing.add_done_callback(self._closing.discard)


async def _closed(socket: Socket) -> None:
    with suppress(Exception):
        await socket.close()
