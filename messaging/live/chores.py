"""What a process that holds sockets does besides: look things up, say that it is there, close what has stalled."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

from django.conf import settings

from messaging.live import bus
from messaging.live.hub import Hub
from messaging.live.seats import Seats
from messaging.live.socket import Socket

ENDED, STALLED = 4401, 4408
LOOK_SECONDS, SEE_OUT_SECONDS, SWEEP_SECONDS, BEAT_SECONDS = 1.0, 3.0, 5.0, 20.0
_log = logging.getLogger(__name__)


class Chores:
    """Begin with the first socket, in its loop, and end with the process."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.seats: Seats | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._closing: set[asyncio.Task[None]] = set()

    def begin(self) -> None:
        if self._tasks:
            return
        loop = asyncio.get_running_loop()
        bus.BUS.attach(loop, self.hub.take)
        work: list[Coroutine[Any, Any, None]] = [
            every(LOOK_SECONDS, self.hub.look),
            every(SEE_OUT_SECONDS, self.see_out),
            every(SWEEP_SECONDS, self.sweep),
            every(BEAT_SECONDS, self.hub.beat),
        ]
        if settings.REDIS_URL:
            self.seats = Seats(bus.quick_client(), self._held, lambda: list(self.hub.sockets))
            work += [bus.listen(self.hub.take), self.seats.keep()]
        self._tasks = [loop.create_task(chore) for chore in work]

    async def has_seat(self, user: int) -> bool:
        return self.seats is None or await self.seats.has_room(user)

    def leave(self, socket: Socket) -> None:
        self.hub.leave(socket)
        if self.seats is not None:
            self.seats.leave(socket.user_id)

    async def see_out(self) -> None:
        for socket in await self.hub.ended():
            self._close(socket, ENDED)

    async def sweep(self) -> None:
        for socket in self.hub.stalled(time.monotonic()):
            self._close(socket, STALLED)

    def _close(self, socket: Socket, code: int) -> None:
        """Nothing more is sent from now on; nobody waits for a browser that takes nothing."""
        self.leave(socket)
        closing = asyncio.get_running_loop().create_task(_closed(socket, code))
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)

    def _held(self, user: int) -> int:
        return len(self.hub.sockets.get(user, ()))


async def every(seconds: float, chore: Callable[[], Awaitable[None]]) -> None:
    while True:
        await asyncio.sleep(seconds)
        try:
            await chore()
        except Exception as trouble:  # noqa: BLE001 - a database that restarts is there again in a moment
            _log.warning("%s: %s", getattr(chore, "__name__", "chore"), type(trouble).__name__)


async def _closed(socket: Socket, code: int) -> None:
    with suppress(Exception):
        await socket.close(code)
