"""A program to run as it is, under the limits of judging: for wire formats whose callers compare the output themselves.

That is weaker than tests that are handed over: who compares outside trusts what the program printed, and who appends
assertions to a program lets it decide whether they are reached.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any, NamedTuple

from reward_server.rewards.programs.limits import SHARE, wall_clock_s
from reward_server.rewards.programs.tests import MalformedError, ProgramJob, parse


class Run(NamedTuple):
    """`files`: relative name -> content. limit_s: CPU seconds, and as many of waiting."""

    code: str
    stdin: str = ""
    files: Mapping[str, bytes] = {}
    language: str = "python"
    limit_s: float = 10.0
    memory_limit_mb: float = 512.0


def run_job(run: Run) -> ProgramJob:
    """The payload of a `sandbox` job whose one result says what was printed. Raises MalformedError."""
    tests: dict[str, Any] = {
        "type": "stdio",
        "language": run.language,
        "cases": [{"input": run.stdin, "output": ""}],
        "files": {name: content.decode("utf-8", "surrogateescape") for name, content in run.files.items()},
        "time_limit_s": run.limit_s,
        "total_time_limit_s": run.limit_s,
        "memory_limit_mb": run.memory_limit_mb,
    }
    job = parse(tests, None, stop=True, timeout_s=wall_clock_s(run.limit_s) / SHARE)
    return {**job, "type": "run", "source": run.code, "wall_limit_s": run.limit_s, "total_wall_limit_s": run.limit_s}


def from_base64(files: Mapping[str, Any]) -> dict[str, bytes]:
    """Files as they cross in JSON. Raises MalformedError."""
    try:
        return {name: base64.b64decode(content or "", validate=True) for name, content in files.items()}
    except (TypeError, binascii.Error, ValueError):
        raise MalformedError("files: should be an object of names and contents in base 64") from None
