"""A hub on a database of lists, and sockets whose other end the test holds: nothing sleeps, nothing is sent."""

import asyncio
import json
from collections.abc import Iterable, Iterator
from typing import Any

from messaging.live.hints import Hint
from messaging.live.hub import Hub, Look
from messaging.live.room import Event, Place
from messaging.live.socket import Pass


class FakeReader:
    """What the database would say. `gate` holds its answers back until the test lets them go."""

    def __init__(self) -> None:
        self.messages: dict[int, list[str]] = {}
        self.changed: dict[int, list[str]] = {}
        self.members: dict[int, set[int]] = {}
        self.unsettled: set[int] = set()
        self.over: set[Pass] = set()
        self.asked: list[tuple[Any, ...]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.trouble: Exception | None = None

    def open(self, pk: int, members: Iterable[int], messages: int = 0) -> None:
        self.members[pk] = set(members)
        self.messages[pk] = [frame(pk, seq) for seq in range(1, messages + 1)]
        self.changed[pk] = []

    def append(self, pk: int) -> Hint:
        """Committed; the hint of it is the test's to deliver, or to lose."""
        seq = len(self.messages[pk]) + 1
        self.messages[pk].append(frame(pk, seq))
        return Hint(pk, sorted(self.members[pk]), seq=seq, frame=self.messages[pk][-1])

    def change(self, pk: int, seq: int, words: str) -> Hint:
        self.messages[pk][seq - 1] = frame(pk, seq, words)
        self.changed[pk].append(json.dumps({"t": "change", "c": pk, "seq": seq, "words": words}))
        change = len(self.changed[pk])
        return Hint(pk, sorted(self.members[pk]), change=change, of=seq, frame=self.changed[pk][-1])

    async def look(self, pks: Iterable[int]) -> list[Look]:
        found = [self.seen(pk) for pk in pks if pk in self.members]
        await self._answer("look", *pks)
        return found

    def seen(self, pk: int) -> Look:
        heads = len(self.messages[pk]), len(self.changed[pk])
        return Look(pk, *heads, frozenset(self.members[pk]), pk not in self.unsettled)

    async def page(self, pk: int, first: int, count: int) -> list[tuple[int, str]]:
        await self._answer("page", pk, first)
        return list(enumerate(self.messages[pk], 1))[first - 1 : first - 1 + count]

    async def changes(self, pk: int, after: int, count: int) -> list[tuple[int, str]]:
        await self._answer("changes", pk, after)
        return list(enumerate(self.changed[pk], 1))[after : after + count]

    async def settle(self, pk: int) -> None:
        self.asked.append(("settle", pk))
        self.unsettled.discard(pk)

    async def ended(self, passes: Iterable[Pass]) -> set[Pass]:
        return self.over & set(passes)

    async def _answer(self, *question: Any) -> None:
        self.asked.append(question)
        await self.gate.wait()
        if self.trouble is not None:
            raise self.trouble


class Browser:
    """The other end of a socket. While `open` is not set nothing is taken. `at_once`: its server can send so."""

    def __init__(self, hub: Hub, user: int, session: str = "", *, at_once: bool = False, starts: bool = True) -> None:
        self.got: list[dict[str, Any]] = []
        self.closed: list[int] = []
        self.open = asyncio.Event()
        self.open.set()
        self.is_gone = False
        self.runs: list[int] = []
        entry, put = Pass(user, session or f"session-{user}", "stamp"), self._put if at_once else None
        entered = hub.enter(entry, self._take, self._close, put)
        assert entered is not None
        self.hub, self.socket = hub, entered
        if starts:
            self.socket.start()

    async def _take(self, event: Event) -> None:
        await self.open.wait()
        if self.is_gone:
            raise ConnectionError
        self.got.append(json.loads(event["text"]))

    def _put(self, wire: bytes) -> bool:
        if not self.open.is_set() or self.is_gone:
            return False
        frames = list(frames_in(wire))
        self.runs.append(len(frames))
        self.got += frames
        return True

    async def _close(self, code: int) -> None:
        self.closed.append(code)

    def hello(self, reader: FakeReader, *pks: int, have: dict[int, Place] | None = None) -> "Browser":
        self.hub.begin(self.socket, [reader.seen(pk) for pk in pks], have or {})
        return self

    def said(self, kind: str = "message") -> list[int]:
        return [frame["seq"] for frame in self.got if frame["t"] == kind]


def frame(pk: int, seq: int, words: str = "") -> str:
    return json.dumps({"t": "message", "c": pk, "seq": seq, "words": words})


def frames_in(wire: bytes) -> Iterator[dict[str, Any]]:
    """As a browser takes them apart (RFC 6455, 5.2)."""
    at = 0
    while at < len(wire):
        size, begin = wire[at + 1], at + 2
        if size >= 126:
            begin += 2 if size == 126 else 8
            size = int.from_bytes(wire[at + 2 : begin])
        yield json.loads(wire[begin : begin + size])
        at = begin + size


async def quiet() -> None:
    """Until everything that can run now has run."""
    for _ in range(400):
        await asyncio.sleep(0)
