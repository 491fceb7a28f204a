"""Programs that are only run, in real containers."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from reward_server.execution.sandbox.containers import SandboxPool
from reward_server.execution.sandbox.pools import docker_pool
from reward_server.jobs import Done
from reward_server.rewards.programs.runs import Run, run_job
from tests.reward_server.execution.sandbox_pool import IMAGE

pytestmark = [pytest.mark.docker, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def pool() -> AsyncIterator[SandboxPool]:
    made = docker_pool(image=IMAGE, containers=1, memory_limit_mb=1024)
    await made.start()
    yield made
    await made.close()


async def ran(pool: SandboxPool, code: str, **more: Any) -> dict[str, Any]:
    outcome = await pool.run(dict(run_job(Run(code, **{"limit_s": 2.0, **more}))), time.monotonic() + 60)
    assert isinstance(outcome, Done), outcome
    [result] = outcome.result["results"]
    return dict(result)


@pytest.mark.parametrize(
    ("code", "status", "exit_code", "stdout"),
    [
        ("print(input()[::-1])", "answered", 0, "cba\n"),
        ("import sys\nprint('so far')\nsys.exit(3)", "runtime_error", 3, "so far\n"),
        ("print('so far', flush=True)\n1 / 0", "runtime_error", 1, "so far\n"),
        ("def f(:", "compile_error", 1, ""),
        ("print('so far', flush=True)\nwhile True: pass", "time_limit", None, "so far\n"),
        ("import time\ntime.sleep(60)", "time_limit", None, ""),
        ("x = bytearray(10 ** 9)", "memory_limit", 1, ""),
        ("import sys\nsys.stdout.buffer.write(b'\\xff ok')", "answered", 0, "\ufffd ok"),
    ],
)
async def test_what_was_printed_and_the_exit_code_are_told_however_it_ended(
    pool: SandboxPool, code: str, status: str, exit_code: int | None, stdout: str
) -> None:
    found = await ran(pool, code, stdin="abc\n")
    assert (found["status"], found["exit_code"], found["stdout"]) == (status, exit_code, stdout)


async def test_files_are_written_byte_for_byte(pool: SandboxPool) -> None:
    content = bytes(range(256))
    code = "import hashlib\nprint(hashlib.sha256(open('in/x.bin', 'rb').read()).hexdigest())"
    found = await ran(pool, code, files={"in/x.bin": content})
    assert found["stdout"].strip() == __import__("hashlib").sha256(content).hexdigest()


async def test_a_flood_is_cut_at_the_limit_and_the_sandbox_goes_on(pool: SandboxPool) -> None:
    found = await ran(pool, "while True: print('x' * 1000)", limit_s=10.0)
    assert found["status"] == "output_limit"
    assert len(found["stdout"]) == run_job(Run(""))["output_limit"]
    assert (await ran(pool, "print(1)"))["stdout"] == "1\n"


async def test_it_is_in_the_jail_of_judging(pool: SandboxPool) -> None:
    code = "import os, socket\nprint(os.getuid() > 0)\ntry:\n    socket.create_connection(('1.1.1.1', 80), 1)\nexcept OSError: print('no network')"
    assert (await ran(pool, code))["stdout"] == "True\nno network\n"
