"""The processes behind the pool: the fork server and its workers, as their owner holds them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
from dataclasses import dataclass, field

from reward_server.execution import children, under_user
from reward_server.jobs import JsonObject
from reward_server.settings import ENV_PREFIX
from reward_server.users import User

_FORK_SERVER = "reward_server.execution.math_workers.fork_server"


class NotStartedError(Exception):
    """The fork server ended before it was ready. lasting: only somebody who acts can change that."""

    def __init__(self, cause: str, *, lasting: bool, trace: str) -> None:
        super().__init__(cause)
        self.lasting = lasting
        self.trace = f"\n{trace}" if trace else ""


@dataclass(slots=True, eq=False)
class Worker:
    """One forked process. `handle` is a pidfd: a signal through it can never hit a process that reuses the pid."""

    pid: int
    handle: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    jobs_done: int = 0

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.handle, signal.SIGKILL)

    def close(self) -> None:
        self.kill()
        self.writer.close()
        os.close(self.handle)


@dataclass(slots=True, eq=False)
class ForkServer:
    """The process that forks, its control socket, and what it reported."""

    process: subprocess.Popen[bytes]
    control: socket.socket
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    spawned: asyncio.Queue[int] = field(default_factory=asyncio.Queue)
    ends: dict[int, asyncio.Future[JsonObject]] = field(default_factory=dict)
    spawning: asyncio.Lock = field(default_factory=asyncio.Lock)

    def end_of(self, pid: int) -> asyncio.Future[JsonObject]:
        return self.ends.setdefault(pid, asyncio.get_running_loop().create_future())


def launch(
    cpu_budget_s: float, memory_limit_mb: int, user: User | None = None
) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """A fork server under `user`, and our end of its control socket."""
    ours, theirs = socket.socketpair()
    limits = (str(cpu_budget_s), str(memory_limit_mb))
    # It judges what models wrote, and needs none of the service's settings, secrets among them.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ENV_PREFIX)}
    with theirs:
        process = subprocess.Popen(
            children.command(_FORK_SERVER, str(theirs.fileno()), *limits),
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            env=under_user.environment(user, {**inherited, "PYTHONHASHSEED": "0"}),
            **under_user.ids(user),
        )
    return process, ours
