"""A pytest plugin: a test that fails leaves no server behind, for the next ones or for the user to find."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.end_to_end.processes import command

SERVER = "reward_server"
DRAINS_WITHIN_S = 5.0
_FAILED = pytest.StashKey[bool]()


def children() -> set[int]:
    """Direct children of this process, whichever thread started them."""
    lists = []
    for task in Path("/proc/self/task").iterdir():
        with contextlib.suppress(OSError):  # the thread ended meanwhile
            lists.append((task / "children").read_text())
    return {int(pid) for text in lists for pid in text.split()}


def end(pids: set[int]) -> None:
    """SIGTERM, which a server passes on to all that it started; SIGKILL to one that does not listen."""
    deadline = time.monotonic() + DRAINS_WITHIN_S
    for number in (signal.SIGTERM, signal.SIGCONT):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
    for pid in pids:
        with contextlib.suppress(ChildProcessError):  # its Popen has reaped it
            while os.waitpid(pid, os.WNOHANG)[0] == 0:
                if time.monotonic() > deadline:
                    os.kill(pid, signal.SIGKILL)
                time.sleep(0.05)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[_FAILED] = True
    return report


@pytest.fixture(autouse=True)
def _no_server_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Set up after the fixtures that outlive the test, and torn down after all others of its own."""
    before = children()
    yield
    if request.node.stash.get(_FAILED, False):
        end({pid for pid in children() - before if SERVER in command(pid)})
