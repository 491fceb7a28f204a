"""What a case came to where its processes have ended."""

from __future__ import annotations

import json
import os
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "sandbox_images" / "python"))

from sandbox_runner.client import Client
from sandbox_runner.load import Load
from sandbox_runner.sessions import JudgedSession
from sandbox_runner.watch import Budget, Meter, Process


def _ended(status: int) -> Process:
    """A process that has compiled its program, and ended so."""
    child = os.fork()
    if child == 0:
        os._exit(status)
    process = Process(child)
    process.listen(b"JR")
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    process.has_ended = True
    assert process.ended()
    return process


def _outcome(report: dict[str, Any], status: int) -> dict[str, Any]:
    """Of a program that ended with `status`, after its tests had reported."""
    ours, theirs = socket.socketpair()
    session = JudgedSession.__new__(JudgedSession)
    session._client = Client(ours)
    session._reset()
    session.processes = [_ended(status)]
    session.inbox.extend(json.dumps(report).encode() + b"\n")
    try:
        return session._ended(0, Meter(Load(), session.processes, 5.0, 11.0, Budget(20.0), 0.01))
    finally:
        session.pump.close()
        theirs.close()


@pytest.mark.parametrize("status", ["passed", "wrong_answer", "runtime_error", "fault"])
def test_what_tests_reported_before_the_program_lost_them_is_the_verdict(status: str) -> None:
    report = {"status": status, "detail": "said", "undecided": status == "runtime_error"}
    assert _outcome(report, 97).items() >= report.items()


def test_how_a_program_ended_says_more_than_tests_that_lost_it() -> None:
    lost = {"status": "runtime_error", "detail": "the program ended", "gone": True}
    assert _outcome(lost, 3)["detail"] == "exit code 3"
