"""One cloned process under its limits, and what it writes, as the supervisor sees them."""

from __future__ import annotations

import os
import resource
import select
import signal
import time
from collections.abc import Callable
from typing import Any

from sandbox_runner.client import AT_ONCE_S, CancelledError, Client

GRACE = 1.25
"""A case that ends between its limit and this many times its limit is borderline: it is run once more."""
STDERR_TAIL = 2000
CHUNK = 1 << 16
STARTED, COMPILED, NOT_COMPILED = b"J", b"JR", b"JC"
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


class Process:
    """A cloned process, a child of the supervisor. The first of its PID namespace: with it all of them end.

    brief_s: a wall clock below it is charged whole, without a look at how much of it was waiting for a processor.
    """

    def __init__(self, pid: int, brief_s: float = 0.0) -> None:
        self.pid = pid
        self.pidfd = os.pidfd_open(pid)
        self.brief_s = brief_s
        self.begun = time.monotonic()
        self.told = b""
        """COMPILED; NOT_COMPILED and why; or something else, and then the sandbox failed."""
        self.status: int | None = None
        self.usage: resource.struct_rusage | None = None
        self.has_ended = False
        """As the pump saw it; it is reaped by `ended`."""
        self._stderr = b""
        self._waited_s = 0.0

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

    def cpu_s(self) -> float:
        """CPU seconds of the process and, once it has ended, of its children that it waited for."""
        if self.usage is not None:
            return self.usage.ru_utime + self.usage.ru_stime
        try:
            return time.clock_gettime((~self.pid << 3) | 2)  # Linux: the CPU clock of any process
        except OSError:
            return 0.0

    def waited_s(self) -> float:
        """Seconds it was ready to run and had no processor; 0 for one that ended within `brief_s`."""
        if self.status is None:
            try:
                with open(f"/proc/{self.pid}/schedstat", "rb", 0) as file:
                    self._waited_s = int(file.read().split()[1]) / 1e9
            except (OSError, ValueError, IndexError):
                pass  # a kernel that does not count it
        return self._waited_s

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
        if time.monotonic() - self.begun > self.brief_s:
            self.waited_s()  # the kernel forgets it with the process
        _, status, self.usage = os.wait4(self.pid, 0)
        os.close(self.pidfd)
        self.status = os.waitstatus_to_exitcode(status)


class Meter:
    """One case's use of its limits, seconds of CPU and of wall clock.

    The first process is the program's, whose CPU counts. Time in which the processes waited for a processor is no wall
    time of theirs, so that a busy machine fails nobody; up to the limit once more, because a program can keep itself
    waiting by children that spin.
    """

    def __init__(self, processes: list[Process], cpu_limit_s: float, wall_limit_s: float) -> None:
        self._processes = processes
        self._brief_s = processes[0].brief_s
        self.cpu_limit_s, self.wall_limit_s = cpu_limit_s, wall_limit_s
        self._cpu_before = processes[0].cpu_s()
        self._begun = time.monotonic()
        age = self._begun - processes[0].begun
        self._waited_before = age * len(processes) if age < self._brief_s else self._waited_s()

    def cpu_s(self) -> float:
        return max(0.0, self._processes[0].cpu_s() - self._cpu_before)

    def wall_s(self) -> float:
        passed = time.monotonic() - self._begun
        if passed < self._brief_s:
            return passed
        waited = min(self._waited_s() - self._waited_before, self.wall_limit_s)
        return max(0.0, passed - max(0.0, waited))

    def _waited_s(self) -> float:
        return sum(process.waited_s() for process in self._processes)

    def check_in_s(self) -> float:
        """Seconds until a limit can be reached at the earliest."""
        cpu_left = self.cpu_limit_s * GRACE - self.cpu_s()
        return max(min(cpu_left, self.wall_limit_s - (time.monotonic() - self._begun)), 0.002)

    def exceeded(self) -> bool:
        """To be stopped: beyond all doubt over a limit."""
        if self.cpu_s() > self.cpu_limit_s * GRACE:
            return True
        return time.monotonic() - self._begun > self.wall_limit_s and self.wall_s() > self.wall_limit_s

    def over(self) -> bool:
        return self.cpu_s() > self.cpu_limit_s or self.wall_s() > self.wall_limit_s

    def used(self) -> dict[str, Any]:
        """`seconds` of CPU and `wall_s`; `borderline`: over the CPU limit by so little that chance may be why."""
        cpu, wall = self.cpu_s(), self.wall_s()
        borderline = self.cpu_limit_s < cpu <= self.cpu_limit_s * GRACE and wall <= self.wall_limit_s
        return {"seconds": cpu, "wall_s": wall, "borderline": borderline}
