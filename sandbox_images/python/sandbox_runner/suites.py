"""The role `suite`: the tests of a shared process, compiled where no program is (see `instrument` and `shared`)."""

from __future__ import annotations

import builtins
import marshal
import os
from typing import Any

from sandbox_runner import judge
from sandbox_runner.instrument import instrument
from sandbox_runner.program import describe

MOCKS = frozenset(["ANY", "approx", "mock", "Mock", "MagicMock", "patch", "sentinel", "call"])


JUDGE = frozenset([
    "math", "cmath", "operator", "collections", "itertools", "functools", "statistics", "json", "re", "copy", "string",
    "unittest", "heapq", "bisect",
])  # fmt: skip
"""Modules whose bare name means the module, whoever imported it."""
NOT_PINNED = frozenset(["open", "input", "print", "__import__", "exec", "eval", "compile", "super"])
"""Builtins for which tests put something else; `super` is more than a function."""


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
    suite = judge.Suite.parse(payload)
    codes = [suite.setup, *suite.tests]
    bound = {name for code in codes for name in code.bound}
    used = {name for code in codes for name in code.used} - bound
    meant = (used & vars(builtins).keys()) - NOT_PINNED - {suite.entry_point}
    pinned = frozenset(name for name in meant if callable(getattr(builtins, name)))
    aliases = {name: judge.ALIASES[name] for name in used & judge.ALIASES.keys()}
    bases = {name for code in codes for name in code.used - code.plainly_used} - bound
    return {
        "setup": tuple(instrument(payload.get("setup") or "", "<setup>", pinned)),
        "tests": [tuple(instrument(source, f"<test {at}>", pinned)) for at, source in enumerate(payload["tests"])],
        "pinned": sorted(pinned),
        "used": sorted({name for code in codes for name in code.used}),
        "tested": judge.tested_builtins(codes, suite.entry_point),
        "modules": list(dict.fromkeys(name for code in codes for name in code.imports)),
        "aliases": aliases | {name: name for name in bases & JUDGE},
        "uses_mocks": bool(MOCKS & {name for code in codes for name in code.named}),
    }
