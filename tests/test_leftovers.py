"""What failing tests leave running."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.end_to_end.processes import gone

ROOT = Path(__file__).parents[1]
FAILING = """
import pathlib, subprocess, sys
import pytest

def start(name, *more):
    code = "import signal, time; " + "".join(more) + "time.sleep(600)"
    process = subprocess.Popen([sys.executable, "-c", code, name])
    with open("pids", "a") as pids:
        print(name, process.pid, file=pids)

@pytest.fixture(scope="module")
def kept():
    start("reward_server-of-the-module")

def test_fails(kept):
    start("reward_server")
    start("reward_server-that-is-deaf", "signal.signal(signal.SIGTERM, signal.SIG_IGN); ")
    start("something-else")
    assert False
"""


def test_a_failing_test_leaves_no_server_behind(tmp_path: Path) -> None:
    """One that outlives the test by its fixture's scope stays, and so does what is no server."""
    (tmp_path / "test_failing.py").write_text(FAILING)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.leftovers",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        ".",
    ]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    done = subprocess.run([*command, "."], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert "1 failed" in done.stdout, done.stdout + done.stderr
    pids = {name: int(pid) for name, pid in (line.split() for line in (tmp_path / "pids").read_text().splitlines())}
    left = {name for name, pid in pids.items() if not gone([pid], within_s=0)}
    subprocess.run(["kill", "-9", *map(str, pids.values())], capture_output=True, check=False)
    assert left == {"reward_server-of-the-module", "something-else"}
