"""Several HTTP processes on one listening socket: started, started again when they die, drained together."""

from __future__ import annotations

import contextlib
import logging
import signal
import socket
import subprocess
import time
from collections.abc import Mapping

from prometheus_client.multiprocess import mark_process_dead

from reward_server.execution import children

log = logging.getLogger("reward_server.prefork")

CHECK_EVERY_S = 0.1
RESTART_AFTER_S = 0.5


class HttpWorkers:
    """`count` processes of `python -m reward_server --listen-fd N`; they end when this process does.

    environment: of each, PROMETHEUS_MULTIPROC_DIR among it.
    """

    def __init__(
        self, count: int, listener: socket.socket, environment: Mapping[str, str], stop_within_s: float
    ) -> None:
        self._count = count
        self._listener = listener
        self._environment = environment
        self._stop_within_s = stop_within_s
        self._processes: list[subprocess.Popen[bytes]] = []
        self._signals = 0

    def run(self) -> int:
        """Until SIGTERM or SIGINT; 0 when every process drained and ended well."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        self._processes = [self._launch() for _ in range(self._count)]
        while not self._signals:
            time.sleep(CHECK_EVERY_S)
            self._replace_dead()
        return self._drain()

    def _on_signal(self, *_: object) -> None:
        self._signals += 1
        for process in self._processes:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()

    def _launch(self) -> subprocess.Popen[bytes]:
        descriptor = self._listener.fileno()
        command = children.command("reward_server", "--listen-fd", str(descriptor))
        # The pipe on standard input closes with this process, however it ends: the workers' signal to end too.
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            env=children.environment(self._environment),
            pass_fds=[descriptor],
            start_new_session=True,
        )

    def _replace_dead(self) -> None:
        for index, process in enumerate(self._processes):
            if process.poll() is not None and not self._signals:
                log.error("HTTP process %d ended with %s; starting another", process.pid, process.returncode)
                # What it had admitted is admitted no more.
                mark_process_dead(process.pid, self._environment["PROMETHEUS_MULTIPROC_DIR"])  # type: ignore[no-untyped-call]
                time.sleep(RESTART_AFTER_S)
                self._processes[index] = self._launch()

    def _drain(self) -> int:
        deadline = time.monotonic() + self._stop_within_s
        for process in self._processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
            if process.poll() is None:
                process.kill()
                process.wait()
        # Ended by the signal itself: it was still starting, and had no batch to lose.
        codes = [0 if process.returncode == -signal.SIGTERM else abs(process.returncode) for process in self._processes]
        return max(codes)
