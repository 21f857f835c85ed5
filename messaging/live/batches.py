"""What waits at the same moment for the same conversation is done together."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Batches(Generic[T, R]):
    """`work` gets a key and what waits for it, and gives one outcome each. The first one never waits for company."""

    def __init__(self, work: Callable[[int, list[T]], Awaitable[list[R]]], most: int) -> None:
        self._work = work
        self._most = most
        self._waiting: dict[int, list[tuple[T, asyncio.Future[R]]]] = {}
        self._busy: dict[int, asyncio.Task[None]] = {}

    async def put(self, key: int, thing: T) -> R:
        loop = asyncio.get_running_loop()
        outcome: asyncio.Future[R] = loop.create_future()
        self._waiting.setdefault(key, []).append((thing, outcome))
        if key not in self._busy:
            self._busy[key] = loop.create_task(self._work_off(key))
        return await outcome

    async def _work_off(self, key: int) -> None:
        try:
            while waiting := self._waiting.pop(key, None):
                if waiting[self._most :]:
                    self._waiting[key] = waiting[self._most :]
                await self._do(key, waiting[: self._most])
        finally:
            del self._busy[key]

    async def _do(self, key: int, together: list[tuple[T, asyncio.Future[R]]]) -> None:
        try:
            outcomes = await self._work(key, [thing for thing, _ in together])
        except Exception as trouble:  # noqa: BLE001 - each of those who wait gets it
            for _, waits in together:
                if not waits.done():
                    waits.set_exception(trouble)
            return
        for (_, waits), outcome in zip(together, outcomes, strict=True):
            if not waits.done():
                waits.set_result(outcome)
