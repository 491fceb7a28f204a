"""Starts a manager of our own and starts it again when it dies."""

from __future__ import annotations

import contextlib
import logging
import socket
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from reward_server.execution import children, frames
from reward_server.execution.process_state import is_stopped, seen, waits_for_a_processor
from reward_server.execution.run_folder import RunFolder
from reward_server.settings import Settings
from reward_server.users import User

log = logging.getLogger("reward_server.launcher")

RESTART_AFTER_S = 0.2
ASK_EVERY_S = 2.0
ANSWERS_WITHIN_S = 4.0
"""A manager that has once answered and is silent for so long twice in a row hangs, and is replaced."""
STOP_WITHIN_S = 15.0


@dataclass(frozen=True, slots=True)
class Door:
    """The manager's socket. gid: the group that it belongs to, None: this process's."""

    path: Path
    mode: int = 0o600
    gid: int | None = None

    def arguments(self) -> list[str]:
        group = [] if self.gid is None else ["--socket-group", str(self.gid)]
        return ["--socket", str(self.path), "--socket-mode", f"{self.mode:o}", *group]


class ManagerProcess:
    """A manager process that is replaced when it dies or hangs, and ends when this process does, however it ends.

    door: its socket, in a private folder if None, which `http_user` alone may reach besides this process's user.
    """

    def __init__(self, settings: Settings, door: Door | None = None, http_user: User | None = None) -> None:
        self._folders = [] if door is not None else [RunFolder(http_user.gid if http_user else None)]
        self.door = door or _private_door(self._folders[0], http_user)
        self._settings = settings
        if settings.sandbox_socket_dir is None:
            self._folders.append(RunFolder())
            sockets = self._folders[-1].path / "runners"
            self._settings = settings.model_copy(update={"sandbox_socket_dir": sockets})
        self._process: subprocess.Popen[bytes] | None = None
        self._restarts = 0
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
        for folder in self._folders:
            folder.remove()

    def _launch(self) -> subprocess.Popen[bytes]:
        arguments = ["--with-parent", *self.door.arguments(), "--restarts", str(self._restarts)]
        return subprocess.Popen(
            children.command("reward_server.execution.manager", *arguments),
            stdin=subprocess.PIPE,
            env=children.environment(self._settings.without_secrets().hand_on()),
            start_new_session=True,  # Ctrl-C is for the service, which drains while its manager still works
        )

    def _watch(self) -> None:
        while not self._stopping.wait(RESTART_AFTER_S):
            if self._process is not None and self._process.poll() is not None:
                log.error("the manager ended with exit code %s; starting it again", self._process.returncode)
                self._restarts += 1
                self._process, self._answered, self._silences = self._launch(), False, 0
            elif time.monotonic() - self._asked_at > ASK_EVERY_S:
                self._ask()
                self._asked_at = time.monotonic()
        self._end()

    def _ask(self) -> None:
        """Kills a manager that hangs: the next look finds it dead, and starts another."""
        process = self._process
        assert process is not None
        stopped, before = is_stopped(process.pid), seen(process.pid)
        if not stopped and _answers(self.door.path):
            self._answered, self._silences = True, 0
            return
        if not stopped and waits_for_a_processor(before, seen(process.pid), ANSWERS_WITHIN_S):
            return  # the machine is busy: another manager would get no more of it
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


def _private_door(folder: RunFolder, user: User | None) -> Door:
    path = folder.path / "manager.sock"
    return Door(path) if user is None else Door(path, 0o660, user.gid)


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as asking:
        asking.settimeout(ANSWERS_WITHIN_S)
        try:
            asking.connect(str(path))
            asking.sendall(frames.packed({"id": 0}))
            return bool(asking.recv(1))
        except OSError:
            return False
