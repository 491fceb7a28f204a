"""Workers that are really forked, really limited and really killed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest

from reward_server.execution.math_workers.fork_server import _work
from reward_server.execution.math_workers.pool import MathWorkers
from reward_server.jobs import Done, Failure, Outcome

T = TypeVar("T")
EASY = (r"\int_0^1 x^2 dx", r"\frac{1}{3}")
HEAVY = (r"\int \frac{\sin(x^7+3x)\ln(x^3+1)}{x^5+x+1} dx", r"\int \frac{\cos(x^5+2x)\ln(x^2+1)}{x^4+x+7} dx")


def payload(truth: str, answer: str) -> dict[str, Any]:
    rules = {"relative_tolerance": None, "digits": None, "unevaluated": True}
    return {"truths": [truth], "answers": [answer], "rules": rules, "prompt": ""}


@asynccontextmanager
async def workers(**options: Any) -> AsyncIterator[MathWorkers]:
    settings: dict[str, Any] = {"count": 1, "cpu_budget_s": 5.0, "memory_limit_mb": 512} | options
    pool = MathWorkers(**settings)
    await pool.start()
    try:
        await until(lambda: not pool.missing())
        yield pool
    finally:
        await pool.close()


async def until(condition: Callable[[], bool], limit_s: float = 30) -> None:
    end = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < end, "never came true"
        await asyncio.sleep(0.02)


async def ask(pool: MathWorkers, pair: tuple[str, str], limit_s: float = 30) -> Outcome:
    return await pool.run(payload(*pair), time.monotonic() + limit_s)


def run(test: Callable[[], Awaitable[T]]) -> T:
    return asyncio.run(test())  # type: ignore[arg-type]


def processes(pool: MathWorkers) -> list[int]:
    assert pool._server is not None
    return [pool._server.process.pid, *(worker.pid for worker in pool._alive)]


def gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


def test_a_pair_is_judged_and_its_times_are_told_apart() -> None:
    async def body() -> None:
        async with workers() as pool:
            done = await ask(pool, EASY)
            assert isinstance(done, Done)
            assert done.result["equal"] is True
            assert done.seconds > 0
            assert done.queued_s < 1

    run(body)


def test_a_deadline_that_has_passed_costs_no_worker() -> None:
    async def body() -> None:
        async with workers() as pool:
            before = pool.worker_pids()
            outcome = await ask(pool, EASY, limit_s=-1)
            assert isinstance(outcome, Failure)
            assert outcome.kind == "timeout"
            assert pool.worker_pids() == before

    run(body)


def test_work_past_the_cpu_budget_is_undecided_and_the_next_job_runs_on_a_new_worker() -> None:
    async def body() -> None:
        async with workers(cpu_budget_s=0.2) as pool:
            before = processes(pool)[1]
            done = await ask(pool, HEAVY)
            assert isinstance(done, Done)
            assert done.result["equal"] is None
            assert "CPU" in done.result["reason"]
            again = await ask(pool, EASY)
            assert isinstance(again, Done)
            assert again.result["equal"] is True
            assert processes(pool)[1] != before

    run(body)


def test_a_stopped_worker_is_noticed_by_the_deadline_alone() -> None:
    async def body() -> None:
        async with workers() as pool:
            os.kill(processes(pool)[1], signal.SIGSTOP)
            began = time.monotonic()
            outcome = await ask(pool, EASY, limit_s=0.5)
            assert isinstance(outcome, Failure)
            assert outcome.kind == "timeout"
            assert time.monotonic() - began < 5
            await asyncio.sleep(0)
            assert isinstance(await ask(pool, EASY), Done)

    run(body)


def test_a_worker_killed_by_somebody_is_our_error_and_replaced() -> None:
    async def body() -> None:
        async with workers() as pool:
            task = asyncio.create_task(ask(pool, HEAVY))
            await asyncio.sleep(0.1)
            os.kill(processes(pool)[1], signal.SIGKILL)
            outcome = await task
            assert isinstance(outcome, Failure)
            assert outcome.kind == "error"
            assert isinstance(await ask(pool, EASY), Done)

    run(body)


def test_an_idle_worker_that_dies_is_replaced() -> None:
    async def body() -> None:
        async with workers() as pool:
            victim = processes(pool)[1]
            os.kill(victim, signal.SIGKILL)
            await until(lambda: len(processes(pool)) == 2 and victim not in processes(pool))
            assert isinstance(await ask(pool, EASY), Done)

    run(body)


def test_the_fork_server_is_restarted_and_its_workers_die_with_it() -> None:
    async def body() -> None:
        async with workers() as pool:
            server, worker = processes(pool)
            os.kill(server, signal.SIGKILL)
            await until(lambda: gone(worker))
            outcome = await ask(pool, EASY)
            assert isinstance(outcome, Done | Failure)
            assert isinstance(await ask(pool, EASY), Done)

    run(body)


def test_one_slow_pair_delays_nobody() -> None:
    async def body() -> None:
        async with workers(count=2, cpu_budget_s=3) as pool:
            slow = asyncio.create_task(ask(pool, HEAVY))
            await asyncio.sleep(0.05)
            for _ in range(3):
                assert isinstance(await ask(pool, EASY), Done)
            assert not slow.done()
            slow.cancel()
            with pytest.raises(asyncio.CancelledError):
                await slow
            assert isinstance(await ask(pool, EASY), Done)

    run(body)


def test_waiting_for_a_place_is_reported_as_waiting() -> None:
    async def body() -> None:
        async with workers(cpu_budget_s=0.5) as pool:
            first = asyncio.create_task(ask(pool, HEAVY))
            await asyncio.sleep(0.01)
            second = await ask(pool, EASY)
            await first
            assert isinstance(second, Done)
            assert second.queued_s > 0.1

    run(body)


def test_memory_is_limited_by_the_kernel_and_its_end_is_the_answers_fault() -> None:
    ours, theirs = socket.socketpair()
    parent, pid = os.getpid(), os.fork()
    if pid == 0:
        ours.close()
        try:
            _work(theirs, parent, lambda job: {"equal": True, "reason": str(len(bytearray(job["size"])))}, 5.0, 2048)
        finally:
            os._exit(0)
    theirs.close()
    with ours, ours.makefile("rb") as answers:
        for size, equal in ((4 << 30, None), (1000, True)):
            ours.sendall(json.dumps({"size": size}).encode() + b"\n")
            assert json.loads(answers.readline())["equal"] is equal
    os.waitpid(pid, 0)


def test_nothing_is_left_after_close() -> None:
    async def body() -> list[int]:
        async with workers(count=2) as pool:
            await until(lambda: len(processes(pool)) == 3)
            return processes(pool)

    left = run(body)
    assert len(left) == 3
    end = time.monotonic() + 10
    while not all(gone(pid) for pid in left):
        assert time.monotonic() < end
        time.sleep(0.02)


_OWNER = """
import asyncio
from reward_server.execution.math_workers.pool import MathWorkers

async def main():
    pool = MathWorkers(count=2, cpu_budget_s=5, memory_limit_mb=512)
    await pool.start()
    while len(pool._alive) < 2:
        await asyncio.sleep(0.02)
    print(pool._server.process.pid, *[worker.pid for worker in pool._alive], flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


def test_nothing_is_left_after_the_owner_was_killed() -> None:
    owner = subprocess.Popen([sys.executable, "-c", _OWNER], stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    pids = [int(word) for word in owner.stdout.readline().split()]
    owner.kill()
    owner.wait()
    owner.stdout.close()
    assert len(pids) == 3
    end = time.monotonic() + 10
    while not all(gone(pid) for pid in pids):
        assert time.monotonic() < end
        time.sleep(0.02)
