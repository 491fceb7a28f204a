"""Many judgments at a few in flight: none may be wrong, nothing may be left, memory must stay flat.

    python -m benchmarks.soak [--count 100000] [--in-flight 4]

Right and wrong programs of all types of tests take turns, with one that leaves processes, files and shared memory
behind and one that is killed. Printed as it goes: wrong verdicts, processes and memory; at the end, what is left.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import docker

from benchmarks.attacks import score
from benchmarks.machine import print_head
from reward_server.execution.sandbox.containers import SandboxPool
from reward_server.execution.sandbox.pools import docker_pool

SQUARE = "def f(x):\n    return x * x"
CALL = {"type": "call", "entry_point": "f", "cases": [{"args": [3], "output": 9}, {"args": [-2], "output": 4}]}
ASSERT = {"type": "assert", "code": ["assert f(3) == 9", "assert f(-2) == 4"]}
AS_CODE = {"type": "assert", "code": ["result = f(3)\nassert result == 9", "assert f(-2) == 4"]}
STDIO = {"type": "stdio", "cases": [{"input": "3\n", "output": "9\n"}]}
LITTER = """
import os, time
open('left', 'w').write('x' * 100000)
open('/dev/shm/left', 'w').write('x' * 100000)
for _ in range(3):
    if os.fork() == 0:
        time.sleep(100)
        os._exit(0)
def f(x): return None
"""
WORK: list[tuple[str, dict[str, Any], float]] = [
    (SQUARE, CALL, 1),
    (SQUARE, ASSERT, 1),
    (SQUARE, AS_CODE, 1),
    ("def f(x):\n    return x", AS_CODE, 0),
    ("print(int(input()) ** 2)", STDIO, 1),
    ("def f(x):\n    return x", CALL, 0),
    ("def f(x):\n    return x", ASSERT, 0),
    ("print(input())", STDIO, 0),
    (LITTER, ASSERT, 0),
    ("import os\nos._exit(0)", ASSERT, 0),
    ("while True: pass", {**STDIO, "time_limit_s": 0.02}, 0),
    (SQUARE, {"type": "assert", "entry_point": "f", "code": "def check(c):\n    assert c(4) == 16"}, 1),
]


SETTLED_S = 1.0
"""The last program is killed after its verdict is told."""


class Holdings(NamedTuple):
    """What is held: processes and MiB of each container, MiB of this process."""

    processes: list[int]
    container_mib: list[int]
    own_mib: int

    def __str__(self) -> str:
        mib = "+".join(map(str, self.container_mib))
        return f"{'+'.join(map(str, self.processes)):>10} {mib:>15} {self.own_mib:>8}"


def holdings(pool: SandboxPool) -> Holdings:
    time.sleep(SETTLED_S)
    containers = running(pool)
    status = Path("/proc/self/status").read_text().splitlines()
    own_kib = next(line for line in status if line.startswith("VmRSS")).split()[1]
    processes = [len(one.top()["Processes"]) for one in containers]
    return Holdings(processes, [_memory_mib(one) for one in containers], int(own_kib) // 1024)


def changed_files(pool: SandboxPool) -> set[str]:
    return {f"{one.name}:{change['Path']}" for one in running(pool) for change in one.diff() or []}


def running(pool: SandboxPool) -> list[Any]:
    engine = docker.from_env()
    return [engine.containers.get(name) for name in names(pool)]


def _memory_mib(container: Any) -> int:
    memory = container.stats(stream=False)["memory_stats"]
    return int((memory["usage"] - memory.get("stats", {}).get("cache", 0)) / 2**20)


def names(pool: SandboxPool) -> list[str]:
    return sorted(runner.name for runner in pool._runners)


class Soak:
    def __init__(self, pool: SandboxPool, in_flight: int) -> None:
        self._pool = pool
        self._gate = asyncio.Semaphore(in_flight)
        self.wrong: list[str] = []

    async def judge(self, numbers: range) -> None:
        await asyncio.gather(*(self._one(number) for number in numbers))

    async def _one(self, number: int) -> None:
        program, tests, wanted = WORK[number % len(WORK)]
        async with self._gate:
            found = await score(self._pool, f"{program}\n# {number}", tests)
        if found.score != wanted:
            self.wrong.append(f"{number}: {found.score} ({found.status}), not {wanted}: {found.reason}")


async def main(args: argparse.Namespace) -> int:
    print_head("benchmarks.soak")
    pool = docker_pool(image=args.image, containers=args.containers)
    await pool.start()
    assert not pool.missing(), pool.missing()
    soak, at_start, files = Soak(pool, args.in_flight), names(pool), await asyncio.to_thread(changed_files, pool)
    print(" judgments  a second  wrong  processes  containers MiB  own MiB", flush=True)
    seconds = 0.0
    for start in range(0, args.count, args.every):
        begun, done = time.monotonic(), min(start + args.every, args.count)
        await soak.judge(range(start, done))
        seconds += time.monotonic() - begun
        held = await asyncio.to_thread(holdings, pool)
        print(f"{done:>10} {done / seconds:>9.0f} {len(soak.wrong):>6} {held}", flush=True)
    print("\n".join(soak.wrong[:20]), end="\n" if soak.wrong else "")
    left_files = await asyncio.to_thread(changed_files, pool) - files
    lost = set(at_start) - set(names(pool))
    await pool.close()
    found = docker.from_env().containers.list(all=True, ignore_removed=True)
    left = [one.name for one in found if one.name in at_start]
    print(f"{len(lost)} containers lost on the way, {len(left)} left behind; {len(left_files)} files left in them")
    return len(soak.wrong) + len(lost) + len(left) + len(left_files)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--every", type=int, default=5_000, help="judgments between two lines of the table")
    parser.add_argument("--in-flight", type=int, default=4)
    parser.add_argument("--containers", type=int, default=2)
    parser.add_argument("--image", default="assay-sandbox-python:latest")
    sys.exit(1 if asyncio.run(main(parser.parse_args())) else 0)
