"""Messages under kills: who was to be killed is, and the history is read in the end."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psycopg

from tests.messaging.live.cluster import Cluster, Postgres
from tests.messaging.live.talkers import History, Talker

_PATIENCE = 120.0


async def talk_under_kills(
    cluster: Cluster, room: dict[str, Any], *, messages: int, kills: int, tell: Callable[[str], None] = lambda _: None
) -> tuple[History, list[Talker]]:
    urls = [server.url for server in cluster.sockets]
    people = room["cookies"]
    talkers = [
        Talker(
            urls[number % len(urls) :] + urls[: number % len(urls)],
            cookie,
            room["c"],
            messages // len(people),
            str(number),
        )
        for number, cookie in enumerate(people)
    ]
    tasks = [asyncio.create_task(talker.run()) for talker in talkers]
    try:
        await _kill_in_turn(cluster, talkers, kills, tell)
        await _until(lambda: not any(talker.outbox for talker in talkers), "everything to be acknowledged")
        head = await asyncio.to_thread(head_of, cluster.postgres, room["c"])
        with suppress(TimeoutError):
            await _until(lambda: all(talker.have >= head for talker in talkers), "everybody to have heard")
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return await asyncio.to_thread(history_of, cluster.postgres, room["c"]), talkers


async def _kill_in_turn(cluster: Cluster, talkers: list[Talker], kills: int, tell: Callable[[str], None]) -> None:
    """Evenly over the messages: the next one falls when so many are acknowledged."""
    total = sum(len(talker.sent) for talker in talkers)
    faults = cluster.faults()
    for number in range(kills):
        due = (number + 1) * total // (kills + 1)
        await _until(lambda due=due: sum(len(talker.acked) for talker in talkers) >= due, f"{due} messages")  # type: ignore[misc]
        name, strike = faults[number % len(faults)]
        began = time.monotonic()
        await asyncio.to_thread(strike)
        tell(f"{due:>7} messages: killed {name}, back after {time.monotonic() - began:.1f} s")


async def _until(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"Waited {_PATIENCE:.0f} seconds for {what}.")
        await asyncio.sleep(0.02)


def head_of(postgres: Postgres, conversation: int) -> int:
    with psycopg.connect(postgres.libpq) as line:
        row = line.execute("SELECT head_seq FROM messaging_conversation WHERE id = %s", [conversation]).fetchone()
        assert row is not None
        return int(row[0])


def history_of(postgres: Postgres, conversation: int) -> History:
    with psycopg.connect(postgres.libpq) as line:
        rows = line.execute(
            "SELECT seq, client_id::text, body FROM messaging_message WHERE conversation_id = %s ORDER BY seq",
            [conversation],
        ).fetchall()
    return History([(int(seq), str(client), str(body)) for seq, client, body in rows])
