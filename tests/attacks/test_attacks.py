"""Every program of the catalog goes through one warm container, scores 0 as itself, and harms nobody after it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from benchmarks.attacks import Attack, attack, catalog
from reward_server.execution.containers import SandboxPool
from tests.reward_server.execution.sandbox_pool import IMAGE

pytestmark = [pytest.mark.docker, pytest.mark.asyncio(loop_scope="module")]

ATTACKS = list(catalog())


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def pool() -> AsyncIterator[SandboxPool]:
    made = SandboxPool(image=IMAGE, containers=1)
    await made.start()
    assert made.missing() == []
    yield made
    await made.close()


async def test_the_catalog_is_whole() -> None:
    names = [one.name for one in ATTACKS]
    assert len(set(names)) == len(names) >= 300


@pytest.mark.parametrize("one", ATTACKS, ids=[one.name for one in ATTACKS])
async def test_an_attack_scores_nothing(pool: SandboxPool, one: Attack) -> None:
    containers = {runner.name for runner in pool._runners}
    verdict = await attack(pool, one)
    assert [(score.score, score.status) for score in verdict.scores] == [(0, "ok")] * len(one.tests), verdict.scores
    assert verdict.after.score == 1, verdict.after
    assert {runner.name for runner in pool._runners} == containers, "the container lived through it"
