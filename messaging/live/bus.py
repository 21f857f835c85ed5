"""How a hint gets from the process that committed to every process that holds sockets.

In one process it is handed over directly; with Redis it is published besides. Publishing never waits for a Redis that
is away: readers find out from the database within two seconds (`hub.py`).
"""

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import uuid4

from django.conf import settings

from messaging.live.hints import Hint, dumps, loads

CHANNEL = "messaging"
# What this process publishes it need not hear: its sockets have it already.
_ME = uuid4().hex.encode() + b":"
_PATIENCE = 0.25
_PAUSE = 1.0
_log = logging.getLogger(__name__)


class Bus:
    """One a process; a hub that holds sockets in it attaches itself."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._take: Callable[[Hint], None] | None = None
        self._redis: Any = None
        self._not_before = 0.0
        self._lock = threading.Lock()
        self._waiting: queue.SimpleQueue[list[bytes]] = queue.SimpleQueue()
        self._teller: threading.Thread | None = None

    def attach(self, loop: asyncio.AbstractEventLoop, take: Callable[[Hint], None]) -> None:
        self._loop, self._take = loop, take

    def detach(self) -> None:
        self._loop = self._take = None

    def publish(self, *hints: Hint) -> None:
        """From any thread, after the commit. Never raises, never waits long."""
        loop, take = self._loop, self._take
        if loop is not None and take is not None and not loop.is_closed():
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(_each, take, hints)
        if settings.REDIS_URL:
            texts = [_ME + dumps(hint).encode() for hint in hints]
            if loop is None:
                self._publish(texts)
            else:
                self._tell_besides(texts)

    def _tell_besides(self, texts: list[bytes]) -> None:
        """Where sockets are held the next message does not wait for Redis; the process lives on to tell it."""
        self._waiting.put(texts)
        with self._lock:
            if self._teller is None:
                self._teller = threading.Thread(target=self._tell, name="hints", daemon=True)
                self._teller.start()

    def _tell(self) -> None:
        while True:
            self._publish(self._waiting.get())

    def _publish(self, texts: list[bytes]) -> None:
        if time.monotonic() < self._not_before:
            return
        try:
            with self._client().pipeline(transaction=False) as line:
                for text in texts:
                    line.publish(CHANNEL, text)
                line.execute()
        except Exception as trouble:  # noqa: BLE001 - whatever Redis does, the message is safe
            self._not_before = time.monotonic() + _PAUSE
            _log.warning("Redis did not take a hint: %s", type(trouble).__name__)

    def _client(self) -> Any:
        with self._lock:
            if self._redis is None:
                import redis
                from redis.backoff import NoBackoff
                from redis.retry import Retry

                self._redis = redis.Redis.from_url(
                    settings.REDIS_URL,
                    socket_timeout=_PATIENCE,
                    socket_connect_timeout=_PATIENCE,
                    retry=Retry(NoBackoff(), 0),
                )
            return self._redis


BUS = Bus()


def _each(take: Callable[[Hint], None], hints: tuple[Hint, ...]) -> None:
    for hint in hints:
        take(hint)


def quick_client() -> Any:
    """For questions that may go without an answer: it neither waits nor tries again."""
    import redis.asyncio
    from redis.asyncio.retry import Retry
    from redis.backoff import NoBackoff

    return redis.asyncio.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=_PATIENCE,
        socket_connect_timeout=_PATIENCE,
        retry=Retry(NoBackoff(), 0),
    )


async def listen(heard: Callable[[Hint], None]) -> None:
    """Hear what other processes publish, for ever. What was said while Redis was away stands in the database."""
    import redis.asyncio
    from redis.asyncio.retry import Retry
    from redis.backoff import NoBackoff

    while True:
        client = redis.asyncio.Redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=1, health_check_interval=5, retry=Retry(NoBackoff(), 0)
        )
        try:
            async with client.pubsub() as ear:
                await ear.subscribe(CHANNEL)
                async for said in ear.listen():
                    _hear(said, heard)
        except Exception as trouble:  # noqa: BLE001 - whatever it is, we listen again
            _log.warning("Redis is away: %s", type(trouble).__name__)
        finally:
            with suppress(Exception):
                await client.aclose()
        await asyncio.sleep(0.5)


def _hear(said: dict[str, Any], heard: Callable[[Hint], None]) -> None:
    if said["type"] != "message" or said["data"].startswith(_ME):
        return
    try:
        heard(loads(said["data"].partition(b":")[2]))
    except (ValueError, TypeError) as trouble:
        _log.warning("A hint nobody understands: %s", type(trouble).__name__)
