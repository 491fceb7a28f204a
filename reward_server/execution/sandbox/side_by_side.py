"""Cases of one program side by side: the job cut into parts for runners that are free, and their results put together.

Only cases that share nothing are cut apart: those of `stdio` in Python, each of which has a process of its own; other
languages' share what was compiled. (Cases of `call`
share a process, and with it what the program remembers: a verdict would depend on how busy the machine is.) The total
limits count as if the cases had run one after the other, so the results are the same too.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from reward_server.execution.sandbox.judging import NOT_RUN
from reward_server.jobs import Done, Outcome
from reward_server.rewards.programs.tests import CaseResult, ProgramJob

LEAST_A_PART = 2
"""Cases: a session costs about a tenth of one."""

R = TypeVar("R")


def parts_at_most(job: ProgramJob) -> int:
    return max(1, len(job["cases"]) // LEAST_A_PART) if job["type"] == "stdio" and job["language"] == "python" else 1


def cut(job: ProgramJob, count: int) -> list[ProgramJob]:
    """`count` jobs of consecutive cases, in order; the output limit is that of the whole."""
    if count == 1:
        return [job]
    cases = job["cases"]
    ends = [len(cases) * number // count for number in range(count + 1)]
    return [{**job, "cases": cases[start:end]} for start, end in itertools.pairwise(ends)]


async def run(
    parts: Sequence[ProgramJob], runners: Sequence[R], judge: Callable[[R, ProgramJob], Awaitable[Outcome]]
) -> Outcome:
    """Each part on its runner. Once one has failed, those after it are cancelled where the first failure is enough.
    Raises what `judge` raises, after all have ended."""
    tasks = [asyncio.ensure_future(judge(runner, part)) for runner, part in zip(runners, parts, strict=True)]
    try:
        outcomes: list[Outcome] = []
        for task in tasks:
            outcomes.append(await task)
            if not isinstance(outcomes[-1], Done) or _is_enough(parts[0], outcomes[-1]):
                break
        return _together(parts, outcomes)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _is_enough(job: ProgramJob, outcome: Done) -> bool:
    return job["stop"] and any(result["status"] != "passed" for result in outcome.result["results"])


def _together(parts: Sequence[ProgramJob], outcomes: list[Outcome]) -> Outcome:
    done = [one for one in outcomes if isinstance(one, Done)]
    if len(done) < len(outcomes):
        return outcomes[-1]
    results = within_total(parts[0], [result for one in done for result in one.result["results"]])
    if parts[0]["stop"]:
        results = up_to_first_failure(results)
    missing = sum(len(part["cases"]) for part in parts) - len(results)
    seconds = max(one.seconds for one in done)
    return Done({"results": results + [NOT_RUN] * missing}, seconds, done[0].queued_s)


def within_total(job: ProgramJob, results: list[CaseResult]) -> list[CaseResult]:
    """As if each had run after the one before it: beyond the total limits there is no case."""
    cpu_left, wall_left = job["total_time_limit_s"], job["total_wall_limit_s"]
    kept: list[CaseResult] = []
    for result in results:
        if result["seconds"] > cpu_left or result.get("wall_s", 0.0) > wall_left or cpu_left <= 0 or wall_left <= 0:
            result = {**result, "status": "time_limit", "detail": "total time limit"}
        cpu_left -= result["seconds"]
        wall_left -= result.get("wall_s", 0.0)
        kept.append(result)
    return kept


def up_to_first_failure(results: list[CaseResult]) -> list[CaseResult]:
    failed = next((index for index, result in enumerate(results) if result["status"] != "passed"), len(results))
    return results[: failed + 1]
