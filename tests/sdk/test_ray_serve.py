"""The service as a Ray Serve application on a local Ray cluster of three nodes, each of several processes.

scripts/check ray
"""

from __future__ import annotations

import os
import pickle
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.processes import command, descendants, gone
from tests.end_to_end.running import free_port, start_server, stop

pytestmark = [pytest.mark.slow, pytest.mark.docker]

ROOT = Path(__file__).parents[2]
REPLICAS = 2
SETTINGS = {"sandbox": "docker", "sandbox_containers": 1, "math_workers": 1, "memo_entries": 0}
REWARDS = {"accuracy": 1.0, "format": 0.1}
READY_S = 120.0


def item(number: int) -> dict[str, Any]:
    """Of five items one is a program, one is wrong, one needs a math worker."""
    kind = number % 5
    answer, truth = {
        1: (rf"\boxed{{{number + 1}}}", f"{number}"),
        2: (rf"\boxed{{\frac{{n(n+1)}}{{2}} + {number}}}", rf"\sum_{{k=1}}^{{n}} k + {number}"),
    }.get(kind, (rf"\boxed{{{number}.0}}", f"{number}"))
    if kind:
        return {"completion": f"<think>{number}</think><answer>{answer}</answer>", "ground_truth": truth}
    source = f"print(int(input()) + {number})"
    return {
        "completion": f"<think>{number}</think>\n<answer>```python\n{source}\n```</answer>",
        "tests": {"type": "stdio", "cases": [{"input": "1", "output": f"{1 + number}"}]},
    }


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    pytest.importorskip("ray", reason="scripts/check ray installs it apart")
    import ray
    from ray.cluster_utils import Cluster

    cluster = Cluster()
    try:
        cluster.add_node(num_cpus=2, include_dashboard=False)
        for _ in range(REPLICAS):
            cluster.add_node(num_cpus=1, resources={"sandbox": 1})
        env = {"env_vars": {"PYTHONPATH": str(ROOT)}}
        ray.init(address=cluster.address, log_to_driver=False, runtime_env=env)
        yield cluster
    finally:
        ray.shutdown()
        cluster.shutdown()


@pytest.fixture(scope="module")
def proxy(cluster: Any) -> Iterator[str]:
    """The URL of Serve's proxy, the replicas being ready."""
    from ray import serve

    from reward_server.ray_app import Arguments, application
    from sdk import RewardClient

    port = free_port()
    serve.start(http_options={"host": "127.0.0.1", "port": port})
    arguments = Arguments(replicas=REPLICAS, cpus=1, resources={"sandbox": 1}, settings=SETTINGS)
    serve.run(application(arguments), name="assay", route_prefix="/")
    with RewardClient.ray() as client:
        client.wait_until_ready(READY_S)
    yield f"http://127.0.0.1:{port}"
    serve.shutdown()


@pytest.fixture(scope="module")
def expected() -> list[float | None]:
    """What a service by itself says of the items."""
    from sdk import RewardClient

    running = start_server(**{name: str(value) for name, value in SETTINGS.items()})
    try:
        with RewardClient(running.url) as client:
            return client.score(map(item, range(100)), rewards=REWARDS).rewards
    finally:
        stop(running)


def replicas() -> dict[int, str]:
    """pid -> command line of the replicas' processes."""
    found = {int(entry.name): command(int(entry.name)) for entry in Path("/proc").iterdir() if entry.name.isdigit()}
    return {pid: line for pid, line in found.items() if line.startswith("ray::ServeReplica:assay:scoring")}


def blocking(client: Any) -> list[float | None]:
    result = client.score(map(item, range(100)), rewards=REWARDS)
    streamed = {one.index: one.reward for one in client.score_stream(map(item, range(100)), rewards=REWARDS)}
    assert [streamed[index] for index in range(100)] == result.rewards
    return list(result.rewards)


def test_scores_through_the_proxy_are_the_single_services(proxy: str, expected: list[float | None]) -> None:
    from sdk import RewardClient

    assert None not in expected
    with RewardClient(proxy) as client:
        assert blocking(client) == expected


def test_scores_by_a_handle_are_the_single_services(proxy: str, expected: list[float | None]) -> None:
    from sdk import RewardClient

    with RewardClient.ray("assay") as client:
        assert blocking(client) == expected


def test_a_client_travels_to_a_task_and_works_in_an_actor(proxy: str, expected: list[float | None]) -> None:
    import ray

    from sdk import AsyncRewardClient, RewardClient

    class Trainer:
        async def score(self) -> list[float | None]:
            async with AsyncRewardClient.ray() as client:
                return (await client.score(map(item, range(100)), rewards=REWARDS)).rewards

    client = RewardClient.ray()
    assert pickle.loads(pickle.dumps(client)) is not None
    trainer = ray.remote(num_cpus=0)(Trainer).remote()
    in_task = ray.remote(num_cpus=0)(lambda given: given.score(map(item, range(100)), rewards=REWARDS).rewards)
    assert ray.get([in_task.remote(client), trainer.score.remote()], timeout=120) == [expected] * 2


def test_replicas_stand_where_their_resource_is(proxy: str, cluster: Any) -> None:
    """Each replica and its service's processes are below another node's raylet."""
    nodes = [node.all_processes["raylet"][0].process.pid for node in cluster.worker_nodes]
    found = [[pid for pid in descendants(node) if pid in replicas()] for node in nodes]
    assert sorted(map(len, found)) == [1] * REPLICAS


def test_an_application_that_is_not_there_is_told(proxy: str) -> None:
    from sdk import ConfigurationError, RewardClient

    with pytest.raises(ConfigurationError, match="no application 'asay'"):
        RewardClient.ray("asay")


@pytest.mark.parametrize("way", ["proxy", "handle"])
def test_a_replica_killed_in_mid_batch_loses_nothing(way: str, proxy: str) -> None:
    """SIGKILL: its requests are made again on the other replica, and its own processes end with it."""
    from sdk import RewardClient

    deadline = time.monotonic() + READY_S
    while len(replicas()) < REPLICAS and time.monotonic() < deadline:
        time.sleep(0.5)
    victim = next(iter(replicas()))
    family = [victim, *descendants(victim)]
    numbers = [number for number in range(6000) if number % 5]
    client = RewardClient.ray() if way == "handle" else RewardClient(proxy)
    with client:
        killer = threading.Timer(0.5, os.kill, (victim, 9))
        began = time.monotonic()
        killer.start()
        result = client.score(map(item, numbers), rewards={"accuracy": 1.0}, timeout_s=120)
        took_s = time.monotonic() - began
    killer.join()
    assert took_s > 0.5, "the replica was killed after the batch"
    assert result.rewards == [float(number % 5 != 1) for number in numbers]
    assert gone(family, 30), "a process of the replica was left"
