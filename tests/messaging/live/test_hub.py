"""Delivery in one process: order, gaps, who is behind, who has left, who has joined."""

import asyncio

import pytest

from messaging import rules
from messaging.live.chores import Chores
from messaging.live.hints import Hint
from messaging.live.hub import PAGE, STALLED_SECONDS, Hub
from messaging.live.room import Place
from messaging.live.socket import ASIDES, Pass
from tests.messaging.live.fake import Browser, FakeReader, quiet

TALK = 5
MINH, LAN, TEACHER = 1, 2, 3


@pytest.fixture
async def reader() -> FakeReader:
    found = FakeReader()
    found.open(TALK, {MINH, LAN, TEACHER})
    return found


@pytest.fixture
def hub(reader: FakeReader) -> Hub:
    return Hub(reader)


async def test_messages_arrive_once_and_in_their_order(hub: Hub, reader: FakeReader) -> None:
    browsers = [Browser(hub, user).hello(reader, TALK) for user in (MINH, LAN, TEACHER)]
    for _ in range(200):
        hub.take(reader.append(TALK))
    await quiet()

    assert [browser.said() for browser in browsers] == [list(range(1, 201))] * 3
    assert [question[0] for question in reader.asked] == []


async def test_what_a_lost_hint_told_of_comes_from_the_database(hub: Hub, reader: FakeReader) -> None:
    browser = Browser(hub, MINH).hello(reader, TALK)
    reader.append(TALK)
    hub.take(reader.append(TALK))
    await quiet()

    assert browser.said() == [1, 2]
    assert ("page", TALK, 1) in reader.asked


async def test_when_every_hint_is_lost_the_look_finds_the_messages(hub: Hub, reader: FakeReader) -> None:
    browser = Browser(hub, MINH).hello(reader, TALK)
    for _ in range(3):
        reader.append(TALK)
    await hub.look()
    await quiet()

    assert browser.said() == [1, 2, 3]


async def test_hints_that_cross_change_no_order(hub: Hub, reader: FakeReader) -> None:
    browser = Browser(hub, MINH).hello(reader, TALK)
    hints = [reader.append(TALK) for _ in range(4)]
    for number in (1, 0, 3, 2):
        hub.take(hints[number])
        await quiet()

    assert browser.said() == [1, 2, 3, 4]


async def test_a_hint_heard_twice_is_one_message(hub: Hub, reader: FakeReader) -> None:
    browser = Browser(hub, MINH).hello(reader, TALK)
    hint = reader.append(TALK)
    for _ in range(2):
        hub.take(hint)
        await quiet()

    assert browser.said() == [1]


async def test_who_was_away_gets_what_was_missed_and_then_what_is_new(hub: Hub, reader: FakeReader) -> None:
    reader.open(TALK, {MINH, LAN}, messages=300)
    browser = Browser(hub, MINH).hello(reader, TALK, have={TALK: Place(40, 0)})
    hub.take(reader.append(TALK))
    await quiet()

    assert browser.said() == list(range(41, 302))


async def test_who_says_nothing_of_a_conversation_gets_only_what_is_new(hub: Hub, reader: FakeReader) -> None:
    reader.open(TALK, {MINH}, messages=300)
    browser = Browser(hub, MINH).hello(reader, TALK)
    hub.take(reader.append(TALK))
    await quiet()

    assert browser.said() == [301]


async def test_many_who_were_away_share_each_page(hub: Hub, reader: FakeReader) -> None:
    members = set(range(1, 101))
    reader.open(TALK, members, messages=3 * PAGE)
    hub.take(Hint(TALK, sorted(members)))
    browsers = [Browser(hub, user).hello(reader, TALK, have={TALK: Place(0, 0)}) for user in members]
    for _ in range(40):
        await quiet()

    assert {tuple(browser.said()) for browser in browsers} == {tuple(range(1, 3 * PAGE + 1))}
    assert sum(question[0] == "page" for question in reader.asked) <= 6


async def test_who_is_slow_is_behind_and_neither_closed_nor_in_the_way(hub: Hub, reader: FakeReader) -> None:
    slow, quick = (Browser(hub, user).hello(reader, TALK) for user in (MINH, LAN))
    await quiet()
    slow.open.clear()
    for _ in range(10_000):
        hub.take(reader.append(TALK))
    for _ in range(20):
        await quiet()
    assert (len(quick.said()), slow.said(), slow.closed) == (10_000, [], [])
    assert slow.socket.waiting <= 1

    slow.open.set()
    for _ in range(80):
        await quiet()
    assert slow.said() == list(range(1, 10_001))


async def test_who_takes_nothing_for_45_seconds_is_given_up_and_nothing_of_it_is_kept(
    hub: Hub, reader: FakeReader
) -> None:
    stuck, other = Browser(hub, MINH).hello(reader, TALK), Browser(hub, LAN).hello(reader, TALK)
    stuck.open.clear()
    hub.take(reader.append(TALK))
    await quiet()
    since = stuck.socket.sending_since
    assert since is not None

    assert hub.stalled(since + STALLED_SECONDS - 0.1) == []
    assert hub.stalled(since + STALLED_SECONDS + 0.1) == [stuck.socket]
    hub.leave(stuck.socket)
    await quiet()
    assert (stuck.socket.waiting, stuck.socket.rooms, MINH in hub.sockets) == (0, set(), False)
    assert stuck.socket.task is not None
    assert stuck.socket.task.done()
    assert other.said() == [1]


async def test_the_last_one_out_leaves_no_room_behind(hub: Hub, reader: FakeReader) -> None:
    browsers = [Browser(hub, user).hello(reader, TALK) for user in (MINH, LAN)]
    for browser in browsers:
        hub.leave(browser.socket)

    assert (hub.rooms, dict(hub.sockets)) == ({}, {})


@pytest.mark.parametrize("told_by", ["hint", "look"])
async def test_who_is_dropped_is_told_so_and_nothing_after_it(hub: Hub, reader: FakeReader, told_by: str) -> None:
    dropped, stays = Browser(hub, MINH).hello(reader, TALK), Browser(hub, LAN).hello(reader, TALK)
    hub.take(reader.append(TALK))
    await quiet()
    reader.members[TALK] = {LAN, TEACHER}
    if told_by == "look":
        await hub.look()
    for _ in range(3):
        hub.take(reader.append(TALK))
    await quiet()

    assert dropped.got[-1] == {"t": "gone", "c": TALK}
    assert (dropped.said(), stays.said()) == ([1], [1, 2, 3, 4])


async def test_who_is_dropped_while_behind_gets_nothing_that_was_on_its_way(hub: Hub, reader: FakeReader) -> None:
    reader.open(TALK, {MINH, LAN}, messages=100)
    browser = Browser(hub, MINH)
    browser.open.clear()
    browser.hello(reader, TALK, have={TALK: Place(0, 0)})
    await quiet()
    reader.members[TALK] = {LAN}
    await hub.look()
    browser.open.set()
    await quiet()

    # The one frame that was already handed to the server cannot be called back.
    assert browser.got == [browser.got[0], {"t": "gone", "c": TALK}]


async def test_who_is_dropped_before_the_page_is_read_gets_none_of_it(hub: Hub, reader: FakeReader) -> None:
    reader.open(TALK, {MINH, LAN}, messages=100)
    reader.gate.clear()
    browser = Browser(hub, MINH).hello(reader, TALK, have={TALK: Place(0, 0)})
    await quiet()
    reader.members[TALK] = {LAN}
    hub.take(reader.append(TALK))
    reader.gate.set()
    await quiet()

    assert browser.got == [{"t": "gone", "c": TALK}]


async def test_a_conversation_that_is_no_more_is_gone_for_everybody(hub: Hub, reader: FakeReader) -> None:
    browser = Browser(hub, MINH).hello(reader, TALK)
    del reader.members[TALK]
    await hub.look()
    await quiet()

    assert browser.got == [{"t": "gone", "c": TALK}]


async def test_an_answer_older_than_one_s_coming_drops_nobody(hub: Hub, reader: FakeReader) -> None:
    reader.members[TALK] = {LAN}
    Browser(hub, LAN).hello(reader, TALK)
    reader.gate.clear()
    looking = asyncio.create_task(hub.look())
    await quiet()
    reader.members[TALK] = {LAN, MINH}
    newcomer = Browser(hub, MINH).hello(reader, TALK)
    reader.gate.set()
    await looking
    hub.take(reader.append(TALK))
    await quiet()

    assert newcomer.got == [{"t": "message", "c": TALK, "seq": 1, "words": ""}]


@pytest.mark.parametrize("told_by", ["hint", "look"])
async def test_who_joins_gets_the_newest_message_and_all_after_it(hub: Hub, reader: FakeReader, told_by: str) -> None:
    reader.open(TALK, {LAN}, messages=7)
    Browser(hub, LAN).hello(reader, TALK)
    newcomer = Browser(hub, MINH).hello(reader)
    reader.members[TALK] = {LAN, MINH}
    hint = reader.append(TALK)
    if told_by == "hint":
        hub.take(hint)
    else:
        await hub.look()
    hub.take(reader.append(TALK))
    await quiet()

    assert newcomer.said() == [8, 9]


async def test_what_is_said_between_the_handshake_and_the_hello_is_not_lost(hub: Hub, reader: FakeReader) -> None:
    reader.open(9, {MINH})
    browser = Browser(hub, MINH)
    hub.take(reader.append(TALK))
    hub.take(reader.append(9))
    await quiet()
    assert browser.got == []

    browser.hello(reader, TALK, have={TALK: Place(0, 0)})
    await quiet()
    assert [(frame["c"], frame["seq"]) for frame in browser.got] == [(TALK, 1), (9, 1)]


async def test_a_change_comes_after_the_message_it_changes(hub: Hub, reader: FakeReader) -> None:
    browser = Browser(hub, MINH).hello(reader, TALK)
    said, changed = reader.append(TALK), reader.change(TALK, 1, "mới")
    hub.take(changed)
    hub.take(said)
    await quiet()

    assert [(frame["t"], frame["words"]) for frame in browser.got] == [("message", "mới"), ("change", "mới")]


async def test_what_was_hidden_is_told_to_nobody_who_had_not_had_it(hub: Hub, reader: FakeReader) -> None:
    slow = Browser(hub, MINH).hello(reader, TALK)
    slow.open.clear()
    for _ in range(5):
        hub.take(reader.append(TALK))
    await quiet()
    hub.take(reader.change(TALK, 4, "ẩn"))
    slow.open.set()
    await quiet()

    assert [frame["words"] for frame in slow.got if frame["t"] == "message"] == ["", "", "", "ẩn", ""]


async def test_a_page_read_before_a_change_is_not_given_out_after_it(hub: Hub, reader: FakeReader) -> None:
    reader.open(TALK, {MINH, LAN}, messages=2 * PAGE)
    Browser(hub, MINH).hello(reader, TALK, have={TALK: Place(0, 0)})
    await quiet()
    reader.change(TALK, 3, "ẩn")
    await hub.look()
    later = Browser(hub, LAN).hello(reader, TALK, have={TALK: Place(0, 0)})
    await quiet()

    assert later.got[2] == {"t": "message", "c": TALK, "seq": 3, "words": "ẩn"}


async def test_changes_nobody_told_of_are_found(hub: Hub, reader: FakeReader) -> None:
    reader.open(TALK, {MINH}, messages=3)
    browser = Browser(hub, MINH).hello(reader, TALK)
    for seq in (1, 2):
        reader.change(TALK, seq, "mới")
    await hub.look()
    await quiet()

    assert browser.said("change") == [1, 2]


async def test_a_database_that_is_away_is_asked_again(hub: Hub, reader: FakeReader) -> None:
    browser = Browser(hub, MINH).hello(reader, TALK)
    reader.trouble = OSError("away")
    reader.append(TALK)
    hub.take(reader.append(TALK))
    await quiet()
    assert browser.got == []

    reader.trouble = None
    await hub.look()
    await quiet()
    assert browser.said() == [1, 2]


async def test_typing_is_dropped_when_it_waits_and_messages_are_not(hub: Hub, reader: FakeReader) -> None:
    slow = Browser(hub, MINH).hello(reader, TALK)
    await quiet()
    slow.open.clear()
    for _ in range(10 * ASIDES):
        hub.take(Hint(TALK, [MINH], frame='{"t":"typing","seq":0}'))
        hub.take(reader.append(TALK))
    slow.open.set()
    for _ in range(20):
        await quiet()

    assert slow.said() == list(range(1, 10 * ASIDES + 1))
    assert len(slow.said("typing")) <= ASIDES + 1


async def test_answers_do_not_wait_for_a_long_catching_up(hub: Hub, reader: FakeReader) -> None:
    browser = Browser(hub, MINH).hello(reader, TALK)
    for _ in range(2000):
        hub.take(reader.append(TALK))
    await asyncio.sleep(0)
    browser.socket.answer('{"t": "ack"}')
    for _ in range(10):
        await quiet()

    assert [frame["t"] for frame in browser.got].index("ack") < 200


async def test_the_sixth_socket_of_a_person_is_refused(hub: Hub) -> None:
    for _ in range(rules.SOCKETS_A_PERSON):
        Browser(hub, MINH)

    async def never(_event: object) -> None:
        raise AssertionError

    assert hub.enter(Pass(MINH, "s", "stamp"), never, never) is None


async def test_a_connection_that_breaks_while_something_is_sent_ends_its_socket_alone(
    hub: Hub, reader: FakeReader
) -> None:
    broken, other = (Browser(hub, user).hello(reader, TALK) for user in (MINH, LAN))
    broken.is_gone = True
    for _ in range(3):
        hub.take(reader.append(TALK))
    await quiet()

    assert broken.socket.task is not None
    assert (broken.socket.task.done(), broken.socket.task.exception()) == (True, None)
    assert other.said() == [1, 2, 3]


async def test_whose_log_in_is_over_loses_those_sockets_and_no_other(hub: Hub, reader: FakeReader) -> None:
    phone, laptop = Browser(hub, MINH, "phone"), Browser(hub, MINH, "laptop")
    reader.over = {phone.socket.entry}
    phone.open.clear()
    phone.hello(reader, TALK)
    hub.take(reader.append(TALK))
    chores = Chores(hub)
    await chores.see_out()
    await quiet()

    assert (phone.closed, laptop.closed) == ([4401], [])
    assert hub.sockets[MINH] == {laptop.socket}


async def test_the_line_that_says_why_it_stopped_is_asked_for(hub: Hub, reader: FakeReader) -> None:
    Browser(hub, MINH).hello(reader, TALK)
    reader.unsettled.add(TALK)
    for _ in range(2):
        await hub.look()

    assert reader.asked.count(("settle", TALK)) == 1


async def test_a_beat_tells_where_each_conversation_stands(hub: Hub, reader: FakeReader) -> None:
    reader.open(TALK, {MINH}, messages=3)
    browser = Browser(hub, MINH).hello(reader, TALK)
    await hub.beat()
    await quiet()

    assert browser.got == [{"t": "beat", "heads": {str(TALK): [3, 0]}}]
