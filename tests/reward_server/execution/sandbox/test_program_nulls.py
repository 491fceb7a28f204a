"""A program earns no null, and every null is classed by its cause."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from benchmarks.program_nulls import search
from reward_server.jobs import Failure
from reward_server.rewards.reward import failed
from tests.reward_server.execution.sandbox_pool import asserts, calls, sandbox_pool, scored, stdio


@pytest.mark.docker
@pytest.mark.asyncio
async def test_random_programs_earn_no_null() -> None:
    seed = secrets.randbelow(2**32)
    pool = sandbox_pool(containers=1, memory_limit_mb=512)
    await pool.start()
    try:
        _, wrong = await search(pool, 20, seed, 2)
        assert wrong == [], f"python -m benchmarks.program_nulls --count 20 --seed {seed}"
        assert len(pool._runners) == 1
    finally:
        await pool.close()


@pytest.mark.docker
@pytest.mark.asyncio
@pytest.mark.parametrize(
    "tests",
    [
        asserts("assert f(2) == = 4"),
        asserts("assert 1 == 2", "assert f(2) == 4"),
        calls("f", ([2], 4), prelude="import nothing_of_that_name"),
        stdio(("", "1"), checker={"language": "python", "code": "import sys\nsys.exit(3)"}),
        calls("f", ([2], 4), memory_limit_mb=4096),
    ],
)
async def test_tests_that_cannot_judge_are_the_callers_inputs(tests: dict[str, Any]) -> None:
    pool = sandbox_pool(containers=1, memory_limit_mb=512)
    await pool.start()
    try:
        assert (await scored(pool, "def f(x): return x * x", tests)).rule == "inputs"
    finally:
        await pool.close()


def test_a_failure_is_the_queues_the_inputs_or_our_own() -> None:
    assert failed(Failure("timeout", "no place")).rule == "queue"
    assert failed(Failure("error", "the tests do not compile", inputs=True)).rule == "inputs"
    assert failed(Failure("error", "the sandbox broke twice")).rule == "fault"
