"""Jobs over the unix socket: what was asked comes back, and whoever goes away takes nobody with them."""

from __future__ import annotations

import asyncio
import stat
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reward_server.execution import frames
from reward_server.execution.fair_queue import FairQueue
from reward_server.execution.manager import Manager
from reward_server.execution.manager_client import ManagerClient
from reward_server.jobs import Done, Failure, JsonObject, Outcome, Unavailable


class Echo:
    """Gives the payload back; sleeps, raises or counts cancellations as the payload says."""

    def __init__(self) -> None:
        self.cancelled = 0
        self.lacks: list[str] = []

    async def start(self) -> None: ...

    async def close(self) -> None: ...

    async def run(self, payload: JsonObject, deadline: float) -> Outcome:
        try:
            await asyncio.sleep(payload.get("sleep_s", 0))
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if "raise" in payload:
            raise RuntimeError(payload["raise"])
        return Done({"payload": payload, "deadline": deadline}, 0.5, 0.25)

    def missing(self) -> list[str]:
        return self.lacks

    def places(self) -> dict[str, int]:
        return {}

    def restarts(self) -> dict[str, int]:
        return {}

    def stuck(self) -> bool:
        return "nobody built it" in str(self.lacks)

    def identity(self) -> dict[str, str]:
        return {"echo": "1"}


@asynccontextmanager
async def managed(path: Path, echo: Echo) -> AsyncIterator[Manager]:
    manager = Manager({"echo": FairQueue(echo, 500), "off": FairQueue(Unavailable("switched off"), 1)}, path)
    await manager.start()
    try:
        yield manager
    finally:
        await manager.close()


@asynccontextmanager
async def connected(path: Path) -> AsyncIterator[ManagerClient]:
    client = ManagerClient(path)
    await client.start()
    try:
        yield client
    finally:
        await client.close()


async def until(true: object, what: str) -> None:
    assert callable(true)
    for _ in range(500):
        if true():
            return
        await asyncio.sleep(0.01)
    pytest.fail(what)


def soon() -> float:
    return time.monotonic() + 30


async def test_any_text_goes_there_and_back(tmp_path: Path) -> None:
    payload = {"text": "a\0b\ud800 文\n", "n": 2**70, "x": [None, True, 1.5]}
    async with managed(tmp_path / "s", Echo()), connected(tmp_path / "s") as client:
        deadline = soon()
        outcome = await client.run("echo", payload, deadline, "b")
    assert isinstance(outcome, Done)
    assert outcome.result == {"payload": payload, "deadline": deadline}
    assert outcome.seconds == 0.5
    assert outcome.queued_s >= 0.25


async def test_many_jobs_share_a_connection_and_none_waits_for_another(tmp_path: Path) -> None:
    async with managed(tmp_path / "s", Echo()), connected(tmp_path / "s") as client:
        slow = asyncio.create_task(client.run("echo", {"sleep_s": 20}, soon(), "b"))
        quick = await asyncio.gather(*(client.run("echo", {"n": n}, soon(), "b") for n in range(200)))
        assert not slow.done()
        slow.cancel()
    assert [one.result["payload"]["n"] for one in quick if isinstance(one, Done)] == list(range(200))


async def test_a_cancelled_job_is_cancelled_at_the_other_end(tmp_path: Path) -> None:
    echo = Echo()
    async with managed(tmp_path / "s", echo), connected(tmp_path / "s") as client:
        await until(lambda: not client.missing(), "never ready")
        job = asyncio.create_task(client.run("echo", {"sleep_s": 20}, soon(), "b"))
        await asyncio.sleep(0.05)
        job.cancel()
        await until(lambda: echo.cancelled == 1, "the executor went on")


async def test_a_client_that_goes_away_cancels_its_jobs(tmp_path: Path) -> None:
    echo = Echo()
    async with managed(tmp_path / "s", echo):
        async with connected(tmp_path / "s") as client:
            await until(lambda: not client.missing(), "never ready")
            job = asyncio.create_task(client.run("echo", {"sleep_s": 20}, time.monotonic() + 0.3, "b"))
            await asyncio.sleep(0.05)
        await until(lambda: echo.cancelled == 1, "the executor went on")
        assert isinstance(await job, Failure)


@pytest.mark.parametrize(
    ("executor", "payload", "said"),
    [("nobody", {}, "nobody"), ("echo", {"raise": "oops"}, "RuntimeError"), ("off", {}, "switched off")],
)
async def test_every_fault_is_a_failure_that_says_which(
    tmp_path: Path, executor: str, payload: JsonObject, said: str
) -> None:
    async with managed(tmp_path / "s", Echo()), connected(tmp_path / "s") as client:
        outcome = await client.run(executor, payload, soon(), "b")
    assert isinstance(outcome, Failure)
    assert outcome.kind == "error"
    assert said in outcome.message


async def test_without_a_manager_a_job_ends_as_timeout_at_its_deadline(tmp_path: Path) -> None:
    async with connected(tmp_path / "nothing") as client:
        assert client.missing()
        started = time.monotonic()
        outcome = await client.run("echo", {}, time.monotonic() + 0.2, "b")
        assert time.monotonic() - started < 5
    assert isinstance(outcome, Failure)
    assert outcome.kind == "timeout"


async def test_a_job_whose_manager_dies_is_asked_again_of_the_next_one(tmp_path: Path) -> None:
    async with connected(tmp_path / "s") as client:
        async with managed(tmp_path / "s", Echo()) as first:
            await until(lambda: not client.missing(), "never ready")
            job = asyncio.create_task(client.run("echo", {"sleep_s": 0.2}, soon(), "b"))
            await asyncio.sleep(0.05)
            await first.close()
            client._disconnect()  # what the client sees of a manager that was killed
        async with managed(tmp_path / "s", Echo()):
            assert isinstance(await job, Done)


async def test_what_is_missing_and_what_decides_is_told_to_the_client(tmp_path: Path) -> None:
    echo = Echo()
    echo.lacks = ["the image is not there: build it"]
    async with managed(tmp_path / "s", echo), connected(tmp_path / "s") as client:
        await until(lambda: client.missing() == {"echo": echo.lacks}, "the client was not told")
        assert client.identity()["echo"] == {"echo": "1"}
        assert not client.stuck()
        echo.lacks = ["nobody built it"]
        await until(client.stuck, "the client was not told that waiting is no use")
        echo.lacks = []
        await until(lambda: client.missing() == {}, "readiness was not told")


async def test_only_the_owner_may_open_the_socket_and_a_stale_one_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "s").touch()
    async with managed(tmp_path / "s", Echo()):
        assert stat.S_IMODE((tmp_path / "s").stat().st_mode) == 0o600
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize("garbage", [b"\xff" * 64, b"\0\0\0\x02[]", b"\0\0\0\x02{}", b"\0\0\0\x04nope", b"\0"])
async def test_garbage_on_one_connection_leaves_the_others_alone(tmp_path: Path, garbage: bytes) -> None:
    async with managed(tmp_path / "s", Echo()), connected(tmp_path / "s") as client:
        _, writer = await asyncio.open_unix_connection(tmp_path / "s")
        writer.write(garbage)
        await writer.drain()
        writer.close()
        assert isinstance(await client.run("echo", {}, soon(), "b"), Done)


@pytest.mark.parametrize("outcome", [Done({"a": 1}, 0.5, 0.1), Failure("timeout", "late", 0.0, 3.0)])
def test_outcomes_survive_the_wire(outcome: Outcome) -> None:
    written: Mapping[str, object] = frames.dump_outcome(outcome)
    assert frames.load_outcome(dict(written)) == outcome
