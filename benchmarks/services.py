"""Several real services on addresses of their own, killed, drained and started again there."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.end_to_end.processes import descendants, gone, resident_mb
from tests.end_to_end.running import Running, free_port, wait_until_ready

GONE_WITHIN_S = 30.0


class Service:
    """`reward-server` with `settings`, on one address for as long as this object lives."""

    def __init__(
        self, log: Path, host: str = "127.0.0.1", port: int | None = None, *, settings: Mapping[str, str]
    ) -> None:
        self.host, self.port = host, port or free_port()
        self.url = f"http://{host}:{self.port}"
        self.starts = 0
        self._log = log
        self._settings = {f"REWARD_SERVER_{name.upper()}": value for name, value in settings.items()}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when batches can be scored."""
        self.begin()
        self.wait()

    def begin(self) -> None:
        command = [sys.executable, "-m", "reward_server", "--host", self.host, "--port", str(self.port)]
        with self._log.open("ab") as said:
            self._process = subprocess.Popen(command, env={**os.environ, **self._settings}, stderr=said)
        self.starts += 1

    def wait(self) -> None:
        assert self._process is not None
        wait_until_ready(Running(self.url, self._process))

    def family(self) -> list[int]:
        return [] if self._process is None else [self._process.pid, *descendants(self._process.pid)]

    def memory_mb(self) -> float:
        """Resident memory of all its processes, added up; 0 while it is gone."""
        return sum(map(resident_mb, self.family()))

    def kill(self) -> None:
        """SIGKILL to every process of it at once."""
        family = self.family()
        for pid in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, 9)
        self._ended(family)

    def drain(self) -> int:
        """SIGTERM; the exit status, which is 0 where every batch in flight got its scores."""
        family = self.family()
        assert self._process is not None
        self._process.terminate()
        return self._ended(family)

    def _ended(self, family: list[int]) -> int:
        if self._process is None:
            return 0
        process, self._process = self._process, None
        status = process.wait(120)
        assert gone(family, GONE_WITHIN_S), "a process of the service was left"
        return status


def stop_all(services: list[Service]) -> None:
    for service in services:
        service.kill()
