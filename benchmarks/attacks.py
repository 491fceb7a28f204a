"""Runs every attack program through one warm container, a correct program after each, and prints what got through.

    python -m benchmarks.attacks [--only NAME] [--jsonl attacks.jsonl] [--image IMAGE] [--runtime runsc]
        [--isolation shared | auto]

The catalog lies in sdk/tools/audit/catalog: `=== name [suites]`, then the program. An attack must score 0, with status
ok, in every suite it names; where it does not, it is listed and the exit status is 1. `--jsonl` runs a set of another's
making instead: lines with `id`, `file` (beside it), `kind` (fn, stdio) and `tests`. `--isolation` is that of the assert
suites, which are run alone then: `auto` puts tests that need it into the programs' own process, `shared` all of them,
which is promised to hold against nobody who tries. What gets through is counted by kind, that is by file of the
catalog.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.machine import print_head
from reward_server.execution.sandbox.containers import SandboxPool
from reward_server.execution.sandbox.pools import docker_pool
from reward_server.rewards.code_accuracy import CodeOptions, plan
from reward_server.rewards.reward import Pending, Sample, Score
from reward_server.rewards.transcript import parse
from sdk.schema import Template
from sdk.tools.audit.programs import CORRECT, Attack, catalog

DEADLINE_S = 120.0
LIMITS = {"time_limit_s": 0.2, "total_time_limit_s": 0.4, "memory_limit_mb": 256}
"""Short, because many attacks use all they get."""


class Verdict(NamedTuple):
    """`after_s`: wall seconds that a correct program took right after it; its score beside it."""

    name: str
    scores: list[Score]
    after: Score
    after_s: float

    @property
    def held(self) -> bool:
        return all(score.score == 0 and score.status == "ok" for score in self.scores) and self.after.score == 1


def foreign(path: Path) -> Iterator[Attack]:
    """Another's set: `attacks.jsonl` with the programs in files beside it."""
    for line in path.read_text().splitlines():
        row = json.loads(line)
        program = (path.parent / row["file"]).read_text(errors="surrogateescape")
        if row["kind"] == "stdio":
            tests = [{"type": "stdio", "cases": row["tests"]}]
        else:
            entry_point = row.get("entry_point")
            body = "".join("    " + line + "\n" for test in row["tests"] for line in test.splitlines())
            tests = [
                {"type": "assert", "code": row["tests"]},
                {"type": "assert", "entry_point": entry_point, "code": f"def check({entry_point}):\n{body}"},
            ]
        yield Attack(row["id"], program, tests)


async def score(pool: SandboxPool, program: str, tests: dict[str, Any]) -> Score:
    text = f"```python\n{program}\n```"
    planned = plan(Sample(text, parse(text, Template()), tests=tests), CodeOptions())
    if isinstance(planned, Score):
        return planned
    scored = planned.resume(await pool.run(planned.job.payload, time.monotonic() + DEADLINE_S))
    assert not isinstance(scored, Pending)
    return scored


async def attack(pool: SandboxPool, one: Attack) -> Verdict:
    scores = [await score(pool, one.program, {**LIMITS, **tests}) for tests in one.tests]
    begun = time.monotonic()
    after = await score(pool, *CORRECT)
    return Verdict(one.name, scores, after, time.monotonic() - begun)


def isolated(attacks: list[Attack], isolation: str) -> list[Attack]:
    """Those with assert suites, these under `isolation`."""
    found = []
    for one in attacks:
        tests = [{**tests, "isolation": isolation} for tests in one.tests if tests["type"] == "assert"]
        if tests:
            found.append(one._replace(tests=tests))
    return found


def by_kind(verdicts: list[Verdict]) -> Iterator[str]:
    """Through a file's attacks, those that got through."""
    for kind in dict.fromkeys(one.name.partition("/")[0] for one in verdicts):
        some = [one for one in verdicts if one.name.startswith(f"{kind}/")]
        lost = [one.name.partition("/")[2] for one in some if not one.held]
        yield f"{kind}: {len(lost)} of {len(some)} got through {', '.join(lost)}".rstrip()


async def main(args: argparse.Namespace) -> int:
    print_head("benchmarks.attacks")
    attacks = [one for one in (foreign(args.jsonl) if args.jsonl else catalog()) if args.only in one.name]
    attacks = isolated(attacks, args.isolation) if args.isolation else attacks
    pool = docker_pool(image=args.image, containers=1, runtime=args.runtime)
    await pool.start()
    if pool.missing():
        print(pool.missing()[0])
        return 1
    verdicts = []
    for number, one in enumerate(attacks, 1):
        verdicts.append(await attack(pool, one))
        report(verdicts[-1], verbose=args.verbose)
        if number % 50 == 0:
            print(f"{number} of {len(attacks)} attacks", flush=True)
    await pool.close()
    slowest = max(verdicts, key=lambda verdict: verdict.after_s)
    lost = sum(not verdict.held for verdict in verdicts)
    judged = sum(len(verdict.scores) for verdict in verdicts)
    print(f"{len(attacks)} attacks, {judged} judgments: {lost} got through")
    print("\n".join(by_kind(verdicts)))
    print(f"a correct program right after each: slowest {slowest.after_s:.2f} s, after {slowest.name}")
    return min(lost, 1)


def report(verdict: Verdict, *, verbose: bool) -> None:
    for one in verdict.scores:
        if verbose or one.score != 0 or one.status != "ok":
            print(f"{verdict.name}: score {one.score} ({one.status}): {one.reason[:150]}", flush=True)
    if verdict.after.score != 1:
        print(
            f"{verdict.name}: the correct program after it got {verdict.after.score}: {verdict.after.reason}",
            flush=True,
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="attacks whose name contains this")
    parser.add_argument("--jsonl", type=Path)
    parser.add_argument("--image", default="assay-sandbox-python:latest")
    parser.add_argument(
        "--isolation", choices=["shared", "auto"], help="of the assert suites; without it all suites run as they are"
    )
    parser.add_argument("--runtime")
    parser.add_argument("--verbose", action="store_true")
    sys.exit(asyncio.run(main(parser.parse_args())))
