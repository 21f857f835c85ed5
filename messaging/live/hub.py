"""The sockets of this process and the conversations they follow.

A hint of a new message is handed to the sockets of those who were members when it was committed. Once a second all open
conversations are looked up in the database: whoever is no member any more leaves, and whatever a lost hint told of is
found. So rights and delivery rest on the database alone; hints make them quick.
"""

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from messaging import rules
from messaging.live.hints import Hint
from messaging.live.room import Event, Place, Room, event_of
from messaging.live.socket import Close, Pass, Put, Send, Socket

STALLED_SECONDS = 45.0
PAGE = 128
_PAGES_KEPT = 8
# So many sockets are told something before others get their turn.
_SLICE = 50
# Whose log-in goes on is asked of so many at once.
_ASKED_TOGETHER = 200


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
    async def ended(self, passes: Iterable[Pass]) -> set[Pass]: ...


class Hub:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.rooms: dict[int, Room] = {}
        self.sockets: dict[int, set[Socket]] = defaultdict(set)

    # --- Coming and going -------------------------------------------------------------------------------------------

    def enter(self, entry: Pass, send: Send, close: Close, put: Put | None = None) -> Socket | None:
        """None when this person holds as many sockets as one may."""
        if len(self.sockets[entry.user_id]) >= rules.SOCKETS_A_PERSON:
            return None
        socket = Socket(self, entry, send, close, put)
        self.sockets[entry.user_id].add(socket)
        return socket

    def leave(self, socket: Socket) -> None:
        for room in list(socket.rooms):
            self._part(room, socket)
        mine = self.sockets.get(socket.user_id, set())
        mine.discard(socket)
        if not mine:
            self.sockets.pop(socket.user_id, None)
        socket.clear()
        if socket.task is not None:
            socket.task.cancel()

    def begin(self, socket: Socket, seen: Iterable[Look], have: dict[int, Place]) -> None:
        """The socket has said what it has: it follows these, and what called it in meanwhile."""
        early, socket.early = socket.early or {}, None
        for look in seen:
            early.pop(look.pk, None)
            self.follow(socket, look, have.get(look.pk, Place(look.head_seq, look.head_change)))
        for look in early.values():
            self.follow(socket, look, Place(look.head_seq - 1, look.head_change))

    def follow(self, socket: Socket, seen: Look, have: Place) -> None:
        """From now on the socket gets what is new there, beginning after what it has."""
        room = self._room(seen)
        socket.rooms.add(room)
        seq, change = min(have.seq, room.messages.head), min(have.change, room.changes.head)
        place = room.sockets[socket] = Place(max(seq, 0), change, time.monotonic())
        if room.is_behind(place):
            socket.poke(room)

    def _room(self, seen: Look) -> Room:
        room = self.rooms.get(seen.pk)
        if room is None:
            room = self.rooms[seen.pk] = Room(seen.pk, seen.head_seq, seen.head_change, seen.members)
        room.messages.skip_to(seen.head_seq)
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
        members = frozenset(hint.to)
        room = self.rooms.get(hint.c)
        if room is not None:
            self._take_in(room, hint, event, members)
        if hint.seq is not None:
            self._let_in(Look(hint.c, hint.seq, 0, members, is_settled=True))

    def _take_in(self, room: Room, hint: Hint, event: Event, members: frozenset[int]) -> None:
        room.heard = time.monotonic()
        self._keep_members(room, members)
        if hint.seq is not None:
            room.messages.add(hint.seq, event)
        else:
            if hint.of is not None:
                room.messages.skip_to(hint.of)
                room.forget_message(hint.of)
            room.changes.add(hint.change or 0, event)
        if room.spreading is None:
            room.spreading = asyncio.get_running_loop().create_task(self._spread(room))

    async def _spread(self, room: Room) -> None:
        """A slice of its sockets after the other, so that nothing else waits for all of them. What becomes new
        meanwhile goes along to those whose turn comes later; to the others it goes in the next round."""
        try:
            while True:
                head = room.messages.head, room.changes.head
                for number, (socket, place) in enumerate(list(room.sockets.items()), 1):
                    socket.bring_now(room, place)
                    if number % _SLICE == 0:
                        await asyncio.sleep(0)
                if head == (room.messages.head, room.changes.head):
                    return
        finally:
            room.spreading = None

    def _say_aside(self, hint: Hint, event: Event) -> None:
        for user in hint.to:
            for socket in self.sockets.get(user, ()):
                socket.aside(event)

    def _let_in(self, seen: Look) -> None:
        """Members whose sockets do not follow yet: the conversation is new to them. They get its newest message."""
        room = self.rooms.get(seen.pk)
        inside = room.sockets if room is not None else {}
        for user in seen.members & self.sockets.keys():
            for socket in self.sockets[user]:
                if socket in inside:
                    continue
                if socket.early is None:
                    self.follow(socket, seen, Place(seen.head_seq - 1, seen.head_change))
                else:
                    socket.early.setdefault(seen.pk, seen)

    def _keep_members(self, room: Room, members: frozenset[int], asked_at: float | None = None) -> None:
        """Who is no member leaves. What was asked before somebody came, or before the last hint, is no news of them."""
        if asked_at is not None and room.heard > asked_at:
            return
        room.members = members
        gone = event_of(json.dumps({"t": "gone", "c": room.pk}))
        for socket, place in list(room.sockets.items()):
            if socket.user_id not in members and (asked_at is None or place.since <= asked_at):
                self._part(room, socket)
                socket.answer(gone["text"])

    # --- Falling behind ---------------------------------------------------------------------------------------------

    async def page(self, room: Room, after: int) -> list[tuple[int, Event]]:
        """The messages after `after`, up to the end of their page; read once however many sockets ask for it."""
        first = after - after % PAGE + 1
        task = room.pages.get(first)
        if task is None:
            task = room.pages[first] = asyncio.get_running_loop().create_task(self._read_page(room.pk, first))
        try:
            found = await asyncio.shield(task)
        finally:
            is_whole = task.done() and not task.cancelled() and not task.exception() and self.is_full(task.result())
            if task.done() and not is_whole and room.pages.get(first) is task:
                del room.pages[first]
        while len(room.pages) > _PAGES_KEPT:
            room.pages.pop(next(iter(room.pages)))
        return [(seq, event) for seq, event in found if seq > after]

    async def _read_page(self, pk: int, first: int) -> list[tuple[int, Event]]:
        return [(seq, event_of(frame)) for seq, frame in await self.reader.page(pk, first, PAGE)]

    async def changes(self, room: Room, after: int) -> list[tuple[int, Event]]:
        return [(number, event_of(frame)) for number, frame in await self.reader.changes(room.pk, after, PAGE)]

    def is_full(self, page: list[tuple[int, Event]]) -> bool:
        return len(page) >= PAGE

    async def still_belongs(self, socket: Socket, room: Room) -> bool:
        asked_at = time.monotonic()
        found = await self.reader.look([room.pk])
        self._keep_members(room, found[0].members if found else frozenset(), asked_at)
        return socket in room.sockets

    # --- Again and again (`chores.py`) ------------------------------------------------------------------------------

    async def look(self) -> None:
        """Every open conversation against the database."""
        if not self.rooms:
            return
        asked_at = time.monotonic()
        found = {seen.pk: seen for seen in await self.reader.look(list(self.rooms))}
        for room in list(self.rooms.values()):
            seen = found.get(room.pk)
            self._keep_members(room, seen.members if seen else frozenset(), asked_at)
            if seen is not None:
                self._catch_up(room, seen)
                if room.heard <= asked_at:
                    self._let_in(seen)
        for pk in [pk for pk, seen in found.items() if not seen.is_settled]:
            await self.reader.settle(pk)

    def _catch_up(self, room: Room, seen: Look) -> None:
        if seen.head_change > room.changes.head:
            # Which messages changed nobody has told.
            room.forget_all()
        room.messages.skip_to(seen.head_seq)
        room.changes.skip_to(seen.head_change)
        for socket, place in room.sockets.items():
            if room.is_behind(place):
                socket.poke(room)

    async def ended(self) -> list[Socket]:
        """Whose person logged out, changed the password or lost the account."""
        everybody = [socket for mine in self.sockets.values() for socket in mine]
        entries = list({socket.entry for socket in everybody})
        ended: set[Pass] = set()
        for first in range(0, len(entries), _ASKED_TOGETHER):
            # A message that is sent meanwhile waits for one of these questions, not for all.
            ended |= await self.reader.ended(entries[first : first + _ASKED_TOGETHER])
        return [socket for socket in everybody if socket.entry in ended]

    async def beat(self) -> None:
        """Tells browsers that we are there, and where each conversation stands."""
        everybody = [socket for mine in self.sockets.values() for socket in mine]
        for number, socket in enumerate(everybody):
            for room in socket.rooms:
                # Nobody is told of a place before what stands there.
                socket.bring_now(room, room.sockets[socket])
            heads = {room.pk: [room.messages.head, room.changes.head] for room in socket.rooms}
            socket.aside(event_of(json.dumps({"t": "beat", "heads": heads}, separators=(",", ":"))))
            if number % _SLICE == _SLICE - 1:
                await asyncio.sleep(0)

    def stalled(self, now: float) -> list[Socket]:
        """A socket that takes nothing is closed: its person's other one, or the next, catches up."""
        before = now - STALLED_SECONDS
        everybody = (socket for mine in self.sockets.values() for socket in mine)
        return [socket for socket in everybody if (since := socket.sending_since) is not None and since < before]
