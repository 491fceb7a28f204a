"""A slice of the generated tests of `benchmarks.differential`, another one in each run."""

from __future__ import annotations

import secrets

import pytest

from benchmarks.differential import compared
from tests.reward_server.execution.sandbox_pool import sandbox_pool

pytestmark = [pytest.mark.docker, pytest.mark.asyncio]


@pytest.mark.parametrize("isolation", ["separate", "auto"])
async def test_generated_tests_are_judged_as_plain_python_judges_them(isolation: str) -> None:
    """Or refused for what they need; the seed is printed where they are not."""
    seed = secrets.randbelow(2**32)
    pool = sandbox_pool()
    await pool.start()
    try:
        found = await compared(pool, 40, seed, isolation, in_flight=4)
    finally:
        await pool.close()
    assert found["wrong"] == [], f"python -m benchmarks.differential --count 40 --seed {seed} --isolation {isolation}"
