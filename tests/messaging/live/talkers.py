"""Browsers that write and hear through every fault: each keeps what it sent until it is acknowledged, as pages do."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from tests.messaging.live.sockets import ORIGIN

_AT_ONCE = 4
_AGAIN_AFTER = 3.0


@dataclass
class Heard:
    """`seq` → client id, in the order in which they came."""

    seqs: list[int] = field(default_factory=list)
    clients: dict[int, str | None] = field(default_factory=dict)
    repeated: int = 0
    leaps: int = 0


class Talker:
    """Writes `count` messages, some at once, and hears everybody's; changes the process when its own is away."""

    def __init__(self, urls: list[str], cookie: str, conversation: int, count: int, name: str) -> None:
        self._urls, self._cookie, self._c = urls, cookie, conversation
        self.outbox: dict[str, str] = {str(uuid4()): f"{name} {number}" for number in range(count)}
        self.sent: dict[str, str] = dict(self.outbox)
        self.acked: dict[str, int] = {}
        self.heard = Heard()
        self.connections = 0
        self.refusals: list[dict[str, Any]] = []
        self.last_at = 0.0

    @property
    def have(self) -> int:
        return self.heard.seqs[-1] if self.heard.seqs else 0

    async def run(self) -> None:
        """Until it is cancelled."""
        turn = 0
        while True:
            with suppress(OSError, WebSocketException, TimeoutError, EOFError):
                await self._be_there(self._urls[turn % len(self._urls)])
            turn += 1
            await asyncio.sleep(0.1)

    async def _be_there(self, url: str) -> None:
        headers = {"Cookie": self._cookie}
        async with connect(
            url, origin=ORIGIN, additional_headers=headers, compression=None, max_size=2**22, open_timeout=5
        ) as line:
            self.connections += 1
            await line.send(json.dumps({"t": "hello", "have": {str(self._c): [self.have, 0]}}))
            writing = asyncio.create_task(self._write(line))
            try:
                async for text in line:
                    self._hear(json.loads(text))
            finally:
                writing.cancel()
                with suppress(asyncio.CancelledError, OSError, WebSocketException):
                    await writing

    async def _write(self, line: Any) -> None:
        """A few at once; what is not acknowledged within some seconds is sent again under the same number."""
        asked: dict[str, float] = {}
        loop = asyncio.get_running_loop()
        while True:
            now = loop.time()
            asked = {client: at for client, at in asked.items() if client in self.outbox and now - at < _AGAIN_AFTER}
            for client in list(self.outbox)[:_AT_ONCE]:
                if client not in asked:
                    asked[client] = now
                    said = {"t": "send", "re": client, "c": self._c, "client": client, "body": self.outbox[client]}
                    await line.send(json.dumps(said))
            await asyncio.sleep(0.005)

    def _hear(self, frame: dict[str, Any]) -> None:
        if frame["t"] == "ack":
            self.outbox.pop(frame["client"], None)
            self.acked[frame["client"]] = frame["seq"]
        elif frame["t"] == "no":
            self.refusals.append(frame)
        elif frame["t"] == "message":
            self._note(frame)

    def _note(self, frame: dict[str, Any]) -> None:
        seq = frame["seq"]
        self.last_at = asyncio.get_running_loop().time()
        if seq <= self.have:
            self.heard.repeated += 1
            return
        self.heard.leaps += seq != self.have + 1
        self.heard.seqs.append(seq)
        self.heard.clients[seq] = frame["client"]


@dataclass(frozen=True)
class History:
    """What the database holds in the end: client id and words by place."""

    rows: list[tuple[int, str, str]]

    def faults_of(self, talkers: list[Talker]) -> dict[str, int]:
        """Everything that must not be: all of it 0."""
        seqs = [seq for seq, _, _ in self.rows]
        places = {client: seq for seq, client, _ in self.rows}
        words = {client: body for _, client, body in self.rows}
        sent = {client: body for talker in talkers for client, body in talker.sent.items()}
        acked = {client: seq for talker in talkers for client, seq in talker.acked.items()}
        return {
            "lost": sum(places.get(client) != seq for client, seq in acked.items()),
            "unsent": len(set(sent) - set(acked)),
            "duplicated": len(self.rows) - len(places),
            "foreign": sum(sent.get(client) != words[client] for client in words),
            "holes": sum(seq != number for number, seq in enumerate(seqs, 1)),
            "heard twice": sum(talker.heard.repeated for talker in talkers),
            "out of order": sum(talker.heard.leaps for talker in talkers),
            "not heard": sum(len(set(seqs) - set(talker.heard.seqs)) for talker in talkers),
            "heard wrongly": sum(
                places.get(str(client)) != seq for talker in talkers for seq, client in talker.heard.clients.items()
            ),
        }
