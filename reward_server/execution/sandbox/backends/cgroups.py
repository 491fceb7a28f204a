"""A cgroup (version 2) a sandbox, where some are delegated to this user: bounds of memory, processes and CPU that the
kernel keeps."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

MOUNT = Path("/sys/fs/cgroup")
MEMORY, PROCESSES = "memory", 512
CPU = "100000 100000"
"""One processor: microseconds of each period, and the period."""
GOES_WITHIN_S = 2.0


class Delegated:
    """parent: a cgroup that this process may make others in, with the controller of memory on for them."""

    def __init__(self, parent: Path) -> None:
        self.parent = parent

    def make(self, name: str, memory_mb: int) -> Path | None:
        """None where it turns out that it may not."""
        group = self.parent / name
        try:
            group.mkdir()
            _write(group, "memory.max", str(memory_mb << 20))
        except OSError:
            remove(group)
            return None
        for file, value in (("memory.swap.max", "0"), ("pids.max", str(PROCESSES)), ("cpu.max", CPU)):
            with contextlib.suppress(OSError):  # a controller that is off here
                _write(group, file, value)
        return group


def delegated(mount: Path = MOUNT, own: str | None = None) -> Delegated | None:
    """The nearest cgroup above this process that it may use; None where there is none, as in most containers.

    own: the line of this process in /proc/self/cgroup, as the kernel has it for version 2: `0::/path`.
    """
    if not (mount / "cgroup.controllers").is_file():
        return None
    lines = Path("/proc/self/cgroup").read_text().splitlines() if own is None else [own]
    path = next((line[3:] for line in lines if line.startswith("0::")), None)
    if path is None:
        return None
    at = mount / path.lstrip("/")
    while at.is_relative_to(mount):
        if _is_usable(at):
            return Delegated(at)
        at = at.parent
    return None


def _is_usable(group: Path) -> bool:
    """A process may be moved within what is one's own alone: its present cgroup and the new one lie under `group`."""
    try:
        handed_down = (group / "cgroup.subtree_control").read_text().split()
    except OSError:
        return False
    return MEMORY in handed_down and os.access(group, os.W_OK) and os.access(group / "cgroup.procs", os.W_OK)


def killed_for_memory(group: Path) -> bool:
    try:
        events = dict(line.split() for line in (group / "memory.events").read_text().splitlines())
    except OSError:
        return False
    return int(events.get("oom_kill", 0)) > 0


def remove(group: Path) -> None:
    """Once its last process is gone, which may take a moment."""
    until = time.monotonic() + GOES_WITHIN_S
    while group.is_dir() and time.monotonic() < until:
        with contextlib.suppress(OSError):
            group.rmdir()
            return
        time.sleep(0.02)


def _write(group: Path, file: str, value: str) -> None:
    descriptor = os.open(group / file, os.O_WRONLY)
    try:
        os.write(descriptor, value.encode())
    finally:
        os.close(descriptor)
