"""The server's end of a WebSocket: uvicorn's own, quicker for what many are told, and with an end to waiting."""

import socket
from asyncio import BaseTransport
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request
from websockets.protocol import State

from messaging.live.socket import AT_ONCE

# Bytes that nobody has taken for so long end the connection: closing it politely would wait for them for ever.
TAKEN_WITHIN_MILLISECONDS = 60_000


class Protocol(WebSocketsSansIOProtocol):
    def connection_made(self, transport: BaseTransport) -> None:
        line = transport.get_extra_info("socket")
        if line is not None and hasattr(socket, "TCP_USER_TIMEOUT"):
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, TAKEN_WITHIN_MILLISECONDS)
        super().connection_made(transport)

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.response.status_code == 101:
            self.scope["extensions"][AT_ONCE] = {"put": self.put}

    def put(self, wire: bytes) -> bool:
        """Whole frames, sent at once. False where that cannot be now; then `send` is the way, which waits or raises.

        A frame from a server is the same bytes for everybody, if nothing was agreed on with one (compression).
        """
        if self.conn.extensions or not self.handshake_complete or not self.writable.is_set():
            return False
        if self.disconnected or self.conn.state is not State.OPEN or self.transport.is_closing():
            return False
        self.transport.write(wire)
        return True

    async def send(self, message: Any) -> None:
        wire = message.get("wire")
        if wire is not None:
            await self.writable.wait()
            if self.put(wire):
                return
        await super().send(message)
        if message["type"] == "websocket.accept":
            # What was asked and answered at the handshake; nobody needs it again for as long as the socket is open.
            self.request = self.response = None  # type: ignore[assignment]
