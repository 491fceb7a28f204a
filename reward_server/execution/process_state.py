"""What the kernel says of a process of ours: is it stopped, and does it hang, or only wait for a processor?"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Seen:
    state: str
    """Of its first thread: R runs or waits for a processor, S and D wait for something else, T and t are stopped."""
    cpu_s: float
    """Of all its threads, so far."""


def seen(pid: int) -> Seen | None:
    """None where it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return Seen(fields[0], (int(fields[11]) + int(fields[12])) / _TICKS_A_SECOND)
    except (OSError, IndexError):
        return None


def is_stopped(pid: int) -> bool:
    """By SIGSTOP, a debugger, a frozen cgroup: it is not dead, and does nothing. False too where it is gone."""
    now = seen(pid)
    return now is not None and now.state in ("T", "t")


def waits_for_a_processor(before: Seen | None, after: Seen | None, elapsed_s: float) -> bool:
    """Did it get less than half of a processor in the meantime, and would it run now?"""
    return (
        before is not None and after is not None and after.state == "R" and after.cpu_s - before.cpu_s < elapsed_s / 2
    )


@dataclass(slots=True)
class Silence:
    """How long a process has kept silent although it could have spoken, in seconds: on a busy machine it may wait long
    for a processor, and then only what it gets of one counts. `look` is called often, `spoke` when it gave a sign."""

    pid: int
    seconds: float = 0.0
    _at: float = field(default_factory=time.monotonic)
    _last: Seen | None = None

    def spoke(self) -> None:
        self.seconds, self._at = 0.0, time.monotonic()

    def look(self) -> float:
        now, last = time.monotonic(), self._last
        self._last = seen(self.pid)
        if last is None or self._last is None or self._last.state != "R":
            self.seconds += now - self._at
        else:
            self.seconds += min(now - self._at, self._last.cpu_s - last.cpu_s)
        self._at = now
        return self.seconds
