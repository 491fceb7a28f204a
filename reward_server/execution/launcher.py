"""Starts a manager of our own and starts it again when it dies."""

from __future__ import annotations

import contextlib
import logging
import subprocess
import threading

from reward_server.execution import children
from reward_server.execution.run_folder import RunFolder
from reward_server.settings import Settings

log = logging.getLogger("reward_server.launcher")

RESTART_AFTER_S = 0.2
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
            env=children.environment(self._settings.hand_on()),
            start_new_session=True,  # Ctrl-C is for the service, which drains while its manager still works
        )

    def _watch(self) -> None:
        while not self._stopping.wait(RESTART_AFTER_S):
            if self._process is not None and self._process.poll() is not None:
                log.error("the manager ended with exit code %s; starting it again", self._process.returncode)
                self._process = self._launch()
        self._end()

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
