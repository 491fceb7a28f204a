"""Completions judged a second, over HTTP, against a hardened `docker run` and a plain subprocess for each of the same.

    reward-server &                       # in another shell, or --url; without it the pool is asked directly
    python -m benchmarks.sandbox [--url http://127.0.0.1:8000] [--rounds 3]

Every way judges the same completions: a correct program with three assert tests, with the same as code that has to run
in a process of its own, and with one case of stdin and stdout.
The ways take turns in each round, so that a machine that others use slows all of them; the table shows medians and the
ratio to `docker run`. `docker run` and subprocess run as many at a time as there are cores, like the service.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.machine import print_head
from reward_server.execution.sandbox.containers import SandboxPool
from reward_server.execution.sandbox.pools import docker_pool
from reward_server.rewards.code_accuracy import CodeOptions, plan
from reward_server.rewards.reward import Pending, Sample
from reward_server.rewards.transcript import parse
from sdk import AsyncRewardClient, Item
from sdk.schema import Template

CORES = os.cpu_count() or 1
PROGRAM = "def add(a, b):\n    return a + b"
STATEMENTS = ["assert add(1, 2) == 3", "assert add(-5, 7) == 2", "assert add(0, 0) == 0"]
SCRIPT = "a, b = map(int, input().split())\nprint(a + b)"
TESTS: dict[str, dict[str, Any]] = {
    "assert": {"type": "assert", "code": STATEMENTS},
    "assert (run)": {"type": "assert", "code": [f"for _ in range(1):\n    {one}" for one in STATEMENTS]},
    "stdio": {"type": "stdio", "cases": [{"input": "1 2\n", "output": "3\n"}]},
}
SOURCES = {"assert": PROGRAM, "assert (run)": PROGRAM, "stdio": SCRIPT}
HARDENED = """
docker run --rm -i --network none --read-only --cap-drop ALL --security-opt no-new-privileges --memory 512m
--pids-limit 64 --cpus 1 --tmpfs /tmp:exec --user 65534 --log-driver none --entrypoint
""".split()  # noqa: SIM905 - a command line

Way = Callable[[str, int], Awaitable[float]]
"""(kind, how many) -> seconds. Raises AssertionError where a correct program was not judged right."""


def completion(kind: str, number: int) -> str:
    """No two are equal, so that nothing is answered from memory."""
    return f"```python\n{SOURCES[kind]}\n# {number} {time.time_ns()}\n```"


def over_http(client: AsyncRewardClient) -> Way:
    async def judge(kind: str, count: int) -> float:
        items = [Item(completion=completion(kind, number), tests=TESTS[kind]) for number in range(count)]
        begun = time.perf_counter()
        result = await client.score(items, rewards={"accuracy": 1})
        assert result.rewards == [1.0] * count, result.items[0]
        return time.perf_counter() - begun

    return judge


def in_pool(pool: SandboxPool) -> Way:
    async def one(kind: str, number: int) -> None:
        text = completion(kind, number)
        planned = plan(Sample(text, parse(text, Template()), tests=TESTS[kind]), CodeOptions())
        assert isinstance(planned, Pending)
        scored = planned.resume(await pool.run(planned.job.payload, time.monotonic() + 120))
        assert not isinstance(scored, Pending)
        assert scored.score == 1, scored

    async def judge(kind: str, count: int) -> float:
        gate = asyncio.Semaphore(2 * CORES)

        async def gated(number: int) -> None:
            async with gate:
                await one(kind, number)

        begun = time.perf_counter()
        await asyncio.gather(*(gated(number) for number in range(count)))
        return time.perf_counter() - begun

    return judge


def by_process(command: list[str]) -> Way:
    def one(kind: str) -> None:
        source = SCRIPT if kind == "stdio" else "\n".join([PROGRAM, *STATEMENTS, "print(3)"])
        done = subprocess.run([*command, "-I", "-c", source], input="1 2\n", capture_output=True, text=True, check=True)
        assert done.stdout == "3\n"

    async def judge(kind: str, count: int) -> float:
        begun = time.perf_counter()
        with ThreadPoolExecutor(CORES) as threads:
            loop = asyncio.get_running_loop()
            await asyncio.gather(*(loop.run_in_executor(threads, one, kind) for _ in range(count)))
        return time.perf_counter() - begun

    return judge


async def measure(ways: dict[str, tuple[Way, int]], rounds: int) -> dict[str, dict[str, float]]:
    """kind -> way -> median of completions a second."""
    rates: dict[str, dict[str, list[float]]] = {kind: {name: [] for name in ways} for kind in TESTS}
    for _ in range(rounds):
        for kind in TESTS:
            for name, (way, count) in ways.items():
                rates[kind][name].append(count / await way(kind, count))
    return {kind: {name: statistics.median(some) for name, some in of.items()} for kind, of in rates.items()}


def show(rates: dict[str, dict[str, float]], rounds: int) -> None:
    print(f"medians of {rounds} rounds\n")
    print(f"{'completions with':18} {'way':28} {'a second':>9} {'x docker run':>13} {'x subprocess':>13}")
    for kind, of in rates.items():
        for name, rate in of.items():
            ratios = f"{rate / of['docker run, hardened']:13.1f} {rate / of['subprocess, no isolation']:13.2f}"
            print(f"{kind + ' tests':18} {name:28} {rate:9.1f} {ratios}")


async def main(args: argparse.Namespace) -> None:
    print_head("benchmarks.sandbox")
    ways: dict[str, tuple[Way, int]] = {}
    pool = client = None
    if args.url:
        client = AsyncRewardClient(args.url)
        ways["this service, over HTTP"] = (over_http(client), args.count)
    else:
        pool = docker_pool(image=args.image, containers=CORES)
        await pool.start()
        ways["this pool, without HTTP"] = (in_pool(pool), args.count)
    ways["docker run, hardened"] = (by_process([*HARDENED, "python3", args.image]), 5 * CORES)
    ways["subprocess, no isolation"] = (by_process([sys.executable]), 20 * CORES)
    for kind in TESTS:
        for way, _ in ways.values():
            await way(kind, 2)  # warm
    show(await measure(ways, args.rounds), args.rounds)
    if pool:
        await pool.close()
    if client:
        await client.aclose()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url")
    parser.add_argument("--image", default="assay-sandbox-python:latest")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--count", type=int, default=200, help="completions a round and way")
    asyncio.run(main(parser.parse_args()))
