"""What must hold when something is wrong: a burst from elsewhere, a browser that takes nothing, no Redis."""

import asyncio
import time
from contextlib import suppress
from typing import Any
from uuid import uuid4

import psutil

from bench._ears import Crowd, Ear, PlaceEar
from tests.messaging.live.cluster import Cluster
from tests.messaging.live.faults import head_of
from tests.messaging.live.sockets import Server, Tab, wait_until

BURST, WITHIN = 10_000, 120.0
# Together more than the kernel keeps of what nobody takes.
LONG_ONES, LETTERS = 4000, 3900
MEMORY_GOAL, GONE_GOAL = 8.0, 45.0
# A socket is looked at every five seconds.
SWEEP = 5.0
AWAY_SECONDS, BACK_GOAL = 60.0, 2.0


class Listeners:
    """The browsers of one room, and the places each has heard, in the order in which they came."""

    def __init__(self, server: Server, room: dict[str, Any]) -> None:
        self.room = room
        self._crowd = Crowd(server.port, room["c"], PlaceEar)
        self._crowd._heard = self._note  # type: ignore[method-assign]
        self.heard: dict[Ear, list[int]] = {}
        self._head = 0
        self._lack: set[Ear] = set()
        self._all_have = asyncio.Event()

    def _note(self, ear: Ear, number: int) -> None:
        self.heard.setdefault(ear, []).append(number)
        if number >= self._head and ear in self._lack:
            self._lack.discard(ear)
            if not self._lack:
                self._all_have.set()

    async def gather(self) -> "Listeners":
        await self._crowd.gather(self.room["cookies"])
        return self

    @property
    def ears(self) -> list[Ear]:
        return self._crowd.ears

    async def until(self, ears: list[Ear], head: int) -> None:
        self._head, self._lack = head, {ear for ear in ears if self.heard.get(ear, [0])[-1] < head}
        self._all_have.clear()
        if self._lack:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._all_have.wait(), WITHIN)

    def in_order(self, ears: list[Ear], first: int, last: int) -> int:
        expected = list(range(first, last + 1))
        return sum(self.heard.get(ear) == expected for ear in ears)

    def close(self) -> None:
        self._crowd.close()


async def burst(there: Cluster, room: dict[str, Any]) -> bool:
    """From a process without sockets, so that every message goes by way of Redis."""
    listeners = await Listeners(there.sockets[0], room).gather()
    before = head_of(there.postgres, room["c"])
    began = time.monotonic()
    process = there.call("tests.messaging.live.burst", str(room["c"]), str(BURST))
    await listeners.until(listeners.ears, before + BURST)
    took = time.monotonic() - began
    process.wait()
    whole = listeners.in_order(listeners.ears, before + 1, before + BURST)
    closed = sum(ear.is_lost for ear in listeners.ears)
    met = whole == len(listeners.ears) and not closed
    print(f"\na burst of {BURST:,} into a room of {room['size']} from another process: ", end="")
    print(f"{whole} of {len(listeners.ears)} heard all of it in order, {closed} closed, {took:.1f} s{_mark(met)}")
    listeners.close()
    return met


async def stalled(there: Cluster, room: dict[str, Any]) -> bool:
    server = there.sockets[0]
    process = psutil.Process(server.pid)
    listeners = await Listeners(server, room).gather()
    stuck, others = listeners.ears[0], listeners.ears[1:]
    head = head_of(there.postgres, room["c"])
    # What is kept at hand of the room is there before: it is everybody's.
    await _talk(there, listeners, others, head, LONG_ONES // 8)
    head += LONG_ONES // 8
    stuck.stall()
    before, most = process.memory_info().rss, 0
    began = time.monotonic()
    talking = asyncio.create_task(_talk(there, listeners, others, head, LONG_ONES))
    while not talking.done():
        most = max(most, process.memory_info().rss)
        await asyncio.wait({talking}, timeout=0.1)
    heard_after = time.monotonic() - began
    whole = listeners.in_order(others, listeners.heard[others[0]][0], head + LONG_ONES)
    gone = await asyncio.to_thread(_gone_after, process, stuck.own_port, began)
    grown = (most - before) / 2**20
    met = whole == len(others) and grown <= MEMORY_GOAL and gone <= GONE_GOAL + heard_after + SWEEP
    print(f"\none of {room['size']} takes nothing, {LONG_ONES:,} messages of {LETTERS:,} letters: ", end="")
    print(f"{whole} of {len(others)} others heard all of it in order in {heard_after:.1f} s, ", end="")
    print(f"memory +{grown:.1f} MB (goal ≤ {MEMORY_GOAL:.0f}), gone {gone:.0f} s after it stalled{_mark(met)}")
    listeners.close()
    return met


async def _talk(there: Cluster, listeners: Listeners, ears: list[Ear], head: int, count: int) -> None:
    process = there.call("tests.messaging.live.burst", str(listeners.room["c"]), str(count), str(LETTERS))
    await listeners.until(ears, head + count)
    await asyncio.to_thread(process.wait)


def _gone_after(process: psutil.Process, port: int, began: float) -> float:
    def is_gone() -> bool:
        return port not in {line.raddr.port for line in process.net_connections("tcp") if line.raddr}

    wait_until(is_gone, within=3 * GONE_GOAL, what="for the stalled socket to go")
    return time.monotonic() - began


def redis_away(there: Cluster, room: dict[str, Any]) -> bool:
    """Two processes: one in which somebody writes, one in which somebody reads."""
    one, other = (Tab(there.sockets[number], None, cookie=room["cookies"][number]) for number in (0, 1))
    with one, other:
        one.hello()
        other.hello()
        there.redis.kill()
        acks, reached = [], []
        until = time.monotonic() + AWAY_SECONDS
        while time.monotonic() < until:
            ack, arrival = _told(one, other, room["c"])
            acks.append(ack)
            reached.append(arrival)
        there.redis.start()
        back = time.monotonic()
        _told(one, other, room["c"])
        caught_up = time.monotonic() - back
        whole = other.messages() == sorted(set(other.messages())) and len(other.messages()) == len(acks) + 1
    met = whole and caught_up <= BACK_GOAL
    print(
        f"\nRedis away for {AWAY_SECONDS:.0f} s: {len(acks)} sent and acknowledged, after {max(acks):.2f} s at most; "
    )
    print(
        f"in the other process after {max(reached):.2f} s at most, {'all' if whole else 'NOT all'} of them in order; "
    )
    print(f"caught up {caught_up:.2f} s after it was back (goal ≤ {BACK_GOAL:.0f}){_mark(met)}")
    return met


def _told(one: Tab, other: Tab, conversation: int) -> tuple[float, float]:
    """Seconds to the acknowledgement, and to the reader in the other process."""
    began = time.monotonic()
    ack = one.ask("send", c=conversation, client=str(uuid4()), body="Redis đang nghỉ")
    acknowledged = time.monotonic() - began
    other.message(ack["seq"])
    return acknowledged, time.monotonic() - began


def _mark(met: bool) -> str:
    return "" if met else "  ← MISSED"
