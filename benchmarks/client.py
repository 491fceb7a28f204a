"""What the client costs its own process, against a real server on this machine.

    python -m benchmarks.client              10,000 calls of one item at once, five rounds of each way (two minutes)
    python -m benchmarks.client --calls 2000 --rounds 3

Measured is the CPU time of the client's process, garbage collection included; the server is another process. Each
round follows a call that has loaded what loads once. Every reward is compared with the right one.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import statistics
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import httpx

from benchmarks.machine import print_head
from sdk import AsyncRewardClient, Item, RewardClient
from tests.end_to_end.processes import cpu_s
from tests.end_to_end.running import start_server, stop

GOAL_US = 100.0
REWARDS = {"accuracy": 1, "format": 0.1}
NAIVE_CALLS = 500
STEPS = 200
THREADS = 64
TIMEOUT_S = 300.0


@dataclass(frozen=True)
class Round:
    cpu_us: float
    wall_us: float
    wrong: int


def item(index: int) -> Item:
    """About 1 KB; every second one is right."""
    think = f"The question {index} is about numbers, and so we add them slowly. " * 14
    answer = index if index % 2 else index + 1
    return Item(completion=f"<think>{think}</think><answer>\\boxed{{{answer}}}</answer>", ground_truth=str(index))


def right(index: int) -> float:
    return 1.1 if index % 2 else 0.1


async def gathered(url: str, items: list[Item], max_batch_items: int) -> list[float | None]:
    async with AsyncRewardClient(url, max_batch_items=max_batch_items, timeout_s=TIMEOUT_S) as client:
        await client.score(items[:1], rewards=REWARDS)
        return await _timed(_gathered(client, items))


async def _gathered(client: AsyncRewardClient, items: list[Item]) -> list[float | None]:
    results = await asyncio.gather(*(client.score([one], rewards=REWARDS) for one in items))
    return [result.rewards[0] for result in results]


async def in_one_call(url: str, items: list[Item]) -> list[float | None]:
    async with AsyncRewardClient(url, timeout_s=TIMEOUT_S) as client:
        await client.score(items[:1], rewards=REWARDS)
        return await _timed(_in_one_call(client, items))


async def _in_one_call(client: AsyncRewardClient, items: list[Item]) -> list[float | None]:
    return (await client.score(items, rewards=REWARDS)).rewards


async def from_threads(url: str, items: list[Item]) -> list[float | None]:
    with RewardClient(url, timeout_s=TIMEOUT_S, rewards=REWARDS) as client, ThreadPoolExecutor(THREADS) as pool:
        client.score(items[:1])
        return await _timed(
            asyncio.to_thread(lambda: list(pool.map(lambda one: client.score([one]).rewards[0], items)))
        )


async def naive(url: str, items: list[Item]) -> list[float | None]:
    """httpx as it comes: a request an item, all at once."""
    async with httpx.AsyncClient(timeout=TIMEOUT_S) as client:

        async def score(one: Item) -> float | None:
            body = {"items": [one.model_dump(exclude_unset=True)], "rewards": REWARDS, "timeout_s": TIMEOUT_S}
            response = await client.post(f"{url}/v1/score", content=json.dumps(body))
            return response.raise_for_status().json()["items"][0]["reward"]  # type: ignore[no-any-return]

        await score(items[0])
        return await _timed(_all(score, items))


async def _all(score: Callable[[Item], Awaitable[float | None]], items: list[Item]) -> list[float | None]:
    return list(await asyncio.gather(*map(score, items)))


_clock = {"cpu": 0.0, "wall": 0.0}


async def _timed(work: Awaitable[list[float | None]]) -> list[float | None]:
    gc.collect()
    cpu, wall = time.process_time(), time.monotonic()
    rewards = await work
    _clock.update(cpu=time.process_time() - cpu, wall=time.monotonic() - wall)
    return rewards


def measured(way: Callable[[list[Item]], Awaitable[list[float | None]]], calls: int) -> Round:
    async def run() -> list[float | None]:
        return await way([item(index) for index in range(calls)])

    rewards = asyncio.run(run())
    wrong = sum(reward is None or abs(reward - right(index)) > 1e-9 for index, reward in enumerate(rewards))
    return Round(1e6 * _clock["cpu"] / calls, 1e6 * _clock["wall"] / calls, wrong + calls - len(rewards))


def training_step(url: str, server: int) -> None:
    """What 128 short completions cost, in two calls as the training loop sends them; most are wrong, as at first."""
    cpu: list[float] = []
    served: list[float] = []
    waits: list[float] = []

    async def steps() -> None:
        async with AsyncRewardClient(url, timeout_s=TIMEOUT_S) as client:
            for step in range(STEPS + 5):
                halves = [[_sum(step, index) for index in half] for half in (range(64), range(64, 128))]
                cpu.append(time.process_time())
                served.append(cpu_s(server))
                await client.score(halves[0], rewards=REWARDS)
                waits.append(time.monotonic())
                assert None not in (await client.score(halves[1], rewards=REWARDS)).rewards
                waits[-1] = time.monotonic() - waits[-1]
        cpu.append(time.process_time())
        served.append(cpu_s(server))

    asyncio.run(steps())
    client_ms = 1e3 * (cpu[-1] - cpu[5]) / STEPS
    server_ms = 1e3 * (served[-1] - served[5]) / STEPS
    print(
        f"\na training step (128 short completions in two calls): {client_ms:.2f} ms of CPU in the client, "
        f"{server_ms:.2f} ms in the server, {1e3 * statistics.median(waits[5:]):.2f} ms of waiting for the second call"
    )


def _sum(step: int, index: int) -> Item:
    one, two, three = (31 * step + index) % 90 + 10, (17 * index) % 90 + 10, step % 90 + 10
    total = one + two + three + (index % 3 != 0)
    think = f"{one} + {two} = {one + two} ; {one + two} + {three} = {total}"
    prompt = f"User: What is {one} + {two} + {three}?\nAssistant:"
    completion = f"<think>{think}</think>\n<answer>{total}</answer>"
    return Item(
        id=index, prompt=prompt, completion=completion, ground_truth=str(one + two + three), finish_reason="stop"
    )


def report(name: str, calls: int, rounds: list[Round]) -> float:
    cpu = sorted(one.cpu_us for one in rounds)
    middle, wrong = statistics.median(cpu), sum(one.wrong for one in rounds)
    wall = statistics.median(one.wall_us for one in rounds)
    print(f"{name:44} {calls:6} {middle:9.1f} {cpu[0]:7.1f} to {cpu[-1]:7.1f} {wall:9.1f} {wrong:6}", flush=True)
    return middle if not wrong else float("inf")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print_head("benchmarks.client")
    running = start_server(sandbox="off")
    url = running.url
    print(f"\n{'way':44} {'items':>6} {'CPU us':>9} {'lowest to highest':>18} {'wall us':>9} {'wrong':>6}   (an item)")
    try:
        goal = 0.0
        for size in (32, 64, 128, 256):
            rounds = [
                measured(partial(gathered, url, max_batch_items=size), options.calls) for _ in range(options.rounds)
            ]
            middle = report(f"calls of one item, at most {size} a request", options.calls, rounds)
            goal = middle if size == 128 else goal
        for name, way in (("one call", in_one_call), (f"blocking calls of one item, {THREADS} threads", from_threads)):
            rounds = [measured(partial(way, url), options.calls) for _ in range(options.rounds)]
            report(name, options.calls, rounds)
        report("httpx alone, a request an item, all at once", NAIVE_CALLS, [measured(partial(naive, url), NAIVE_CALLS)])
        training_step(url, running.process.pid)
    finally:
        stop(running)
    print(f"\ncalls of one item at the default of 128: {goal:.1f} us of CPU each (goal: under {GOAL_US:.0f})")
    return 0 if goal < GOAL_US else 1


if __name__ == "__main__":
    raise SystemExit(main())
