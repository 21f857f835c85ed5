"""How many sockets a person holds in all processes together. Redis counts; while it is away each process does."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from uuid import uuid4

from messaging import rules

# A process that has not said for so long that it lives holds no seats any more.
ALIVE_SECONDS = 6
KEPT_SECONDS = 24 * 3600
# A page that is reloaded comes back before its old socket has gone, or before its dead process has been given up.
TRIES, BETWEEN_TRIES = 17, 0.4
_PAUSE = 1.0
_log = logging.getLogger(__name__)


class Seats:
    """`held` says how many sockets this process has of a person; `holders` whose they are."""

    def __init__(self, redis: Any, held: Callable[[int], int], holders: Callable[[], list[int]]) -> None:
        self._redis = redis
        self._held = held
        self._holders = holders
        self._me = uuid4().hex
        self._left: set[int] = set()
        self._somebody_left = asyncio.Event()
        self._not_before = 0.0

    async def has_room(self, user: int) -> bool:
        """Whether this person's sockets, with those that have just come, are not too many."""
        for number in range(TRIES):
            if number:
                await asyncio.sleep(BETWEEN_TRIES)
            elsewhere = await self._elsewhere(user)
            if elsewhere is None and number == 0:
                return True
            if elsewhere is not None and self._held(user) + elsewhere <= rules.SOCKETS_A_PERSON:
                return True
        return False

    def leave(self, user: int) -> None:
        self._left.add(user)
        self._somebody_left.set()

    async def _elsewhere(self, user: int) -> int | None:
        """Written before it is read: of two who come at once at least one sees the other. None: Redis is away."""
        counts = await self._ask(lambda: self._note_and_read(user))
        if counts is None:
            # It is told once it is back.
            self._left.add(user)
            return None
        others = {process: int(count) for process, count in counts.items() if process != self._me.encode()}
        if not others:
            return 0
        alive = await self._ask(lambda: self._redis.mget([_process(name.decode()) for name in others]))
        if alive is None:
            return None
        return sum(count for count, lives in zip(others.values(), alive, strict=True) if lives is not None)

    async def _note_and_read(self, user: int) -> dict[bytes, bytes]:
        """This process lives from its first socket on. A Redis that did not know so is told of the other sockets."""
        async with self._redis.pipeline(transaction=False) as line:
            line.set(_process(self._me), 1, ex=ALIVE_SECONDS, get=True)
            self._note(line, user)
            line.hgetall(_person(user))
            knew, *_, counts = await line.execute()
        if knew is None:
            self._left.update(self._holders())
            self._somebody_left.set()
        return counts

    def _note(self, line: Any, user: int) -> None:
        held = self._held(user)
        if held:
            line.hset(_person(user), self._me, held)
            line.expire(_person(user), KEPT_SECONDS)
        else:
            line.hdel(_person(user), self._me)

    async def keep(self) -> None:
        """Who left is noted at once, and every second that this process lives; a Redis that forgot is told again."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._somebody_left.wait(), 1.0)
            self._somebody_left.clear()
            await self._ask(self._say)

    async def _say(self) -> None:
        knew = await self._redis.set(_process(self._me), 1, ex=ALIVE_SECONDS, get=True)
        told = set(self._left) if knew is not None else {*self._left, *self._holders()}
        if told:
            async with self._redis.pipeline(transaction=False) as line:
                for user in told:
                    self._note(line, user)
                await line.execute()
        self._left -= told

    async def _ask(self, question: Callable[[], Awaitable[Any]]) -> Any:
        if time.monotonic() < self._not_before:
            return None
        try:
            return await question()
        except Exception as trouble:  # noqa: BLE001 - without Redis each process counts for itself
            self._not_before = time.monotonic() + _PAUSE
            _log.warning("Redis did not count sockets: %s", type(trouble).__name__)
            return None


def _person(user: int) -> str:
    return f"messaging:sockets:{user}"


def _process(name: str) -> str:
    return f"messaging:process:{name}"
