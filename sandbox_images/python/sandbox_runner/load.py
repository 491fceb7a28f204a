"""What the container is doing, seen from its supervisor: whether anything runs, and how much CPU time it has used."""

from __future__ import annotations

import contextlib
import os

from sandbox_runner.census import PAGE_MB, Census

RUNNABLE = (b"R", b"D")
"""States of a task that runs or waits for a processor, and of one that waits for a disk."""
THREADS = 17
"""The place of a process's number of threads, counted from its state (proc(5), `stat`)."""
RESIDENT = 21
"""The place of its resident memory, pages."""
COUNTERS = {
    "/sys/fs/cgroup/cpu.stat": 1e6,
    "/sys/fs/cgroup/cpuacct/cpuacct.usage": 1e9,
    "/sys/fs/cgroup/cpu,cpuacct/cpuacct.usage": 1e9,
}
"""The container's CPU time in cgroups of version 2 and 1, and how many of its units are a second."""


class Load:
    """Made before there is a program: what runs then is the runner's own. memory_mb: what all processes may hold
    together, where nothing outside bounds it."""

    def __init__(self, memory_mb: int | None = None) -> None:
        self._census = Census(memory_mb) if memory_mb else None
        self._own = frozenset(_processes())
        self._counter = -1
        for path, unit in () if memory_mb else COUNTERS.items():  # the cgroup that is seen then may be the machine's
            with contextlib.suppress(OSError):
                self._counter, self._unit = os.open(path, os.O_RDONLY | os.O_CLOEXEC), unit
                break

    def spare(self, *pids: int) -> None:
        """They are the runner's own, too."""
        self._own |= set(map(str, pids))

    def cpu_s(self) -> float | None:
        """CPU seconds of everything in the container, of processes that nobody waited for too; None where the engine
        does not show them."""
        if self._counter < 0:
            return self._census.cpu_s(self._others()) if self._census else None
        text = os.pread(self._counter, 64, 0).removeprefix(b"usage_usec ")
        return int(text.split(maxsplit=1)[0]) / self._unit

    def memory_mb(self) -> float:
        """What programs hold of memory, MiB: their own pages and shared ones, not those of files they map."""
        return sum(_held_kb(f"/proc/{pid}/status") for pid in self._others()) / 1024

    def anything_runs(self) -> bool:
        """Whether any thread of a program, a test or a checker is runnable, or waits for a disk."""
        if self._census:
            self._bound_memory(self._census)
        return any(_runs(f"/proc/{pid}") for pid in self._others())

    def _bound_memory(self, census: Census) -> None:
        stats = {pid: _fields(f"/proc/{pid}/stat") for pid in self._others()}
        census.bound_memory({pid: int(fields[RESIDENT]) * PAGE_MB for pid, fields in stats.items() if fields})

    def _others(self) -> list[str]:
        return [pid for pid in _processes() if pid not in self._own]


def _processes() -> list[str]:
    return [name for name in os.listdir("/proc") if name.isdigit()]


def _held_kb(status: str) -> int:
    """0 where the process has ended."""
    try:
        with open(status, "rb", 0) as file:
            text = file.read(4096)
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in text.split(b"\n") if line.startswith((b"RssAnon:", b"RssShmem:")))


def _runs(process: str) -> bool:
    fields = _fields(f"{process}/stat")
    if not fields:
        return False
    if fields[0] in RUNNABLE:
        return True
    if int(fields[THREADS]) < 2:
        return False
    try:
        tasks = os.listdir(f"{process}/task")
    except OSError:
        return False
    return any(_fields(f"{process}/task/{task}/stat")[:1] in ([b"R"], [b"D"]) for task in tasks)


def _fields(path: str) -> list[bytes]:
    """From the state on; none where the process has ended."""
    try:
        with open(path, "rb", 0) as file:
            return file.read(1024).rpartition(b")")[2].split()
    except OSError:
        return []
