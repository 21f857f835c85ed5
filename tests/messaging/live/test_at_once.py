"""A server that can send at once: idle sockets get what is new joined and without a task, the others in their turn."""

import asyncio

import pytest

from messaging.live.hints import Hint
from messaging.live.hub import Hub
from messaging.live.room import TURN, TURN_BYTES, Place, Ring, event_of
from tests.messaging.live.fake import Browser, FakeReader, frames_in, quiet

TALK = 5
MINH, LAN = 1, 2


@pytest.fixture
async def reader() -> FakeReader:
    found = FakeReader()
    found.open(TALK, {MINH, LAN})
    return found


@pytest.fixture
def hub(reader: FakeReader) -> Hub:
    return Hub(reader)


async def test_what_comes_together_is_sent_together_and_in_order(hub: Hub, reader: FakeReader) -> None:
    browsers = [Browser(hub, user, at_once=True).hello(reader, TALK) for user in (MINH, LAN)]
    for _ in range(3 * TURN):
        hub.take(reader.append(TALK))
    await quiet()

    assert [browser.said() for browser in browsers] == [list(range(1, 3 * TURN + 1))] * 2
    assert [browser.runs for browser in browsers] == [[TURN] * 3] * 2


async def test_an_idle_socket_needs_no_task(hub: Hub, reader: FakeReader) -> None:
    browser = Browser(hub, MINH, at_once=True).hello(reader, TALK)
    hub.take(reader.append(TALK))
    browser.socket.answer('{"t":"ack"}')
    await hub.beat()
    await quiet()

    assert [frame["t"] for frame in browser.got] == ["ack", "message", "beat"]
    assert browser.socket.task is None


async def test_who_takes_nothing_for_a_while_gets_all_of_it_afterwards(hub: Hub, reader: FakeReader) -> None:
    slow, quick = (Browser(hub, user, at_once=True).hello(reader, TALK) for user in (MINH, LAN))
    slow.open.clear()
    for _ in range(100):
        hub.take(reader.append(TALK))
        await quiet()
    assert (slow.said(), quick.said()) == ([], list(range(1, 101)))
    assert slow.socket.sending_since is not None

    slow.open.set()
    await quiet()
    assert slow.said() == list(range(1, 101))


async def test_before_the_seat_is_found_nothing_is_sent(hub: Hub, reader: FakeReader) -> None:
    browser = Browser(hub, MINH, at_once=True, starts=False).hello(reader, TALK)
    hub.take(reader.append(TALK))
    await quiet()
    assert browser.got == []

    browser.socket.start()
    await quiet()
    assert browser.said() == [1]


async def test_what_was_hidden_is_in_no_run(hub: Hub, reader: FakeReader) -> None:
    slow = Browser(hub, MINH, at_once=True).hello(reader, TALK)
    slow.open.clear()
    for _ in range(5):
        hub.take(reader.append(TALK))
    await quiet()
    hub.take(reader.change(TALK, 4, "ẩn"))
    slow.open.set()
    await quiet()

    assert [frame["words"] for frame in slow.got if frame["t"] == "message"] == ["", "", "", "ẩn", ""]
    assert slow.said("change") == [4]


async def test_who_is_dropped_during_the_round_is_passed_over(hub: Hub, reader: FakeReader) -> None:
    crowd = set(range(1, 301))
    reader.open(TALK, crowd)
    browsers = [Browser(hub, user, at_once=True).hello(reader, TALK) for user in sorted(crowd)]
    hub.take(reader.append(TALK))
    await asyncio.sleep(0)
    reader.members[TALK] = {1}
    hub.take(Hint(TALK, [1], seq=2, frame=reader.append(TALK).frame))
    await quiet()

    assert browsers[0].said() == [1, 2]
    assert {browser.got[-1]["t"] for browser in browsers[1:]} == {"gone"}
    assert browsers[-1].said() == []


async def test_what_becomes_new_during_the_round_reaches_everybody(hub: Hub, reader: FakeReader) -> None:
    crowd = set(range(1, 301))
    reader.open(TALK, crowd)
    browsers = [Browser(hub, user, at_once=True).hello(reader, TALK) for user in sorted(crowd)]
    for _ in range(20):
        hub.take(reader.append(TALK))
        await asyncio.sleep(0)
    await quiet()

    assert {tuple(browser.said()) for browser in browsers} == {tuple(range(1, 21))}


def test_a_run_ends_at_a_hole_and_when_it_is_long() -> None:
    ring = Ring(0)
    for number in (1, 2, 4):
        ring.add(number, event_of(f'{{"n":{number}}}'))
    assert ring.run(1)[0] == 2
    assert ring.run(3) == (2, b"")
    ring.add(3, event_of('{"n":3}'))
    assert [frame["n"] for frame in frames_in(ring.run(1)[1])] == [1, 2, 3, 4]
    ring.forget(2)
    assert ring.run(1)[0] == 1

    long = Ring(0)
    for number in range(1, 9):
        long.add(number, event_of(f'"{"a" * (TURN_BYTES // 3)}"'))
    assert long.run(1)[0] == 3


async def test_a_place_that_is_behind_the_ring_is_read_from_the_database(hub: Hub, reader: FakeReader) -> None:
    reader.open(TALK, {MINH}, messages=300)
    browser = Browser(hub, MINH, at_once=True).hello(reader, TALK, have={TALK: Place(40, 0)})
    hub.take(reader.append(TALK))
    await quiet()

    assert browser.said() == list(range(41, 302))
