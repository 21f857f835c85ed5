"""What waits together is done together."""

import asyncio

import pytest

from messaging.live.batches import Batches


class Work:
    def __init__(self) -> None:
        self.done: list[tuple[int, list[str]]] = []
        self.gate = asyncio.Event()

    async def __call__(self, key: int, things: list[str]) -> list[str]:
        self.done.append((key, things))
        await self.gate.wait()
        if "hỏng" in things:
            raise ValueError
        return [thing.upper() for thing in things]


async def test_the_first_goes_at_once_and_those_who_came_meanwhile_go_together() -> None:
    work = Work()
    batches = Batches(work, most=3)
    waiting = [asyncio.create_task(batches.put(1, thing)) for thing in "abcdef"]
    other = asyncio.create_task(batches.put(2, "z"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    work.gate.set()

    assert [*await asyncio.gather(*waiting), await other] == [*"ABCDEF", "Z"]
    assert [done for done in work.done if done[0] == 1] == [(1, ["a", "b", "c"]), (1, ["d", "e", "f"])]
    assert (2, ["z"]) in work.done


async def test_trouble_is_told_to_all_it_concerns_and_the_next_go_on() -> None:
    work = Work()
    work.gate.set()
    batches = Batches(work, most=2)
    outcomes = await asyncio.gather(*(batches.put(1, thing) for thing in ("a", "hỏng", "b")), return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == [ValueError, ValueError, str]


async def test_who_goes_away_stops_nobody() -> None:
    work = Work()
    batches = Batches(work, most=5)
    gone = asyncio.create_task(batches.put(1, "a"))
    stays = asyncio.create_task(batches.put(1, "b"))
    await asyncio.sleep(0)
    gone.cancel()
    work.gate.set()

    assert await stays == "B"
    with pytest.raises(asyncio.CancelledError):
        await gone
