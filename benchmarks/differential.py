"""Generated tests, judged by the service and by plain Python: the verdicts must agree, or the service must say why not.

    python -m benchmarks.differential [--count 100000] [--seed N] [--isolation separate] [--log FILE]

What the tests are, `benchmarks.generated_tests` says. In `separate` a test may be refused for what it needs, and a
wrong one may not pass; in `auto` the verdicts are equal. Beside what disagrees, the number of refused and undecided
tests is printed. Parts that --log holds are not run again.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import secrets
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.generated_tests import PROGRAM, generated
from benchmarks.labelled_programs import judge_all
from benchmarks.machine import print_head
from reward_server.execution.sandbox.containers import SandboxPool
from reward_server.execution.sandbox.pools import docker_pool

PART = 500


async def compared(pool: SandboxPool, count: int, seed: int, isolation: str, in_flight: int) -> dict[str, Any]:
    """What was found: how many ended how, and those on which the two disagree."""
    made = generated(count, seed)
    work = [(str(at), PROGRAM, {"type": "assert", "isolation": isolation, **one.tests}) for at, one in enumerate(made)]
    scores = await judge_all(pool, work, in_flight)
    ended, wrong = Counter[str](), []
    for at, (tests, passes) in enumerate(made):
        score = scores[str(at)]
        refused = score.score is None and score.rule == "inputs" and isolation == "separate"
        agrees = score.score == float(passes)
        ended["refused" if refused else "undecided" if score.undecided else "agrees" if agrees else "disagrees"] += 1
        if not (agrees or refused):
            wrong.append(f"{isolation}: {score.score} {score.reason}, plainly {passes}: {tests!r}")
    return {"seed": seed, "ended": ended, "wrong": wrong}


async def run(args: argparse.Namespace) -> int:
    done = [json.loads(line) for line in args.log.read_text().splitlines()] if args.log and args.log.exists() else []
    seed = done[0]["seed"] if done else args.seed
    pool = docker_pool(image=args.image, containers=args.containers)
    await pool.start()
    try:
        for part in range(len(done), -(-args.count // PART)):
            count = min(PART, args.count - part * PART)
            done.append(await compared(pool, count, seed + part, args.isolation, args.in_flight))
            print(json.dumps(done[-1]), flush=True)
            if args.log:
                with args.log.open("a") as file:
                    file.write(json.dumps(done[-1]) + "\n")
    finally:
        await pool.close()
    total = sum((Counter[str](one["ended"]) for one in done), Counter[str]())
    wrong = [text for one in done for text in one["wrong"]]
    print("\n".join(wrong[:30]))
    print(f"seed {seed}, {args.isolation}: {dict(total)}, {len(wrong)} disagree")
    return 1 if wrong else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**32))
    parser.add_argument("--isolation", choices=["separate", "auto", "shared"], default="separate")
    parser.add_argument("--image", default="assay-sandbox-python:latest")
    parser.add_argument("--containers", type=int, default=2)
    parser.add_argument("--in-flight", type=int, default=4)
    parser.add_argument("--log", type=Path)
    print_head("benchmarks.differential")
    sys.exit(asyncio.run(run(parser.parse_args())))
