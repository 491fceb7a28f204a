"""The seam below the pool: what isolates gives runners, and takes them away."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from reward_server.execution.sandbox.runner_client import Runner

BY_LOOKING = (
    "memory and CPU time of all processes of a program together are looked at every 5 to 50 ms, "
    "not bounded by the kernel"
)


class BackendError(Exception):
    """No sandbox can be had; the message says why and what to do, in one line.

    lasting: until somebody acts; else it may come by itself, as an engine does that is starting.
    """

    def __init__(self, message: str, *, lasting: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting


class Backend(Protocol):
    """Starts and removes the runners of one pool. A backend that cannot isolate starts none."""

    def open(self, socket_dir: Path) -> None:
        """Before all else. socket_dir: where the runners' sockets lie, this service's own."""

    async def close(self) -> None:
        """Removes every runner that is left."""

    async def identity(self) -> dict[str, str]:
        """What of it can change a score: part of the version digest. Raises BackendError."""

    async def start_runner(self) -> Runner:
        """One that answers. Raises BackendError."""

    async def remove(self, name: str) -> None:
        """The runner of that name, whatever state it is in. Raises BackendError."""

    async def ran_out_of_memory(self, name: str, within_s: float) -> bool:
        """Whether something in it was killed for the memory of all together, in the last `within_s`."""

    async def is_stopped(self, name: str) -> bool:
        """Whether its runner was stopped from outside, by a signal or a pause; never for what a program does. False too
        where that cannot be seen from here. Raises BackendError."""
