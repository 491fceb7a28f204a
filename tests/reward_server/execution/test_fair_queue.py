"""Turns between batches."""

from __future__ import annotations

import asyncio
import time

import pytest

from reward_server.execution.fair_queue import FairQueue, Turns
from reward_server.jobs import Done, Failure, JsonObject, Outcome, Unavailable


def soon() -> float:
    return time.monotonic() + 30


async def served(turns: Turns, batch: str, order: list[str]) -> None:
    async with turns.place(batch, soon()):
        order.append(batch)
        await asyncio.sleep(0)


async def test_a_small_batch_behind_a_huge_one_is_served_next() -> None:
    turns, order = Turns(1), list[str]()
    huge = [asyncio.create_task(served(turns, "huge", order)) for _ in range(100)]
    await asyncio.sleep(0)
    small = [asyncio.create_task(served(turns, "small", order)) for _ in range(2)]
    await asyncio.gather(*huge, *small)
    assert len(order) == 102
    assert [index for index, batch in enumerate(order) if batch == "small"][-1] < 10


async def test_never_more_than_the_places_are_held() -> None:
    turns, held, most = Turns(3), 0, 0

    async def hold() -> None:
        nonlocal held, most
        async with turns.place("b", soon()):
            held += 1
            most = max(most, held)
            await asyncio.sleep(0.001)
            held -= 1

    await asyncio.gather(*(hold() for _ in range(50)))
    assert (most, held, turns.waiting) == (3, 0, 0)


async def test_who_is_cancelled_or_late_loses_no_place() -> None:
    turns = Turns(1)
    async with turns.place("a", soon()):
        late = asyncio.create_task(served(turns, "late", []))
        gone = asyncio.create_task(served(turns, "gone", []))
        await asyncio.sleep(0)
        gone.cancel()
        with pytest.raises(TimeoutError):
            await turns.place("b", time.monotonic() + 0.01).__aenter__()
    await late
    assert turns.waiting == 0
    async with turns.place("c", time.monotonic() + 0.01):
        pass


async def test_a_place_given_at_the_moment_of_cancellation_goes_on() -> None:
    turns, order = Turns(1), list[str]()
    place = turns.place("a", soon())
    await place.__aenter__()
    first, second = (asyncio.create_task(served(turns, name, order)) for name in ("x", "y"))
    await asyncio.sleep(0)
    await place.__aexit__(None, None, None)  # gives the place to x, who is cancelled before it runs
    first.cancel()
    await second
    assert order == ["y"]


class Slow(Unavailable):
    async def run(self, payload: JsonObject, deadline: float) -> Outcome:
        await asyncio.sleep(0.05)
        return Done({}, seconds=0.05)


async def test_waiting_is_told_apart_from_work_and_a_full_queue_is_timeout() -> None:
    queue = FairQueue(Slow("slow"), places=1)
    first, second, third = await asyncio.gather(
        queue.run({}, soon(), "a"), queue.run({}, soon(), "a"), queue.run({}, time.monotonic() + 0.02, "b")
    )
    assert isinstance(first, Done)
    assert first.queued_s < 0.04 < second.queued_s
    assert isinstance(third, Failure)
    assert third.kind == "timeout"


async def test_a_batch_that_would_be_late_in_turn_is_served_first_and_in_time() -> None:
    """One of 60 jobs among forty that keep coming, at 100 jobs a second: in turn it would take 24 s of its 3."""
    turns, others = Turns(1), 40
    late = time.monotonic() + 3

    async def job(batch: str, deadline: float) -> bool:
        try:
            async with turns.place(batch, deadline):
                await asyncio.sleep(0.01)
        except TimeoutError:
            return False
        return True

    async def keep_coming(name: str) -> None:
        while time.monotonic() < late:
            await asyncio.gather(*(job(name, soon()) for _ in range(2)))

    coming = [asyncio.create_task(keep_coming(f"other {n}")) for n in range(others)]
    await asyncio.sleep(1.2)
    assert all(await asyncio.gather(*(job("pressed", late) for _ in range(60))))
    for task in coming:
        task.cancel()
    await asyncio.gather(*coming, return_exceptions=True)
