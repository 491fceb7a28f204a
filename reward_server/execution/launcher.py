"""Starts a manager of our own and starts it again when it dies."""

from __future__ import annotations

import contextlib
import logging
import socket
import subprocess
import threading
import time
from pathlib import Path

from reward_server.execution import children, frames
from reward_server.execution.run_folder import RunFolder
from reward_server.execution.stopped import is_stopped
from reward_server.settings import Settings

log = logging.getLogger("reward_server.launcher")

RESTART_AFTER_S = 0.2
ASK_EVERY_S = 2.0
ANSWERS_WITHIN_S = 4.0
"""A manager that has once answered and is silent for so long twice in a row hangs, and is replaced."""
STOP_WITHIN_S = 15.0


class ManagerProcess:
    """A manager process on a socket in a private folder; the manager ends when this process does, however it ends."""

    def __init__(self, settings: Settings) -> None:
        self._folder = RunFolder()
        self.socket_path = self._folder.path / "manager.sock"
        sockets = settings.sandbox_socket_dir or self._folder.path / "runners"
        self._settings = settings.model_copy(update={"sandbox_socket_dir": sockets})
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._answered = False
        self._silences = 0
        self._asked_at = 0.0
        self._watcher = threading.Thread(target=self._watch, name="manager-watcher", daemon=True)

    def start(self) -> None:
        self._process = self._launch()
        self._watcher.start()

    def stop(self) -> None:
        self._stopping.set()
        self._watcher.join(STOP_WITHIN_S + 5)
        self._folder.remove()

    def _launch(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            children.command("reward_server.execution.manager", "--with-parent", "--socket", str(self.socket_path)),
            stdin=subprocess.PIPE,
            env=children.environment(self._settings.without_secrets().hand_on()),
            start_new_session=True,  # Ctrl-C is for the service, which drains while its manager still works
        )

    def _watch(self) -> None:
        while not self._stopping.wait(RESTART_AFTER_S):
            if self._process is not None and self._process.poll() is not None:
                log.error("the manager ended with exit code %s; starting it again", self._process.returncode)
                self._process, self._answered, self._silences = self._launch(), False, 0
            elif time.monotonic() - self._asked_at > ASK_EVERY_S:
                self._ask()
                self._asked_at = time.monotonic()
        self._end()

    def _ask(self) -> None:
        """Kills a manager that hangs: the next look finds it dead, and starts another."""
        process = self._process
        assert process is not None
        stopped = is_stopped(process.pid)
        if not stopped and _answers(self.socket_path):
            self._answered, self._silences = True, 0
            return
        self._silences += 1
        if self._silences >= 2 and (stopped or self._answered):
            log.error("the manager %s: killing it", "is stopped" if stopped else "does not answer")
            process.kill()
            process.wait()

    def _end(self) -> None:
        process = self._process
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOP_WITHIN_S)
        if process.poll() is None:
            process.kill()
            process.wait()


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as asking:
        asking.settimeout(ANSWERS_WITHIN_S)
        try:
            asking.connect(str(path))
            asking.sendall(frames.packed({"id": 0}))
            return bool(asking.recv(1))
        except OSError:
            return False
