"""Whether a process of ours is stopped (SIGSTOP, a debugger, a frozen cgroup): it is not dead, and does nothing."""

from __future__ import annotations

from pathlib import Path


def is_stopped(pid: int) -> bool:
    """False too where it is gone."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state in ("T", "t")
