"""Users' functions in real processes: what one item brings on stays with that item, and nothing outlives its limit."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from reward_server.execution.function_check import main as check
from reward_server.execution.function_workers import FunctionWorkers, described
from reward_server.jobs import Done, Failure, Outcome

USERS = "tests.reward_server.functions.users_rewards"


def outcomes(function: str, *texts: str, limit_s: float = 5.0, timeout_s: float = 60.0) -> list[Outcome]:
    async def run() -> list[Outcome]:
        workers = FunctionWorkers([f"{USERS}:{function}"], count=2, memory_mb=4096, call_limit_s=limit_s)
        await workers.start()
        assert workers.missing() == []
        try:
            deadline = time.monotonic() + timeout_s
            return await asyncio.gather(*(workers.run(payload(function, text), deadline, "batch") for text in texts))
        finally:
            await workers.close()

    return asyncio.run(run())


def payload(function: str, text: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "completion": text,
        "prompt": None,
        "ground_truth": None,
        "metadata": {},
        "data_source": None,
    }
    return {"name": function, "item": item, "options": {}}


@pytest.mark.parametrize(
    ("bad", "why"),
    [("segfault", "signal 11"), ("_exit", "exit code 0"), ("hang", "function_limit_s"), ("raise", "no such thing"),
     ("exit", "SystemExit"), ("leak", "MemoryError")],
)  # fmt: skip
def test_what_one_item_brings_on_stays_with_it(bad: str, why: str) -> None:
    """The others of its batch get their scores, though they were handed to the function in one call with it."""
    found = outcomes("misbehaves", "a", "b", bad, "c", limit_s=3.0)
    for index in (0, 1, 3):
        outcome = found[index]
        assert isinstance(outcome, Done)
        assert outcome.result["score"] == 0.5
    lost = found[2]
    assert why in (lost.message if isinstance(lost, Failure) else lost.result["reason"])
    assert isinstance(lost, Failure) or "failed" in lost.result


def test_a_call_ends_at_the_batch_s_deadline() -> None:
    began = time.monotonic()
    (found,) = outcomes("misbehaves", "hang", limit_s=600.0, timeout_s=3.0)
    assert isinstance(found, Failure)
    assert found.kind == "timeout"
    assert time.monotonic() - began < 60


def test_a_batch_is_one_call() -> None:
    """`counted` numbers its calls; a function of one item is called once for each."""
    found = outcomes("matches", *("x" * 10))
    assert all(isinstance(one, Done) for one in found)


def test_what_cannot_be_imported_is_said_before_anything_is_scored() -> None:
    for target, why in (
        ("no_such_module:f", "ModuleNotFoundError"),
        (f"{USERS}:takes_nothing", "takes no completion"),
        ("json", "module:function"),
    ):
        found = described(target)
        assert isinstance(found, str)
        assert why in found


def test_the_check_names_what_is_to_be_mended(capsys: pytest.CaptureFixture[str]) -> None:
    assert check([f"{USERS}:brief"]) == 0
    assert "nothing to mend" in capsys.readouterr().out
    assert check([f"{USERS}:forgiving"]) == 1
    assert "nothing: exception: ZeroDivisionError" in capsys.readouterr().out
