"""Many judgments at a few in flight: none may be wrong, nothing may be left, memory must stay flat.

    python benchmarks/soak.py [--count 100000] [--in-flight 4]

Right and wrong programs of all types of tests take turns, with one that leaves processes, files and shared memory
behind and one that is killed. Printed: wrong verdicts, what the containers hold before and after, memory.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import sys
import time
from typing import Any

import docker

from benchmarks.attacks import score
from reward_server.execution.containers import SandboxPool

SQUARE = "def f(x):\n    return x * x"
CALL = {"type": "call", "entry_point": "f", "cases": [{"args": [3], "output": 9}, {"args": [-2], "output": 4}]}
ASSERT = {"type": "assert", "code": ["assert f(3) == 9", "assert f(-2) == 4"]}
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
    ("print(int(input()) ** 2)", STDIO, 1),
    ("def f(x):\n    return x", CALL, 0),
    ("def f(x):\n    return x", ASSERT, 0),
    ("print(input())", STDIO, 0),
    (LITTER, ASSERT, 0),
    ("import os\nos._exit(0)", ASSERT, 0),
    ("while True: pass", {**STDIO, "time_limit_s": 0.02}, 0),
    (SQUARE, {"type": "assert", "entry_point": "f", "code": "def check(c):\n    assert c(4) == 16"}, 1),
]


def holdings(pool: SandboxPool) -> list[str]:
    """A line a container: processes, changed files, MiB of memory."""
    engine = docker.from_env()
    found = []
    for runner in sorted(pool._runners, key=lambda runner: runner.name):
        container = engine.containers.get(runner.name)
        memory = container.stats(stream=False)["memory_stats"]
        used = (memory["usage"] - memory.get("stats", {}).get("cache", 0)) / 2**20
        changed = [change["Path"] for change in container.diff() or [] if not change["Path"].startswith("/run")]
        found.append(f"{len(container.top()['Processes'])} processes, {len(changed)} changed files, {used:.0f} MiB")
    return found


async def main(args: argparse.Namespace) -> int:
    pool = SandboxPool(image=args.image, containers=args.containers)
    await pool.start()
    gate = asyncio.Semaphore(args.in_flight)
    wrong: list[str] = []

    async def one(number: int) -> None:
        program, tests, wanted = WORK[number % len(WORK)]
        async with gate:
            found = await score(pool, f"{program}\n# {number}", tests)
        if found.score != wanted:
            wrong.append(f"{number}: {found.score} ({found.status}), not {wanted}: {found.reason}")

    await asyncio.gather(*(one(number) for number in range(200)))
    names, before = {runner.name for runner in pool._runners}, await asyncio.to_thread(holdings, pool)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.monotonic()
    for start in range(200, args.count, 1000):
        await asyncio.gather(*(one(number) for number in range(start, min(start + 1000, args.count))))
    seconds = time.monotonic() - begun
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - own) / 1024
    print(
        f"{args.count} judgments, {args.in_flight} in flight, {args.count / seconds:.0f} a second: {len(wrong)} wrong"
    )
    print("\n".join(wrong[:20]), end="\n" if wrong else "")
    print(
        "containers lived through it" if names == {runner.name for runner in pool._runners} else "containers were lost"
    )
    print(f"before: {'; '.join(before)}\nafter:  {'; '.join(await asyncio.to_thread(holdings, pool))}")
    print(f"this process grew by {grown:.1f} MiB")
    await pool.close()
    return len(wrong)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--in-flight", type=int, default=4)
    parser.add_argument("--containers", type=int, default=2)
    parser.add_argument("--image", default="assay-sandbox-python:latest")
    sys.exit(1 if asyncio.run(main(parser.parse_args())) else 0)
