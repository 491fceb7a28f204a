"""Programs are compiled once, in the jail, and each run gets a copy of what was made."""

from __future__ import annotations

import fcntl
import marshal
import math
import os
import re
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from sandbox_runner import jail
from sandbox_runner.watch import Memory, Meter, Process

Outcome = dict[str, Any]

SEALS = 0x0001 | 0x0002 | 0x0004 | 0x0008


def sealed(data: bytes) -> int:
    """A memory file that nobody can change any more."""
    fd = os.memfd_create("payload", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
    os.lseek(fd, 0, os.SEEK_SET)
    fcntl.fcntl(fd, fcntl.F_ADD_SEALS, SEALS)
    return fd


def payload_of(told: Any) -> int:
    """The memory file in which a process finds what it is told. In the interpreter's own form: JSON would be read by
    more code, and so from more pages."""
    return sealed(marshal.dumps(told))


class Way(NamedTuple):
    """How a program is started: the zygote's role, what it needs beside the payload, how its memory is limited."""

    role: str
    fds: dict[str, int]
    memory: Memory | None


PYTHON = Way("script", {}, None)


class Runs(Protocol):
    """The part of a session that a compiler needs."""

    def run_script(
        self, payload: int, stdin: int, meter_of: Callable[[Process], Meter], limits: jail.Limits, way: Way
    ) -> Outcome: ...

    def meter_of(self, processes: list[Process], cpu_s: float, wall_s: float) -> Meter: ...


BUILD_LIMIT_S, BUILD_MEMORY_MB = 20.0, 1024
"""CPU time of a compiler with all its processes, and MiB that they may hold."""


class Built(NamedTuple):
    """What a compiler made of a program: the folder of each run, packed in a memory file."""

    language: dict[str, Any]
    fd: int

    def way(self, memory_mb: float) -> Way:
        return Way("native", {"built": self.fd}, memory_of(self.language, memory_mb))


def memory_of(language: dict[str, Any], memory_mb: float, processes: int = 1) -> Memory:
    exceeded = re.compile(language.get("memory_exceeded") or r"(?!)")
    return Memory(memory_mb, processes * language.get("overhead_mb", 32), exceeded)


def build(session: Runs, language: dict[str, Any], source: str, files: dict[str, str]) -> Built | Outcome:
    """Compiles in the jail, under limits of its own; or how that failed, as a `compile_error`."""
    built = os.memfd_create("built", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    payload = payload_of({"source": source, "language": language, "files": files})
    stdin = sealed(b"")
    way = Way("build", {"built": built}, memory_of(language, BUILD_MEMORY_MB))
    limits = jail.Limits(math.ceil(BUILD_LIMIT_S) + 1, BUILD_MEMORY_MB, native=True)
    try:
        made = session.run_script(
            payload, stdin, lambda process: session.meter_of([process], BUILD_LIMIT_S, BUILD_LIMIT_S), limits, way
        )
    finally:
        os.close(payload)
        os.close(stdin)
    if made["status"] == "answered":
        fcntl.fcntl(built, fcntl.F_ADD_SEALS, SEALS)
        return Built(language, built)
    os.close(built)
    if made["status"] == "compile_error":
        return made
    why = {"time_limit": "took too long", "memory_limit": "took too much memory"}
    detail = "the compiler " + why.get(made["status"], f"failed: {made.get('detail') or made['status']}")
    return {**made, "status": "compile_error", "detail": detail, "borderline": False}
