"""The browsers of a benchmark: as little work as can be for each frame, so that the server is what is measured."""

import asyncio
import json
import re
import struct
import time
from collections.abc import Callable
from contextlib import suppress

_TOKEN = re.compile(rb"~(\d+)~")
_MESSAGE = b'"t":"message"'
_MESSAGE_SPACED = b'"t": "message"'


class Ear(asyncio.Protocol):
    """One socket. `heard` is called with the number in each message it gets."""

    path = "/ws/messages/"
    number_in = _TOKEN

    def __init__(self, port: int, cookie: str, heard: Callable[["Ear", int], None]) -> None:
        self._port, self._cookie, self._heard = port, cookie, heard
        self._buffer = bytearray()
        self._is_open = False
        self.welcomed = asyncio.get_running_loop().create_future()
        self.count = 0
        self.last = -1
        self.is_lost = False

    @classmethod
    async def open(cls, port: int, cookie: str, conversation: int, heard: Callable[["Ear", int], None]) -> "Ear":
        loop = asyncio.get_running_loop()
        _, ear = await loop.create_connection(lambda: cls(port, cookie, heard), "127.0.0.1", port)
        await asyncio.wait_for(ear.welcomed, 120)
        ear.welcomed = loop.create_future()
        ear.say({"t": "hello", "c": conversation})
        await asyncio.wait_for(ear.welcomed, 120)
        return ear

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._transport.write(
            f"GET {self.path} HTTP/1.1\r\nHost: localhost:{self._port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            f"Origin: http://localhost\r\nCookie: {self._cookie}\r\n\r\n".encode()
        )

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_lost = True

    def say(self, facts: dict[str, object]) -> None:
        self._write(json.dumps(facts).encode())

    def _write(self, data: bytes) -> None:
        # A mask of zeros is a mask, and leaves the bytes as they are.
        head = (
            struct.pack("!BB", 0x81, 0x80 | len(data))
            if len(data) < 126
            else struct.pack("!BBH", 0x81, 0xFE, len(data))
        )
        self._transport.write(head + b"\0\0\0\0" + data)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._is_open:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            del self._buffer[: end + 4]
            self._is_open = True
            self._opened()
        self._read_frames()

    def _opened(self) -> None:
        self.welcomed.set_result(None)

    def _read_frames(self) -> None:
        buffer, at = self._buffer, 0
        while len(buffer) - at >= 2:
            size, begin = buffer[at + 1], at + 2
            if size == 126:
                if len(buffer) - at < 4:
                    break
                size, begin = (buffer[at + 2] << 8) | buffer[at + 3], at + 4
            elif size == 127:
                if len(buffer) - at < 10:
                    break
                size, begin = int.from_bytes(buffer[at + 2 : at + 10]), at + 10
            if len(buffer) < begin + size:
                break
            self._frame(buffer[at] & 15, bytes(buffer[begin : begin + size]))
            at = begin + size
        del buffer[:at]

    def _frame(self, opcode: int, payload: bytes) -> None:
        if opcode == 9:
            self._transport.write(struct.pack("!BB", 0x8A, 0x80 | len(payload)) + b"\0\0\0\0" + payload)
        elif opcode == 1:
            self._text(payload)

    def _text(self, payload: bytes) -> None:
        head = payload[:20]
        if _MESSAGE in head or _MESSAGE_SPACED in head:
            self._hear(payload)
        elif b"welcome" in head and not self.welcomed.done():
            self.welcomed.set_result(None)

    def _hear(self, payload: bytes) -> None:
        found = self.number_in.search(payload)
        if found:
            self.count += 1
            self._heard(self, int(found[1]))

    @property
    def own_port(self) -> int:
        return int(self._transport.get_extra_info("sockname")[1])

    def stall(self) -> None:
        """Take nothing any more."""
        self._transport.pause_reading()

    def close(self) -> None:
        self._transport.abort()


class PlaceEar(Ear):
    """Hears the place (`seq`) of each message instead."""

    number_in = re.compile(rb'"seq":(\d+)')


class SocketIoEar(Ear):
    """The same in the words of socket.io: Engine.IO 4 over a WebSocket, no compression."""

    path = "/socket.io/?EIO=4&transport=websocket"

    def say(self, facts: dict[str, object]) -> None:
        self._write(b"42" + json.dumps([facts["t"], facts]).encode())

    def _opened(self) -> None:
        """Only the transport is."""

    def _text(self, payload: bytes) -> None:
        if payload.startswith(b'42["message"'):
            self._hear(payload)
        elif payload == b"2":
            self._write(b"3")
        elif payload.startswith(b"0"):
            self._write(b"40")
        elif payload.startswith((b"40", b'42["welcome"')) and not self.welcomed.done():
            self.welcomed.set_result(None)


class Crowd:
    """The sockets of one room on one server, and what they have heard."""

    def __init__(self, port: int, conversation: int, kind: type[Ear] = Ear) -> None:
        self.port, self.conversation, self._kind = port, conversation, kind
        self.ears: list[Ear] = []
        self.delivered = 0
        self.disordered = 0
        self.sent_at: dict[int, float] = {}
        self.lags: list[float] | None = None
        self._left: dict[int, int] = {}
        self._speakers: dict[int, Ear] = {}
        self._next = 0
        self._is_going = False
        self._quiet = asyncio.Event()

    async def gather(self, cookies: list[str], at_once: int = 20) -> "Crowd":
        for begin in range(0, len(cookies), at_once):
            some = cookies[begin : begin + at_once]
            opening = (self._kind.open(self.port, cookie, self.conversation, self._heard) for cookie in some)
            self.ears += await asyncio.gather(*opening)
        return self

    def say(self, ear: Ear) -> None:
        number, self._next = self._next, self._next + 1
        self._left[number] = len(self.ears)
        self._speakers[number] = ear
        self.sent_at[number] = time.perf_counter()
        client = f"{number:08x}-0000-4000-8000-{id(self) & 0xFFFFFFFFFFFF:012x}"
        ear.say({"t": "send", "c": self.conversation, "client": client, "body": f"~{number}~ thử một câu vừa phải"})

    def _heard(self, ear: Ear, number: int) -> None:
        self.delivered += 1
        if self.lags is not None:
            self.lags.append(time.perf_counter() - self.sent_at[number])
        left = self._left[number] = self._left[number] - 1
        if left == 0:
            del self._left[number]
            speaker = self._speakers.pop(number)
            if self._is_going:
                self.say(speaker)
            elif not self._left:
                self._quiet.set()

    async def talk(self, seconds: float, under_way: int) -> float:
        """So many messages are under way, of one after the other: each is followed by its speaker's next once everybody
        has heard it. Seconds it took, to the last delivery."""
        began = time.perf_counter()
        self._is_going = True
        for number in range(under_way):
            self.say(self.ears[number % len(self.ears)])
        await asyncio.sleep(seconds)
        self._is_going = False
        await self._all_heard()
        return time.perf_counter() - began

    async def pace(self, seconds: float, a_second: float) -> list[float]:
        self.lags = []
        for number in range(int(seconds * a_second)):
            self.say(self.ears[number % len(self.ears)])
            await asyncio.sleep(1 / a_second)
        await self._all_heard()
        lags, self.lags = self.lags, None
        return sorted(lags)

    async def _all_heard(self) -> None:
        self._quiet.clear()
        if self._left:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._quiet.wait(), 20)

    @property
    def lost(self) -> int:
        return sum(self._left.values())

    def close(self) -> None:
        for ear in self.ears:
            ear.close()
