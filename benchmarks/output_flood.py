"""A gigabyte of output, and where it goes: not into the service's memory beyond the cap, not onto the host's disk.

    python -m benchmarks.output_flood [--gib 1] [--image IMAGE]

Programs print without end to their standard output, to stderr and down the wire of an assert test, one after the other
and four at a time. Printed: the verdicts, the peak memory of this process (the service's side: manager and comparison)
before and after, and what the engine keeps of the container on disk (its log and its writable layer).
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import sys
from typing import Any

import docker

from benchmarks.attacks import score
from benchmarks.machine import print_head
from reward_server.execution.sandbox.containers import SandboxPool
from reward_server.execution.sandbox.pools import docker_pool
from reward_server.rewards.programs.tests import MIN_OUTPUT_LIMIT

MIB = 1 << 20
PRINTS = "import os\ndata = b'x' * (1 << 20)\nfor _ in range({mib}):\n    os.write({fd}, data)\n"
BY_WIRE = """
import os
data = b"\\x7f\\xff\\xff\\xff" + b"x" * (1 << 20)
def add(a, b):
    for _ in range({mib}):
        for fd in range(3, 30):
            try: os.write(fd, data)
            except OSError: pass
"""
STDIO = {"type": "stdio", "cases": [{"input": "", "output": "3\n"}]}
ASSERT = {"type": "assert", "code": ["assert add(1, 2) == 3"]}


def floods(mib: int) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        ("standard output", PRINTS.format(mib=mib, fd=1), STDIO),
        ("stderr", PRINTS.format(mib=mib, fd=2), STDIO),
        ("the wire of an assert test", BY_WIRE.format(mib=mib), ASSERT),
    ]


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def on_disk(pool: SandboxPool) -> int:
    """Bytes that the engine keeps of the pool's containers: writable layers and logs."""
    engine = docker.from_env()
    found = 0
    for runner in pool._runners:
        container = engine.containers.get(runner.name)
        rows = engine.api.containers(size=True, filters={"id": container.id})
        found += sum(int(row.get("SizeRw", 0)) for row in rows)
        assert container.attrs["HostConfig"]["LogConfig"]["Type"] == "none"
    return found


async def main(args: argparse.Namespace) -> int:
    print_head("benchmarks.output_flood")
    pool = docker_pool(image=args.image, containers=2)
    await pool.start()
    assert not pool.missing(), pool.missing()
    await score(pool, "print(3)", STDIO)
    before_mib, before_disk = peak_mib(), await asyncio.to_thread(on_disk, pool)
    verdicts = []
    for name, program, tests in floods(1024 * args.gib):
        for number in (1, 4):
            verdicts = await asyncio.gather(*(score(pool, program, tests) for _ in range(number)))
            statuses = {one.tests.results[0].status if one.tests else one.status for one in verdicts}
            print(f"{args.gib} GiB to {name}, {number} at a time: {', '.join(sorted(statuses))}", flush=True)
            assert all(one.score == 0 for one in verdicts), verdicts
    grown = peak_mib() - before_mib
    written = await asyncio.to_thread(on_disk, pool) - before_disk
    await pool.close()
    print(f"peak memory of the service's side: {before_mib:.0f} MiB before, {grown:.1f} MiB more after", end="")
    print(f" (cap of one output: {MIN_OUTPUT_LIMIT // MIB} MiB)\nwritten to the host's disk: {written} bytes")
    return int(written > 0 or grown > 8 * MIN_OUTPUT_LIMIT / MIB)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gib", type=int, default=1)
    parser.add_argument("--image", default="assay-sandbox-python:latest")
    sys.exit(asyncio.run(main(parser.parse_args())))
