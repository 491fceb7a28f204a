"""The client in real Ray: in a task, in a sync and in an async actor, where the event loop is Ray's own (uvloop).

scripts/check ray_client
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.running import start_server, stop

pytestmark = pytest.mark.slow

ITEMS = [
    {"completion": "<think>a</think><answer>\\boxed{\\frac12}</answer>", "ground_truth": "0.5"},
    {"completion": "<think>a</think><answer>\\boxed{3}</answer>", "ground_truth": "0.5"},
]
REWARDS = {"accuracy": 1}
EXPECTED = [1.0, 0.0]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    running = start_server(sandbox="off")
    yield running.url
    stop(running)


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    ray = pytest.importorskip("ray", reason="scripts/check ray_client installs it apart")
    root = str(Path(__file__).parents[2])
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, runtime_env={"env_vars": {"PYTHONPATH": root}})
    yield ray
    ray.shutdown()


def blocking(url: str) -> list[float | None]:
    from sdk import RewardClient

    with RewardClient(url, on_error="none") as client:
        streamed = {one.index: one.reward for one in client.score_stream(ITEMS, rewards=REWARDS)}
        assert [streamed[index] for index in range(len(ITEMS))] == EXPECTED
        return client.score(ITEMS * 100, rewards=REWARDS).rewards


async def awaited(url: str) -> tuple[str, list[float | None]]:
    """The event loop's module, and rewards that must be right: null would tell of a failure that was swallowed."""
    import asyncio

    from sdk import AsyncRewardClient

    async with AsyncRewardClient(url, on_error="none") as client:
        await client.wait_until_ready(10)
        results = await asyncio.gather(*(client.score([item], rewards=REWARDS) for item in ITEMS * 100))
        assert not any(result.errors for result in results)
        return type(asyncio.get_running_loop()).__module__, [result.rewards[0] for result in results]


def test_in_a_task(ray: Any, url: str) -> None:
    assert ray.get(ray.remote(blocking).remote(url), timeout=120) == EXPECTED * 100


def test_in_a_sync_actor(ray: Any, url: str) -> None:
    class Worker:
        def score(self, url: str) -> list[float | None]:
            return blocking(url)

    worker = ray.remote(Worker).remote()
    assert ray.get([worker.score.remote(url) for _ in range(3)], timeout=120) == [EXPECTED * 100] * 3


def test_in_an_async_actor(ray: Any, url: str) -> None:
    class Worker:
        async def score(self, url: str) -> tuple[str, list[float | None]]:
            return await awaited(url)

        async def block(self, url: str) -> list[float | None]:
            return blocking(url)  # many a reward function is written so

    worker = ray.remote(Worker).remote()
    answers = ray.get([worker.score.remote(url) for _ in range(5)], timeout=120)
    assert {module.partition(".")[0] for module, _ in answers} == {"uvloop"}, "Ray takes it where it is installed"
    assert all(rewards == EXPECTED * 100 for _, rewards in answers)
    assert ray.get(worker.block.remote(url), timeout=120) == EXPECTED * 100


def test_a_client_travels_to_a_task(ray: Any, url: str) -> None:
    from sdk import RewardClient

    client = RewardClient(url, rewards=REWARDS, pin_version=True)
    assert client.score(ITEMS).rewards == EXPECTED

    def score(client: Any) -> Any:
        return client.score(ITEMS).rewards

    assert ray.get(ray.remote(score).remote(client), timeout=120) == EXPECTED
