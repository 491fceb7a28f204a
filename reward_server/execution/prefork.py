"""The HTTP processes on one listening socket: started, replaced when they die or hang, drained together."""

from __future__ import annotations

import contextlib
import logging
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from reward_server import metrics_share
from reward_server.execution import children, under_user
from reward_server.execution.inherited_file import InheritedFile
from reward_server.execution.process_state import Silence, is_stopped
from reward_server.users import User

log = logging.getLogger("reward_server.prefork")

CHECK_EVERY_S = 0.1
RESTART_AFTER_S = 0.5
STOPPED_FOR_S = 2.0
HUNG_AFTER_S = 10.0
"""Without a sign of life, which comes every second; a process that parses or compresses for long still gives one. The
time in which it waits for a processor does not count: a busy machine would kill it, and its successor, for ever."""
GIVE_UP_AFTER = 5
"""Starts in a row, none of which came to serve."""


@dataclass(slots=True)
class Slot:
    """One of the places, and the process in it. Times are monotonic seconds."""

    memory: int
    process: subprocess.Popen[bytes]
    running_at: float
    """When it was last seen not to be stopped."""
    sign: float | None = None
    """When it last gave a sign of life."""
    silence: Silence = field(init=False)

    def __post_init__(self) -> None:
        self.silence = Silence(self.process.pid)


class HttpWorkers:
    """`count` processes of `reward_server.server`; they end when this process does. environment: of each; user: under
    which they run, None: this process's; keys: a file that they read, and read again on SIGHUP."""

    def __init__(
        self,
        count: int,
        listener: socket.socket,
        environment: Mapping[str, str],
        stop_within_s: float,
        user: User | None = None,
        keys: InheritedFile | None = None,
    ) -> None:
        self._user = user
        self._keys = keys
        self._listener = listener
        self._environment = environment
        self._stop_within_s = stop_within_s
        self._memory = metrics_share.new_slots(count)
        self._slots: list[Slot] = []
        self._signals = 0
        self._fruitless = 0
        self._awake_since = time.monotonic()
        self._looked_at = time.monotonic()

    def run(self) -> int:
        """Until SIGTERM or SIGINT; 0 when every process drained and ended well, 3 where none came to serve."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        signal.signal(signal.SIGHUP, self._read_keys_again)
        self._slots = [self._filled(index, first=True) for index in range(len(self._memory))]
        while not self._signals:
            time.sleep(CHECK_EVERY_S)
            self._note_own_sleep()
            for index, slot in enumerate(self._slots):
                self._kill_hung(slot)
                self._replace_dead(index, slot)
            if self._fruitless >= GIVE_UP_AFTER:
                log.critical("no HTTP process came to serve in %d starts: giving up", self._fruitless)
                self._on_signal()
                return max(3, self._drain())
        return self._drain()

    def _on_signal(self, *_: object) -> None:
        self._signals += 1
        for slot in self._slots:
            with contextlib.suppress(ProcessLookupError):
                slot.process.terminate()

    def _read_keys_again(self, *_: object) -> None:
        if self._keys is None:
            log.warning("SIGHUP: there is no file of keys to read again (setting: keys_file)")
            return
        try:
            self._keys.read_again()
        except OSError as error:
            log.error("SIGHUP: the keys could not be read, and those of before stay in force: %s", error)
            return
        for slot in self._slots:
            with contextlib.suppress(ProcessLookupError):
                slot.process.send_signal(signal.SIGHUP)

    def _filled(self, index: int, *, first: bool = False) -> Slot:
        metrics_share.clear(self._memory[index])
        return Slot(self._memory[index], self._launch(index, first=first), time.monotonic())

    def _launch(self, index: int, *, first: bool) -> subprocess.Popen[bytes]:
        listening = self._listener.fileno()
        slots = ",".join(map(str, self._memory))
        arguments = ["--listen-fd", str(listening), "--metrics-fds", slots, "--slot", str(index)]
        arguments += [] if first else ["--replaces"]
        # The pipe on standard input closes with this process, however it ends: the workers' signal to end too.
        return subprocess.Popen(
            children.command("reward_server.server", *arguments),
            stdin=subprocess.PIPE,
            env=under_user.environment(self._user, self._environment),
            pass_fds=[listening, *self._memory, *([] if self._keys is None else [self._keys.handle])],
            start_new_session=True,
            **under_user.ids(self._user),
        )

    def _note_own_sleep(self) -> None:
        """Where this process was stopped itself, the others may have been with it: they get their time again."""
        now = time.monotonic()
        if now - self._looked_at > STOPPED_FOR_S:
            self._awake_since = now
        self._looked_at = now

    def _kill_hung(self, slot: Slot) -> None:
        now = time.monotonic()
        if not is_stopped(slot.process.pid):
            slot.running_at = now
        stopped_s = now - max(slot.running_at, self._awake_since)
        silent_s = self._silent_s(slot)
        if slot.process.poll() is None and (stopped_s > STOPPED_FOR_S or silent_s > HUNG_AFTER_S):
            why = "is stopped" if stopped_s > STOPPED_FOR_S else f"gave no sign of life for {silent_s:.0f} s"
            log.error("HTTP process %d %s: killing it", slot.process.pid, why)
            slot.process.kill()
            slot.process.wait()

    def _silent_s(self, slot: Slot) -> float:
        """0 until it first spoke."""
        sign = metrics_share.written_at(slot.memory)
        if sign is None or sign != slot.sign or self._awake_since == self._looked_at:
            slot.sign = sign
            slot.silence.spoke()
        return slot.silence.look()

    def _replace_dead(self, index: int, slot: Slot) -> None:
        if slot.process.poll() is None or self._signals:
            return
        log.error("HTTP process %d ended with %s; starting another", slot.process.pid, slot.process.returncode)
        served = metrics_share.written_at(slot.memory) is not None
        self._fruitless = 0 if served else self._fruitless + 1
        time.sleep(RESTART_AFTER_S)
        self._slots[index] = self._filled(index)

    def _drain(self) -> int:
        deadline = time.monotonic() + self._stop_within_s
        processes = [slot.process for slot in self._slots]
        for process in processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
            if process.poll() is None:
                process.kill()
                process.wait()
        # Ended by the signal itself: it was still starting, and had no batch to lose.
        codes = [0 if process.returncode == -signal.SIGTERM else abs(process.returncode) for process in processes]
        return max(codes)
