"""Cases cut into parts for several runners: the results are those of one runner."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from reward_server.execution.sandbox import side_by_side
from reward_server.execution.sandbox.judging import NOT_RUN
from reward_server.jobs import Done, Failure, Outcome
from reward_server.rewards.programs import tests
from reward_server.rewards.programs.tests import CaseResult, ProgramJob


def job(count: int, *, stop: bool = True, **more: Any) -> ProgramJob:
    cases = [{"input": str(number), "output": ""} for number in range(count)]
    return tests.parse({"type": "stdio", "cases": cases, **more}, None, stop=stop)


def result(status: str = "passed", seconds: float = 0.1, wall_s: float = 0.1) -> CaseResult:
    return {"status": status, "seconds": seconds, "stderr": "", "detail": "", "wall_s": wall_s}


async def judged(parts: list[ProgramJob], statuses: list[str]) -> list[str]:
    """What becomes of cases whose statuses are given, each runner cutting at its first failure as a sandbox does."""

    async def judge(runner: int, part: ProgramJob) -> Outcome:
        results = [result(statuses[int(case["input"])]) for case in part["cases"]]
        kept = side_by_side.up_to_first_failure(results) if part["stop"] else results
        rest = [NOT_RUN] * (len(results) - len(kept))
        return Done({"results": kept + rest})

    outcome = await side_by_side.run(parts, range(len(parts)), judge)
    assert isinstance(outcome, Done)
    return [one["status"] for one in outcome.result["results"]]


def test_only_cases_that_share_nothing_are_cut_apart() -> None:
    calls = tests.parse({"type": "call", "entry_point": "f", "cases": [{"output": 1}] * 9}, None, stop=True)
    assert side_by_side.parts_at_most(calls) == 1
    assert [side_by_side.parts_at_most(job(count)) for count in (1, 3, 4, 9)] == [1, 1, 2, 4]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_parts_are_the_whole_in_order(count: int) -> None:
    whole = job(9)
    parts = side_by_side.cut(whole, count)
    assert len(parts) == count
    assert [case for part in parts for case in part["cases"]] == whole["cases"]
    assert all(part["cases"] for part in parts)


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("failing", [[], [0], [3], [5], [2, 5], [5, 1]])
async def test_the_first_failure_ends_it_wherever_it_runs(count: int, failing: list[int]) -> None:
    statuses = ["wrong_answer" if number in failing else "passed" for number in range(6)]
    end = min(failing, default=6)
    wanted = statuses[: end + 1] + ["not_run"] * (5 - end)
    assert await judged(side_by_side.cut(job(6), count), statuses) == wanted
    assert await judged(side_by_side.cut(job(6, stop=False), count), statuses) == statuses


def test_the_total_limits_count_as_in_a_row() -> None:
    made = job(4, total_time_limit_s=1)
    by_cpu = side_by_side.within_total(made, [result(seconds=0.4)] * 4)
    assert [one["status"] for one in by_cpu] == ["passed", "passed", "time_limit", "time_limit"]
    by_wall = side_by_side.within_total(made, [result(wall_s=1.4)] * 4)
    assert [one["status"] for one in by_wall] == ["passed", "passed", "time_limit", "time_limit"]


async def test_a_failure_of_ours_is_no_number_and_the_rest_is_cancelled() -> None:
    cancelled = asyncio.Event()

    async def judge(runner: int, part: ProgramJob) -> Outcome:
        if runner == 0:
            return Failure("timeout", "the deadline passed")
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            cancelled.set()
            raise
        raise AssertionError

    outcome = await side_by_side.run(side_by_side.cut(job(4), 2), [0, 1], judge)
    assert isinstance(outcome, Failure)
    assert cancelled.is_set()
