"""Processes die while people write: nothing is lost, nothing is there twice, everybody reads the same in order."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from tests.messaging.live.cluster import Cluster, cluster
from tests.messaging.live.faults import head_of, talk_under_kills
from tests.messaging.live.sockets import Tab, wait_until
from tests.messaging.live.talkers import Talker

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
_CROWD = 100
Rooms = dict[int, dict[str, Any]]


@pytest.fixture(scope="module")
def there(_committed: None) -> Iterator[Cluster]:
    facts = connections["default"].settings_dict
    source = f"postgresql://{facts['USER']}:@/{facts['NAME']}?host={facts['HOST']}"
    with cluster(2, like=source) as made:
        yield made


@pytest.fixture(scope="module")
def rooms(there: Cluster) -> dict[int, dict[str, Any]]:
    return {room["size"]: room for room in there.crowd(6, _CROWD, 3, 4)}


def test_five_sockets_a_person_in_all_processes_together(there: Cluster, rooms: Rooms) -> None:
    room = rooms[4]
    cookie = room["cookies"][0]
    tabs = [Tab(there.sockets[number % 2], None, cookie=cookie) for number in range(5)]
    for tab in tabs:
        assert tab.hello()["t"] == "welcome"
    for server in there.sockets:
        with Tab(server, None, cookie=cookie) as sixth:
            assert sixth.closed() == 4429
    there.sockets[1].kill()
    there.sockets[1].start().wait()
    with Tab(there.sockets[1], None, cookie=cookie) as again:
        assert again.hello()["t"] == "welcome"
    for tab in tabs:
        with suppress(OSError), tab:
            pass


def test_300_messages_under_three_kills(there: Cluster, rooms: Rooms) -> None:
    room = rooms[6]
    history, talkers = asyncio.run(talk_under_kills(there, room, messages=300, kills=3))

    assert len(history.rows) == 300
    assert {what: count for what, count in history.faults_of(talkers).items() if count} == {}


def test_a_burst_of_another_process_reaches_a_room_of_a_hundred_though_one_of_them_takes_nothing(
    there: Cluster, rooms: Rooms
) -> None:
    room = rooms[_CROWD]
    heard = asyncio.run(_burst(there, room, messages=1000))

    assert heard == [list(range(1, 1001))] * (_CROWD - 1)


async def _burst(there: Cluster, room: dict[str, object], *, messages: int) -> list[list[int]]:
    cookies = list(room["cookies"])  # type: ignore[call-overload]
    urls = [there.sockets[0].url]
    talkers = [Talker(urls, cookie, int(str(room["c"])), 0, "nghe") for cookie in cookies]
    tasks = [asyncio.create_task(talker.run()) for talker in talkers[1:]]
    stuck = asyncio.create_task(_take_nothing(urls[0], cookies[0]))
    await _until(lambda: all(talker.connections for talker in talkers[1:]))
    process = there.call("tests.messaging.live.burst", str(room["c"]), str(messages))
    await _until(lambda: all(talker.have >= messages for talker in talkers[1:]))
    assert process.wait() == 0
    assert {talker.connections for talker in talkers[1:]} == {1}
    for task in (*tasks, stuck):
        task.cancel()
    await asyncio.gather(*tasks, stuck, return_exceptions=True)
    return [talker.heard.seqs for talker in talkers[1:]]


async def _take_nothing(url: str, cookie: str) -> None:
    """Says hello, and never reads again."""
    from websockets.asyncio.client import connect

    async with connect(url, origin="http://localhost", additional_headers={"Cookie": cookie}, max_queue=1) as line:
        await line.send('{"t": "hello"}')
        line.transport.pause_reading()
        await asyncio.Event().wait()


async def _until(holds: object, within: float = 90.0) -> None:
    deadline = time.monotonic() + within
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < deadline, "It took too long."
        await asyncio.sleep(0.05)


def test_without_redis_messages_are_acknowledged_and_reach_the_other_process(there: Cluster, rooms: Rooms) -> None:
    room = rooms[3]
    one = Tab(there.sockets[0], None, cookie=room["cookies"][0])
    other = Tab(there.sockets[1], None, cookie=room["cookies"][1])
    with one, other:
        one.hello()
        other.hello()
        there.redis.kill()
        try:
            began = time.monotonic()
            ack = one.ask("send", c=room["c"], client=str(uuid4()), body="Redis đang nghỉ")
            acknowledged = time.monotonic() - began
            other.message(ack["seq"], within=5)
        finally:
            there.redis.start()
        wait_until(lambda: _comes_quickly(one, other, room["c"]), within=15, what="for hints to come again")
    assert acknowledged < 2.0
    assert head_of(there.postgres, room["c"]) == len(other.messages())


def _comes_quickly(one: Tab, other: Tab, conversation: int) -> bool:
    ack = one.ask("send", c=conversation, client=str(uuid4()), body="Redis đã về")
    began = time.monotonic()
    other.message(ack["seq"])
    return time.monotonic() - began < 0.5
