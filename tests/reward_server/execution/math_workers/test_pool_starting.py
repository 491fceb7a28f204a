"""A fork server that cannot start says why, is not started without end, and takes no one else's module for ours."""

from __future__ import annotations

import asyncio
import logging
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reward_server.execution.math_workers.pool import MathWorkers
from reward_server.jobs import Failure
from tests.reward_server.execution.math_workers.test_pool import EASY, ask, run, until, workers

RAISES = "raise {error}\n"


@pytest.mark.parametrize("error", ["ModuleNotFoundError('No module named typing.io')", "ImportError('half built')"])
def test_a_missing_module_is_named_told_once_and_makes_errors_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: str
) -> None:
    """It is an error of the item, never an answer that cannot be read, and waiting for it is of no use."""
    (tmp_path / "latex2sympy2.py").write_text(RAISES.format(error=error))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    async def body() -> None:
        pool = MathWorkers(count=1, cpu_budget_s=5, memory_limit_mb=512)
        await pool.start()
        try:
            early = asyncio.create_task(ask(pool, EASY, limit_s=60))
            await until(lambda: pool._failures >= 2)
            (problem,) = pool.missing()
            assert error.split("'")[1] in problem
            assert pool.stuck()
            began = time.monotonic()
            for outcome in (await early, await ask(pool, EASY, limit_s=60)):
                assert isinstance(outcome, Failure)
                assert (outcome.kind, outcome.message) == ("error", problem)
            assert time.monotonic() - began < 30, "nobody waits for what will not come"
        finally:
            await pool.close()

    with caplog.at_level(logging.ERROR):
        run(body)
    assert sum("does not start" in record.getMessage() for record in caplog.records) == 1
    assert "Traceback" in caplog.text


def test_it_serves_again_once_what_was_missing_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to start the service anew."""
    broken = tmp_path / "sympy.py"
    broken.write_text(RAISES.format(error="ImportError('being upgraded')"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    async def body() -> None:
        pool = MathWorkers(count=1, cpu_budget_s=5, memory_limit_mb=512)
        await pool.start()
        try:
            await until(pool.stuck)
            broken.unlink()
            await until(lambda: not pool.missing())
            assert not pool.stuck()
        finally:
            await pool.close()

    run(body)


def test_no_file_of_the_working_folder_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it is called: latex2sympy2 itself imports a top-level `gen`."""
    ran = tmp_path / "it-ran"
    for name in ("gen", "latex2sympy2", "sympy", "antlr4", "json"):
        (tmp_path / f"{name}.py").write_text(f"open({str(ran)!r}, 'w')\nraise SystemExit('not ours')\n")
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.chdir(tmp_path)

    async def body() -> None:
        async with workers() as pool:
            assert not isinstance(await ask(pool, EASY), Failure)

    run(body)
    assert not ran.exists()


def test_a_module_called_gen_on_the_path_is_not_taken_for_the_parser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that lies beside latex2sympy2 is."""
    (tmp_path / "gen.py").write_text("raise SystemExit('not ours')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    async def body() -> None:
        async with workers() as pool:
            assert not isinstance(await ask(pool, EASY), Failure)

    run(body)


def test_the_fork_server_is_handed_no_setting_of_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tokens and keys stay out of the process that reads what models wrote."""
    monkeypatch.setenv("REWARD_SERVER_TOKEN", "secret-of-the-service")
    pids: list[int] = []
    environments: list[bytes] = []

    async def body() -> None:
        async with workers() as pool:
            assert pool._server is not None
            pids.append(pool._server.process.pid)
            environments.append(await asyncio.to_thread(Path(f"/proc/{pids[0]}/environ").read_bytes))

    run(body)
    assert environments[0]
    assert b"secret-of-the-service" not in environments[0]


def test_a_fork_server_whose_owner_has_gone_before_it_is_ready_ends_without_a_word() -> None:
    ours, theirs = socket.socketpair()
    command = [
        sys.executable,
        "-m",
        "reward_server.execution.math_workers.fork_server",
        str(theirs.fileno()),
        "1",
        "256",
    ]
    process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stderr=subprocess.PIPE)
    ours.close()
    theirs.close()
    assert process.communicate(timeout=60)[1] == b""
    assert process.returncode == 0
