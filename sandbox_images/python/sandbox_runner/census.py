"""CPU time and memory of all processes together, where no cgroup counts and bounds them: by looking at each.

What is looked at now and then can be missed, so a doubt counts against the program: time in which processes came and
went unseen counts whole. Memory is what is held at a look; a program can hold more for a moment.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterable

LONGEST_S = 0.1
"""A look that comes later than that after the last one (the supervisor itself waited) says nothing of the rest."""
PAGE_MB = os.sysconf("SC_PAGE_SIZE") / (1024 * 1024)


class Census:
    """memory_mb: what all processes may hold together."""

    def __init__(self, memory_mb: int) -> None:
        self.memory_mb = memory_mb
        self._seen: dict[str, float] = {}
        self._total_s = 0.0
        self._looked = time.monotonic()
        self._last_pid = _last_pid()

    def cpu_s(self, pids: Iterable[str]) -> float:
        """CPU seconds of `pids` and of all that were here before, since the beginning; never less than before."""
        found = {pid: _cpu_s(int(pid)) for pid in pids}
        newly = sum(pid not in self._seen for pid in found)
        computed = sum(max(0.0, spent - self._seen.get(pid, 0.0)) for pid, spent in found.items())
        now, last_pid = time.monotonic(), _last_pid()
        unseen = (last_pid - self._last_pid) > newly
        self._total_s += max(computed, min(now - self._looked, LONGEST_S) if unseen else 0.0)
        self._seen, self._looked, self._last_pid = found, now, last_pid
        return self._total_s

    def bound_memory(self, held_mb: dict[str, float]) -> None:
        """Kills the largest until the others hold no more than they may. held_mb: resident memory by process, in which
        what two share counts twice; only where that is too much is it counted exactly."""
        if sum(held_mb.values()) <= self.memory_mb:
            return
        exact = {pid: _proportional_mb(pid, held) for pid, held in held_mb.items()}
        left = sum(exact.values())
        for pid in sorted(exact, key=lambda pid: exact[pid], reverse=True):
            if left <= self.memory_mb:
                return
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)
            left -= exact[pid]


def _cpu_s(pid: int) -> float:
    try:
        return time.clock_gettime((~pid << 3) | 2)  # Linux: the CPU clock of any process
    except OSError:
        return 0.0


def _last_pid() -> int:
    """Of the newest process or thread in this namespace, those of the namespaces below it included."""
    with open("/proc/loadavg", "rb", 0) as file:
        return int(file.read(128).rsplit(None, 1)[1])


def _proportional_mb(pid: str, otherwise: float) -> float:
    """Its share of what it holds: shared memory is divided by those that share it."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", "rb", 0) as file:
            for line in file.read(4096).splitlines():
                if line.startswith(b"Pss:"):
                    return int(line.split()[1]) / 1024
    except OSError:
        pass
    return otherwise
