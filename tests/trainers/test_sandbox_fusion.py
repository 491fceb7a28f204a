"""verl's real SandboxFusion client against this server's `/run_code`. `scripts/check trainers` installs verl."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

sandbox_fusion = pytest.importorskip(
    "verl.utils.reward_score.sandbox_fusion", reason="verl is not installed here: scripts/check trainers"
)
URL = os.environ.get("REWARD_SERVER_URL", "")
pytestmark = pytest.mark.skipif(not URL, reason="REWARD_SERVER_URL names no server with the dialect")

CASES = {"inputs": ["3\n", "4\n"], "outputs": ["9\n", "16\n"]}
SQUARE = "```python\nprint(int(input()) ** 2)\n```"
AT_ONCE = 96


def scored(program: str, cases: Mapping[str, Any] = CASES, timeout: int = 10) -> tuple[float, list[str]]:
    score, told = sandbox_fusion.compute_score(
        f"{URL}/run_code", threading.Semaphore(64), 1024, program, cases, timeout=timeout
    )
    return score, [one["status"] for one in told]


def test_right_and_wrong_programs_and_those_that_break() -> None:
    assert scored(SQUARE) == (1.0, ["success", "success"])
    assert scored("```python\nprint(int(input()) * 3)\n```") == (0.5, ["success", "wrong_answer"])
    assert scored("```python\n1 / 0\n```") == (0.0, ["runtime_error", "runtime_error"])
    assert scored("```python\ndef f(:\n```") == (0.0, ["runtime_error", "runtime_error"])


def test_a_program_over_its_time_is_told_as_that() -> None:
    """It sleeps, because a wall clock that stands still while the machine is busy fails nobody."""
    assert scored("```python\nimport time\ntime.sleep(60)\n```", timeout=1) == (0.0, ["timeout", "timeout"])


def test_calls_of_a_function_and_assertions() -> None:
    calls = {"inputs": ["3", "4"], "outputs": ["9", "16"], "fn_name": "f"}
    assert scored("```python\ndef f(x):\n    return x * x\n```", calls) == (1.0, ["success", "success"])
    asserts = {"assert_case": ["assert f(3) == 9", "assert f(3) == 6"]}
    assert scored("```python\ndef f(x):\n    return x * x\n```", asserts) == (0.5, ["success", "runtime_error"])


def test_more_than_can_run_at_once_all_get_their_verdict() -> None:
    """Fifty milliseconds each; a server that refused any of them would have it paid 0."""
    busy = "```python\nimport time\nuntil = time.process_time() + 0.05\nwhile time.process_time() < until: pass\nprint(int(input()) ** 2)\n```"
    with ThreadPoolExecutor(AT_ONCE) as threads:
        found = list(threads.map(lambda _: scored(busy), range(AT_ONCE)))
    assert found == [(1.0, ["success", "success"])] * AT_ONCE
