"""The head of every report: on what it was measured, and by which command."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path


def machine() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown processor")
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores, {model}, Python {platform.python_version()}, Linux {platform.release()}"


def print_head(module: str) -> None:
    """`module`: as it is run with `python -m`."""
    busy = f"load average {os.getloadavg()[0]:.1f} before it began"  # a busy machine's wall times are worth little
    command = f"python -m {module} {' '.join(sys.argv[1:])}".rstrip()
    print(f"machine: {machine()}; {busy}\ncommand: {command}\n", flush=True)
