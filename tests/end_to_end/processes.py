"""What a test may know of processes: who descends from whom, and who is gone. Linux's /proc alone."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path


def _parents() -> dict[int, int]:
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
    return parents


def command(pid: int) -> str:
    """The command line of a process; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


def descendants(pid: int) -> dict[int, str]:
    """Every process below `pid`, with its command line, parents before children."""
    parents = _parents()
    found: dict[int, str] = {}
    front = [pid]
    while front:
        front = [child for child, parent in parents.items() if parent in front]
        found.update({child: command(child) for child in front})
    return found


def alive(pid: int) -> bool:
    """Running, that is: a zombie is not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def gone(pids: Iterable[int], within_s: float) -> bool:
    deadline = time.monotonic() + within_s
    pids = list(pids)
    while any(alive(pid) for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def resident_mb(pid: int) -> float:
    """Resident memory of one process, MB; 0 when it is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 1e6


def cpu_s(pid: int) -> float:
    """CPU seconds of one process so far, its children apart."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
