"""The server's end of a WebSocket: the bytes that everybody gets, and when waiting ends."""

import socket
from typing import Any

import pytest
from uvicorn.config import Config
from uvicorn.server import ServerState
from websockets.frames import Frame, Opcode
from websockets.protocol import State

from config.websocket import TAKEN_WITHIN_MILLISECONDS, Protocol
from messaging.live.room import event_of


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 100_000])
def test_the_bytes_are_those_of_one_whole_frame(size: int) -> None:
    text = "a" * size
    assert event_of(text)["wire"] == Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


class Line:
    """A transport that keeps what was written."""

    def __init__(self) -> None:
        self.options: list[tuple[int, ...]] = []
        self.written: list[bytes] = []

    def get_extra_info(self, name: str) -> Any:
        return self if name == "socket" else None

    def setsockopt(self, *facts: int) -> None:
        self.options.append(facts)

    def getsockname(self) -> tuple[str, int]:
        return "127.0.0.1", 1

    getpeername = getsockname

    def is_closing(self) -> bool:
        return False

    def write(self, data: bytes) -> None:
        self.written.append(data)


@pytest.fixture
async def protocol() -> Protocol:
    made = Protocol(Config("config.asgi:application", log_config=None), ServerState(), {})
    made.connection_made(Line())  # type: ignore[arg-type]
    made.handshake_complete, made.conn.state = True, State.OPEN
    return made


async def test_a_browser_that_takes_nothing_is_not_waited_for_for_ever(protocol: Protocol) -> None:
    assert (socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, TAKEN_WITHIN_MILLISECONDS) in protocol.transport.options  # type: ignore[attr-defined]


async def test_everybody_gets_the_same_bytes(protocol: Protocol) -> None:
    event = event_of("chào")
    await protocol.send(event)

    assert protocol.transport.written == [event["wire"]]  # type: ignore[attr-defined]
    assert protocol.transport.written[0] is event["wire"]  # type: ignore[attr-defined]


async def test_after_the_end_nothing_is_written(protocol: Protocol) -> None:
    protocol.conn.state = State.CLOSING
    protocol.close_sent = True
    with pytest.raises(RuntimeError):
        await protocol.send(event_of("chào"))

    assert protocol.transport.written == []  # type: ignore[attr-defined]
