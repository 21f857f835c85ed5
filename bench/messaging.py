"""Messages from one browser to many: ours beside Channels as its textbook has it and socket.io, in one run, in turns.

All on one process, PostgreSQL and Redis; a message is committed before it is delivered. So many messages are under way
at each moment in every room (`UNDER_WAY`). The rate is a machine's, the CPU of the server process for each delivery is
not. A run in which a delivery is lost has no rate.

`python -m bench.messaging [sockets]`: how many idle sockets are opened to weigh them (5,000).
"""

import asyncio
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psutil
import uvloop

from bench import _messaging_trials, _peers
from bench._ears import Crowd, Ear, SocketIoEar
from tests.messaging.live.cluster import PRODUCTION, Cluster, cluster
from tests.messaging.live.sockets import Server

SIZES = {10: 5.0, 100: 7.0, 1000: 15.0}
# Whose sockets are opened to be weighed, five of each at most; nothing was said there.
IDLE_PEOPLE = 1250
ROUNDS, SECONDS, UNDER_WAY = 3, 3.0, 32
CPU_GOAL, P50_GOAL, P99_GOAL, MEMORY_GOAL = 22.0, 25.0, 50.0, 32.0


@dataclass
class Side:
    """One server in one room, and what was measured of it in each round."""

    name: str
    server: Server
    crowd: Crowd
    rates: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    lost: int = 0

    async def play(self) -> None:
        process = psutil.Process(self.server.pid)
        before, delivered = _seconds(process), self.crowd.delivered
        took = await self.crowd.talk(SECONDS, UNDER_WAY)
        count = self.crowd.delivered - delivered
        self.lost += self.crowd.lost
        self.rates.append(count / took)
        self.cpu.append((_seconds(process) - before) / max(count, 1) * 1e6)

    def shown(self) -> str:
        if self.lost:
            return f"{self.lost} lost: no rate"
        return f"{statistics.median(self.rates):>9,.0f}/s {statistics.median(self.cpu):>6.1f} µs CPU"


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def main(sockets: int = 5000) -> None:
    print(f"load of the machine {psutil.getloadavg()[0]:.1f} on {psutil.cpu_count()} cores, {UNDER_WAY} under way")
    _peers.tell_ejabberd()
    with cluster(2) as ours:
        rooms = {room["size"]: room for room in ours.crowd(*SIZES, IDLE_PEOPLE)}
        with others(ours) as found:
            servers = {"ours": (ours.sockets[0], Ear), **found}
            for size, goal in SIZES.items():
                uvloop.run(compare(servers, rooms[size], goal))
        ours.sockets[0].kill()
        ours.sockets[0].start().wait()
        uvloop.run(weigh(ours, rooms[IDLE_PEOPLE], sockets))
        uvloop.run(_messaging_trials.burst(ours, rooms[100]))
        uvloop.run(_messaging_trials.stalled(ours, rooms[100]))
        _messaging_trials.redis_away(ours, rooms[10])


@contextmanager
def others(ours: Cluster) -> Iterator[dict[str, tuple[Server, type[Ear]]]]:
    textbook = Server(ours.postgres.database, ours.redis.url, app="bench._textbook:application", **PRODUCTION)
    with _peers.socket_io(ours) as socket_io:
        textbook.start().wait()
        try:
            yield {"textbook": (textbook, Ear), **({"socket.io": (socket_io, SocketIoEar)} if socket_io else {})}
        finally:
            textbook.kill()


async def compare(servers: dict[str, tuple[Server, type[Ear]]], room: dict[str, Any], goal: float) -> None:
    sides = [
        Side(name, server, await Crowd(server.port, room["c"], kind).gather(room["cookies"]))
        for name, (server, kind) in servers.items()
    ]
    print(f"\nroom of {room['size']:,}")
    if room["size"] == max(SIZES):
        # Before anything is behind.
        for side in sides:
            _tell_lags(side.name, await side.crowd.pace(15, 2))
    for _ in range(ROUNDS):
        for side in sides:
            await side.play()
    for side in sides:
        print(f"  {side.name:<10}{side.shown()}")
    _tell_comparison(*sides[:2], goal)
    if room["size"] == max(SIZES):
        cpu = statistics.median(sides[0].cpu)
        print(f"  {cpu:.1f} µs CPU a delivery (goal ≤ {CPU_GOAL:.0f}){_mark(cpu <= CPU_GOAL)}")
    for side in sides:
        side.crowd.close()


def _tell_comparison(mine: Side, other: Side, goal: float) -> None:
    if mine.lost or other.lost:
        print(f"  no comparison: {mine.name if mine.lost else other.name} lost some")
        return
    by_rate = statistics.median(mine.rates) / statistics.median(other.rates)
    by_cpu = statistics.median(other.cpu) / statistics.median(mine.cpu)
    print(f"  {by_rate:.1f}× the {other.name} by rate, {by_cpu:.1f}× by CPU (goal {goal:.0f}× by rate)", end="")
    print(_mark(by_rate >= goal))


def _tell_lags(name: str, lags: list[float]) -> None:
    p50, p99 = (lags[int(len(lags) * share)] * 1000 for share in (0.5, 0.99))
    mark = _mark(p50 <= P50_GOAL and p99 <= P99_GOAL) if name == "ours" else ""
    print(f"  {name:<10}two messages a second: p50 {p50:.1f} ms, p99 {p99:.1f} ms", end="")
    print(f" (goal {P50_GOAL:.0f}, {P99_GOAL:.0f}){mark}")


async def weigh(ours: Cluster, room: dict[str, Any], wanted: int) -> None:
    """Five sockets a person are the most there may be."""
    server = ours.sockets[0]
    process = psutil.Process(server.pid)
    warm = await Crowd(server.port, room["c"]).gather(room["cookies"][:50])
    before = process.memory_info().rss
    cookies = [cookie for _ in range(4) for cookie in room["cookies"]] + room["cookies"][50:]
    idle = await Crowd(server.port, room["c"]).gather(cookies[: wanted - 50])
    await asyncio.sleep(3)
    each = (process.memory_info().rss - before) / len(idle.ears) / 1024
    open_still = sum(not ear.is_lost for ear in idle.ears)
    began = _seconds(process)
    await asyncio.sleep(10)
    spent = (_seconds(process) - began) * 100
    print(f"\n{open_still:,} idle sockets: {each:.1f} KB each (goal ≤ {MEMORY_GOAL:.0f})", end="")
    print(f"{_mark(each <= MEMORY_GOAL)}, {spent:.0f} ms CPU a second")
    idle.close()
    warm.close()


def _mark(met: bool) -> str:
    return "" if met else "  ← MISSED"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
