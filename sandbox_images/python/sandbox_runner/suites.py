"""The role `suite`: the tests of a shared process, compiled where no program is (see `instrument` and `shared`)."""

from __future__ import annotations

import marshal
import os
from typing import Any

from sandbox_runner import judge
from sandbox_runner.instrument import instrument
from sandbox_runner.program import describe

MOCKS = frozenset(["ANY", "approx", "mock", "Mock", "MagicMock", "patch", "sentinel", "call"])


def compile_suite(payload: dict[str, Any], fd: int) -> None:
    """Writes, marshalled, `{"setup", "tests", "modules", "aliases", "uses_mocks"}`, or `{"fault": why}`."""
    try:
        found = _compiled(payload)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        found = {"fault": f"the tests do not compile: {describe(error)}"}
    data = memoryview(marshal.dumps(found))
    while data:
        data = data[os.write(fd, data) :]


def _compiled(payload: dict[str, Any]) -> dict[str, Any]:
    suite = judge.Suite(payload)
    codes = [suite.setup, *suite.tests]
    used = {name for code in codes for name in code.used}
    return {
        "setup": tuple(instrument(payload.get("setup") or "", "<setup>")),
        "tests": [tuple(instrument(source, f"<test {at}>")) for at, source in enumerate(payload["tests"])],
        "modules": list(dict.fromkeys(name for code in codes for name in code.imports)),
        "aliases": {name: judge.ALIASES[name] for name in sorted(used & judge.ALIASES.keys())},
        "uses_mocks": bool(MOCKS & {name for code in codes for name in code.named}),
    }
