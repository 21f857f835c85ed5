"""The server's end of a WebSocket: uvicorn's own, quicker for what many are told, and with an end to waiting."""

import socket
from asyncio import BaseTransport
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

# Bytes that nobody has taken for so long end the connection: closing it politely would wait for them for ever.
TAKEN_WITHIN_MILLISECONDS = 60_000


class Protocol(WebSocketsSansIOProtocol):
    def connection_made(self, transport: BaseTransport) -> None:
        line = transport.get_extra_info("socket")
        if line is not None and hasattr(socket, "TCP_USER_TIMEOUT"):
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, TAKEN_WITHIN_MILLISECONDS)
        super().connection_made(transport)

    async def send(self, message: Any) -> None:
        """A frame from a server is the same bytes for everybody, if nothing was agreed on with one (compression)."""
        wire = message.get("wire")
        if wire is None or self.conn.state is not State.OPEN or self.conn.extensions or not self.handshake_complete:
            await super().send(message)
            return
        if not self.writable.is_set():
            await self.writable.wait()
        if self.disconnected or self.conn.state is not State.OPEN:
            await super().send(message)
            return
        self.transport.write(wire)
