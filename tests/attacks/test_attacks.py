"""Every program of the catalog goes through one warm container, scores 0 as itself, and harms nobody after it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from benchmarks.attacks import Verdict, attack
from reward_server.execution.sandbox.containers import SandboxPool
from sdk.tools.audit.programs import Attack, catalog
from tests.reward_server.execution.sandbox_pool import sandbox_pool

pytestmark = [pytest.mark.docker, pytest.mark.asyncio(loop_scope="module")]

ATTACKS = list(catalog())


SIDE_BY_SIDE = 4
"""Attacks mostly wait for their limits, so some containers take turns: an attack and what follows it in the same one."""


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def verdicts(request: pytest.FixtureRequest) -> AsyncIterator[dict[str, asyncio.Task[Verdict]]]:
    """Attack -> its verdict, of those that this run asks for; all of them are on their way."""
    pools: asyncio.LifoQueue[SandboxPool] = asyncio.LifoQueue()
    made = [sandbox_pool(containers=1) for _ in range(SIDE_BY_SIDE)]
    await asyncio.gather(*(pool.start() for pool in made))
    assert [pool.missing() for pool in made] == [[]] * SIDE_BY_SIDE
    containers = [runner.name for pool in made for runner in pool._runners]
    for pool in made:
        pools.put_nowait(pool)

    async def one(chosen: Attack) -> Verdict:
        pool = await pools.get()
        try:
            return await attack(pool, chosen)
        finally:
            pools.put_nowait(pool)

    wanted = {name for item in request.session.items for name in _asked_for(item)}
    tasks = {chosen.name: asyncio.create_task(one(chosen)) for chosen in ATTACKS if chosen.name in wanted}
    yield tasks
    await asyncio.gather(*tasks.values())
    assert [runner.name for pool in made for runner in pool._runners] == containers, "the containers lived through it"
    await asyncio.gather(*(pool.close() for pool in made))


def _asked_for(item: pytest.Item) -> list[str]:
    chosen = getattr(getattr(item, "callspec", None), "params", {}).get("one")
    return [chosen.name] if isinstance(chosen, Attack) else []


async def test_the_catalog_is_whole() -> None:
    names = [one.name for one in ATTACKS]
    assert len(set(names)) == len(names) >= 400


@pytest.mark.parametrize("one", ATTACKS, ids=[one.name for one in ATTACKS])
async def test_an_attack_scores_nothing(verdicts: dict[str, asyncio.Task[Verdict]], one: Attack) -> None:
    verdict = await verdicts[one.name]
    assert [(score.score, score.status) for score in verdict.scores] == [(0, "ok")] * len(one.tests), verdict.scores
    assert verdict.after.score == 1, verdict.after
