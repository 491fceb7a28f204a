"""Tests are parsed and compiled once for all programs that are judged by them.

The first tests' process does it before anything of its program has reached it, writes the result to a memory file and
seals that: nothing that comes later changes it. The supervisor keeps the file and reads nothing of it; the tests'
processes of other programs load it once they are in their jails.
"""

from __future__ import annotations

import fcntl
import json
import marshal
import os
from collections import OrderedDict
from typing import Any

from sandbox_runner.building import SEALS

KEPT, MOST_BYTES = 32, 8 * 1024 * 1024
"""Suites that are kept, and bytes of all of them together: memory files count against the container."""


def empty() -> int:
    return os.memfd_create("suite", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)


def write(fd: int, suite: Any) -> None:
    """Closes `fd`."""
    view = memoryview(marshal.dumps(suite))
    while view:
        view = view[os.write(fd, view) :]
    fcntl.fcntl(fd, fcntl.F_ADD_SEALS, SEALS)
    os.close(fd)


def read(fd: int) -> Any:
    """Closes `fd`."""
    data = os.pread(fd, os.fstat(fd).st_size, 0)
    os.close(fd)
    return marshal.loads(data)


class KeptSuites:
    """Files of compiled tests by their text, those that were used last."""

    def __init__(self) -> None:
        self._files: OrderedDict[str, int] = OrderedDict()
        self._bytes = 0

    def find(self, key: str) -> int | None:
        """The descriptor stays the keeper's."""
        if key in self._files:
            self._files.move_to_end(key)
        return self._files.get(key)

    def keep(self, key: str, fd: int) -> None:
        """Takes `fd` over; a file that was not finished, or is there already, is closed."""
        size = os.fstat(fd).st_size
        if fcntl.fcntl(fd, fcntl.F_GET_SEALS) != SEALS or key in self._files or size > MOST_BYTES // 2:
            os.close(fd)
            return
        self._files[key] = fd
        self._bytes += size
        while len(self._files) > KEPT or self._bytes > MOST_BYTES:
            _, oldest = self._files.popitem(last=False)
            self._bytes -= os.fstat(oldest).st_size
            os.close(oldest)


def key_of(job: dict[str, Any]) -> str:
    return json.dumps([job[name] for name in ("setup", "tests", "entry_point")])
