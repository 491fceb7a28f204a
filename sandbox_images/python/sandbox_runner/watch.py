"""One cloned process under its limits, and what it writes, as the supervisor sees them."""

from __future__ import annotations

import os
import re
import resource
import select
import signal
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from sandbox_runner.client import AT_ONCE_S, CancelledError, Client
from sandbox_runner.load import Load

GRACE = 1.25
"""A case that ends between its limit and this many times its limit is borderline: it is run once more."""
STDERR_TAIL = 2000
CHUNK = 1 << 16
LOOK_EVERY_S = (0.005, 0.05)
"""Between these a running case is looked at: the shorter cases are, the more often."""
FILES_MB = 128
"""What a process's largest size counts beside its own memory: files that it maps, its run time's program among them."""
NOTHING_S = 0.01
"""CPU time between two looks that the supervisor itself may have used."""
STARTED, COMPILED, NOT_COMPILED, PRELUDE_FAILED, NOT_INSTALLED = b"J", b"JR", b"JC", b"JP", b"JN"
"""What a process says of itself at the head of its stderr, before a line of the program runs: see `zygote._tell`."""

Sink = Callable[[bytes], None]


class Pump:
    """Reads descriptors as data arrives, each into its own sink, and notices when the manager hangs up."""

    def __init__(self, client: Client) -> None:
        self._poll = select.poll()
        self._sinks: dict[int, Sink] = {}
        self._ends: dict[int, Process] = {}
        self._client = client
        self._poll.register(client, select.POLLIN)

    def add(self, fd: int, sink: Sink) -> None:
        """`fd` is the pump's from now on: closed at its end."""
        self._sinks[fd] = sink
        self._poll.register(fd, select.POLLIN)

    def notice_end_of(self, process: Process) -> None:
        self._ends[process.pidfd] = process
        self._poll.register(process.pidfd, select.POLLIN)

    def turn(self, timeout_s: float) -> None:
        """Waits for something to read, at most `timeout_s`. Raises CancelledError."""
        self._client.still_here()
        events = self._poll.poll(min(timeout_s, AT_ONCE_S) * 1000)
        if not events:
            self._client.flush()
            events = self._poll.poll(max(0, timeout_s - AT_ONCE_S) * 1000)
        for fd, _ in events:
            if fd in self._sinks:
                self._read(fd)
            elif fd in self._ends:
                self._poll.unregister(fd)
                self._ends.pop(fd).has_ended = True
            else:
                raise CancelledError  # what the manager may do in a session is to hang up

    def drain(self) -> None:
        """What dead processes have left in their pipes."""
        for fd in list(self._sinks):
            os.set_blocking(fd, False)
            while fd in self._sinks:
                if not self._read(fd):
                    break

    def _read(self, fd: int) -> bool:
        try:
            data = os.read(fd, CHUNK)
        except BlockingIOError:
            return False
        except OSError:
            data = b""
        if data:
            self._sinks[fd](data)
        else:
            self._poll.unregister(fd)
            del self._sinks[fd]
            os.close(fd)
        return bool(data)

    def close(self) -> None:
        for fd in self._sinks:
            os.close(fd)
        self._sinks = {}


class Memory(NamedTuple):
    """How the memory of a process is limited where the kernel's limits do not tell: MiB that it and its children may
    hold, MiB that its run time holds beside that, and what it prints to stderr when it gets no more."""

    limit_mb: float
    overhead_mb: float
    exceeded: re.Pattern[str]

    @property
    def most_mb(self) -> float:
        return self.limit_mb + self.overhead_mb


class Process:
    """A cloned process, a child of the supervisor. The first of its PID namespace: with it all of them end."""

    def __init__(self, pid: int, memory: Memory | None = None) -> None:
        self.pid = pid
        self.pidfd = os.pidfd_open(pid)
        self.told = b""
        """COMPILED; NOT_COMPILED and why; or something else, and then the sandbox failed."""
        self.status: int | None = None
        self.usage: resource.struct_rusage | None = None
        self.memory = memory
        self.has_ended = False
        """As the pump saw it; it is reaped by `ended`."""
        self._stderr = b""

    def listen(self, data: bytes) -> None:
        """A sink for its stderr."""
        if self.told != COMPILED:
            self.told += data
            if not self.told.startswith(COMPILED):
                return
            self.told, data = COMPILED, self.told[len(COMPILED) :]
        self._stderr = (self._stderr + data)[-STDERR_TAIL:]

    def stderr(self) -> str:
        return self._stderr.decode("utf-8", "replace")

    def outgrew(self) -> bool:
        """Whether its most, known once it has ended, was too much; so was it where it says so itself."""
        if self.memory is None or self.usage is None:
            return False
        said = self.status != 0 and self.memory.exceeded.search(self.stderr()) is not None
        return said or self.usage.ru_maxrss / 1024 > self.memory.most_mb + FILES_MB

    def cpu_s(self) -> float:
        """CPU seconds of the process and, once it has ended, of its children that it waited for."""
        if self.usage is not None:
            return self.usage.ru_utime + self.usage.ru_stime
        try:
            return time.clock_gettime((~self.pid << 3) | 2)  # Linux: the CPU clock of any process
        except OSError:
            return 0.0

    def ended(self) -> bool:
        if self.has_ended and self.status is None:
            self._reap()
        return self.status is not None

    def is_gone(self) -> bool:
        """The same, but asks the kernel, where the pump may not have looked yet."""
        if self.status is None and os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            self._reap()
        return self.status is not None

    def kill(self) -> None:
        """Kills and reaps it with all of its namespace."""
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            self._reap()

    def _reap(self) -> None:
        _, status, self.usage = os.wait4(self.pid, 0)
        os.close(self.pidfd)
        self.status = os.waitstatus_to_exitcode(status)


class Budget:
    """Seconds of processor and wall clock that all that is run for a program may take together."""

    def __init__(self, left_s: float) -> None:
        self.left_s = left_s


class Meter:
    """One case's use of its limits, seconds of CPU and of wall clock.

    The CPU time is that of the first process, the program's. The wall clock counts only while nothing in the container
    is runnable or waits for a disk, so that a busy machine fails nobody: a look tells for the time since the last one,
    less what was computed in it. Where a look comes late (the supervisor itself waited), and something was computed
    since the last one, it tells for no more than the usual. A case that ends before the first look is charged whole,
    up to `brief_s`.

    What all processes in the container compute, those that nobody waits for too, is bounded by the wall limit.
    """

    def __init__(
        self,
        load: Load,
        processes: list[Process],
        cpu_limit_s: float,
        wall_limit_s: float,
        budget: Budget,
        brief_s: float,
    ) -> None:
        self._load = load
        self._processes = processes
        self.cpu_limit_s, self.wall_limit_s = cpu_limit_s, wall_limit_s
        self._budget = budget
        self._brief_s = brief_s
        self._every_s = min(max(brief_s, LOOK_EVERY_S[0]), LOOK_EVERY_S[1])
        self._cpu_before = processes[0].cpu_s()
        self._begun = self._looked = time.monotonic()
        self._computed_before = self._computed = self._all_cpu_s()
        self._still_s: float | None = None
        self._quiet = False
        self.out_of_memory = False

    def _all_cpu_s(self) -> float:
        found = self._load.cpu_s()
        return sum(process.cpu_s() for process in self._processes) if found is None else found

    def cpu_s(self) -> float:
        return max(0.0, self._processes[0].cpu_s() - self._cpu_before)

    def wall_s(self) -> float:
        if self._still_s is None:
            return min(time.monotonic() - self._begun, self._brief_s)
        return self._still_s

    def spent_s(self) -> float:
        """Of the budget."""
        return self.wall_s() + max(self._computed - self._computed_before, self.cpu_s())

    def settle(self) -> None:
        """Once, at the end: what was spent is taken off the budget."""
        self._computed = self._all_cpu_s()
        self._budget.left_s -= self.spent_s()

    def check_in_s(self) -> float:
        """Seconds until the next look, or until the CPU limit can be reached."""
        return max(min(self.cpu_limit_s * GRACE - self.cpu_s(), self._every_s), 0.002)

    def _look(self) -> None:
        now = time.monotonic()
        if now - self._looked < self._every_s:
            return
        computed, passed = self._all_cpu_s(), now - self._looked
        quiet, used = not self._load.anything_runs(), computed - self._computed
        if not (self._quiet and used < NOTHING_S):
            passed = min(passed, 2 * self._every_s)
        self._still_s = (self._still_s or 0.0) + (max(0.0, passed - used) if quiet else 0.0)
        self._looked, self._computed, self._quiet = now, computed, quiet
        memory = self._processes[0].memory
        self.out_of_memory = memory is not None and self._load.memory_mb() > memory.most_mb

    def exceeded(self) -> bool:
        """To be stopped: beyond all doubt over a limit."""
        self._look()
        return self.out_of_memory or self.cpu_s() > self.cpu_limit_s * GRACE or self._over_wall()

    def over(self) -> bool:
        return self.cpu_s() > self.cpu_limit_s or self._over_wall()

    def _over_wall(self) -> bool:
        computed = self._computed - self._computed_before
        return max(self.wall_s(), computed) > self.wall_limit_s or self.spent_s() > self._budget.left_s

    def used(self) -> dict[str, Any]:
        """`seconds` of CPU; `wall_s`, or what all processes computed where that is more; `borderline`: over the CPU
        limit by so little that chance may be why."""
        cpu = self.cpu_s()
        borderline = self.cpu_limit_s < cpu <= self.cpu_limit_s * GRACE and not self._over_wall()
        wall = max(self.wall_s(), self._computed - self._computed_before)
        return {"seconds": cpu, "wall_s": wall, "borderline": borderline}
