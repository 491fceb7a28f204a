"""A pool heals: what is killed, stopped, paused or removed is replaced, and nothing is left behind."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import docker
import pytest

from reward_server.execution.sandbox import runner_client
from reward_server.execution.sandbox.backends import docker as docker_backend
from reward_server.execution.sandbox.backends.docker import LABEL, DockerBackend
from reward_server.execution.sandbox.containers import BACKEND_STARTS_WITHIN_S, SandboxPool
from reward_server.execution.sandbox.pools import docker_pool
from tests.reward_server.execution.sandbox_pool import IMAGE, calls, scored, stdio

pytestmark = [pytest.mark.docker, pytest.mark.asyncio]

SQUARE = "def f(x):\n    return x * x"
RIGHT = calls("f", ([3], 9))


def ours(folder: str) -> list[Any]:
    found = docker.from_env().containers.list(all=True, filters={"label": f"{LABEL}={folder}"}, ignore_removed=True)
    return list(found)


@contextlib.asynccontextmanager
async def running(**options: Any) -> AsyncIterator[SandboxPool]:
    pool = docker_pool(**{"image": IMAGE, "containers": 1, "memory_limit_mb": 512, **options})
    await pool.start()
    try:
        yield pool
    finally:
        await pool.close()


async def until(condition: Callable[[], bool], within_s: float = 60) -> None:
    end = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < end, "did not happen in time"
        await asyncio.sleep(0.1)


def container_of(pool: SandboxPool) -> Any:
    (runner,) = pool._runners
    return docker.from_env().containers.get(runner.name)


@pytest.mark.parametrize("harm", ["kill", "stop", "remove"])
async def test_a_container_that_is_gone_is_replaced(harm: str) -> None:
    async with running() as pool:
        container = container_of(pool)
        harm_it = {
            "kill": container.kill,
            "stop": lambda: container.stop(timeout=1),
            "remove": lambda: container.remove(force=True),
        }
        await asyncio.to_thread(harm_it[harm])
        found = await scored(pool, SQUARE, RIGHT)
        assert found.score == 1, found
        assert container_of(pool).id != container.id


async def test_a_paused_container_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner_client, "ANSWER_WITHIN_S", 1.0)
    async with running() as pool:
        paused = container_of(pool)
        await asyncio.to_thread(paused.pause)
        await until(lambda: bool(pool._runners) and container_of(pool).id != paused.id)
        assert (await scored(pool, SQUARE, RIGHT)).score == 1


async def test_a_container_killed_in_the_middle_is_judged_again() -> None:
    async with running(containers=2) as pool:
        slow = "import time\ntime.sleep(2)\nprint(1)"
        judging = asyncio.create_task(scored(pool, slow, stdio(("", "1"))))
        await asyncio.sleep(0.5)
        busy = [place.runner for place in pool._places if place.lent and place.runner]
        (runner,) = busy
        await asyncio.to_thread(docker.from_env().containers.get(runner.name).kill)
        assert (await judging).score == 1


async def test_cancelling_kills_what_runs() -> None:
    async with running() as pool:
        judging = asyncio.create_task(scored(pool, "while True: pass", stdio(("", "1"), time_limit_s=50)))
        await asyncio.sleep(0.5)
        container = container_of(pool)
        judging.cancel()
        with pytest.raises(asyncio.CancelledError):
            await judging
        assert (await scored(pool, SQUARE, RIGHT)).score == 1
        assert container_of(pool).id == container.id
        for _ in range(300):  # the last program is killed after its result was told
            if len(container.top()["Processes"]) == 4:  # init, supervisor, two zygotes
                break
            await asyncio.sleep(0.1)
        else:
            pytest.fail("a process of a program that was cancelled is left")


async def test_waiting_is_told_apart_from_work() -> None:
    async with running() as pool:
        sleeper = "import time\ntime.sleep(0.5)\nprint(1)"
        first = asyncio.create_task(scored(pool, sleeper, stdio(("", "1"))))
        await asyncio.sleep(0.1)
        late = await scored(pool, SQUARE, RIGHT, within_s=0.1)
        assert (late.score, late.status) == (None, "timeout")
        assert (await first).score == 1


async def test_close_removes_all() -> None:
    async with running(containers=2) as pool:
        folder = str(pool._socket_dir)
        assert len(ours(folder)) == 2
    assert ours(folder) == []
    assert not await asyncio.to_thread(Path(folder).exists)


async def test_what_a_killed_service_left_is_removed() -> None:
    folder = Path(tempfile.mkdtemp())  # pytest's are too deep for the name of a socket
    gone = str(folder)
    left = docker_pool(image=IMAGE, containers=1, socket_dir=folder)
    await left.start()
    assert len(ours(gone)) == 1
    for task in left._tasks:
        task.cancel()
    shutil.rmtree(folder)
    async with running():
        await until(lambda: ours(gone) == [])


async def test_a_missing_image_is_told_in_one_line() -> None:
    async with running(image="assay-no-such-image:latest") as pool:
        (line,) = pool.missing()
        assert "scripts/build_sandbox_image" in line
        assert pool.stuck()
        found = await scored(pool, SQUARE, RIGHT)
        assert (found.score, found.status) == (None, "error")
        assert found.reason == line


async def test_no_engine_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")
    async with running() as pool:
        (line,) = pool.missing()
        assert "no Docker engine answers" in line
        assert not pool.stuck(), "it may be starting"
        pool._begun -= BACKEND_STARTS_WITHIN_S
        assert pool.stuck()


async def test_an_unknown_runtime_is_told() -> None:
    async with running(runtime="no-such-runtime") as pool:
        (line,) = pool.missing()
        assert "no-such-runtime" in line
        assert "daemon.json" in line


async def test_runtime_and_apparmor_reach_the_engine() -> None:
    async with running(runtime="runc", apparmor="unconfined") as pool:
        seen = container_of(pool).attrs["HostConfig"]
        assert seen["Runtime"] == "runc"
        assert "apparmor=unconfined" in seen["SecurityOpt"]
        assert (await scored(pool, SQUARE, RIGHT)).score == 1


async def test_an_engine_that_ignores_the_runtime_runs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Podman does: whoever asks for gVisor would get less without a word."""
    create = DockerBackend._create

    def ignoring(self: DockerBackend, client: docker.DockerClient, name: str) -> Any:
        container = create(self, client, name)
        container.attrs["HostConfig"]["Runtime"] = "oci"
        return container

    monkeypatch.setattr(DockerBackend, "_create", ignoring)
    async with running(runtime="runc") as pool:
        (line,) = pool.missing()
        assert "does not take the runtime runc" in line
        await until(lambda: ours(str(pool._socket_dir)) == [])  # another try may be about to end in the same way


async def test_a_runtime_that_cannot_isolate_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docker_backend, "CAPABILITIES", ["SETUID", "SETGID", "KILL"])
    async with running(runtime="runc") as pool:
        (line,) = pool.missing()
        assert "the runtime runc" in line


async def test_a_host_that_refuses_mounts_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without SYS_ADMIN the runner meets what AppArmor's default profile does to it: mounts and namespaces refused."""
    monkeypatch.setattr(docker_backend, "CAPABILITIES", ["SETUID", "SETGID", "KILL"])
    async with running() as pool:
        (line,) = pool.missing()
        assert "sandbox_apparmor" in line


async def test_the_hardening_is_in_force() -> None:
    async with running() as pool:
        seen = container_of(pool).attrs["HostConfig"]
        assert seen["NetworkMode"] == "none"
        assert seen["ReadonlyRootfs"]
        assert seen["CapDrop"] == ["ALL"]
        assert sorted(one.removeprefix("CAP_") for one in seen["CapAdd"]) == ["KILL", "SETGID", "SETUID", "SYS_ADMIN"]
        assert "no-new-privileges" in seen["SecurityOpt"]
        assert seen["LogConfig"]["Type"] == "none"
        assert seen["Memory"] == seen["MemorySwap"] == 512 * 1024 * 1024
        assert seen["PidsLimit"] > 0
        assert seen["NanoCpus"] > 0
        assert seen["Init"]
        assert not seen["Privileged"]
        assert not any("docker.sock" in bind for bind in seen["Binds"])


async def test_cases_run_side_by_side_where_sandboxes_are_free() -> None:
    sleeper, tests = "import time\ntime.sleep(0.5)\nprint(1)", stdio(*[("", "1")] * 4)
    took = []
    for containers in (1, 2):
        async with running(containers=containers) as pool:
            begun = time.monotonic()
            assert (await scored(pool, sleeper, tests)).score == 1
            took.append(time.monotonic() - begun)
            await until(lambda: pool._idle.qsize() == len(pool._runners))
    assert took[1] < 0.8 * took[0]
