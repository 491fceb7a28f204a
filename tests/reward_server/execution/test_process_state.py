"""What the kernel says of a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from reward_server.execution.process_state import Seen, Silence, is_stopped, seen, waits_for_a_processor

SPINS = "while True: pass"
SLEEPS = "import time; time.sleep(60)"
WATCHED_S = 1.5


@contextmanager
def process(code: str, *, idle: bool = False) -> Iterator[int]:
    """All of them on one processor; an idle one gets what the others leave."""
    cpu = min(os.sched_getaffinity(0))
    head = f"import os; os.sched_setaffinity(0, {{{cpu}}})\n"
    head += "os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))\n" if idle else ""
    with subprocess.Popen([sys.executable, "-c", f"{head}print(flush=True)\n{code}"], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        try:
            yield child.pid
        finally:
            child.kill()


def watched(silence: Silence) -> tuple[float, float]:
    """How long it was silent by what is counted, and by the clock."""
    began = time.monotonic()
    silence.spoke()
    while (elapsed := time.monotonic() - began) < WATCHED_S:
        counted = silence.look()
        time.sleep(0.02)
    return counted, elapsed


def test_a_process_that_waits_for_something_is_silent_by_the_clock() -> None:
    with process(SLEEPS) as pid:
        counted, elapsed = watched(Silence(pid))
    assert counted > elapsed / 2


def test_a_process_that_waits_for_a_processor_is_silent_only_while_it_has_one() -> None:
    with process(SPINS, idle=True) as starved, process(SPINS):
        counted, elapsed = watched(Silence(starved))
    assert counted < elapsed / 2


def test_a_sign_begins_the_silence_anew() -> None:
    with process(SLEEPS) as pid:
        silence = Silence(pid)
        watched(silence)
        silence.spoke()
        assert silence.look() < WATCHED_S / 2


def test_a_stopped_process_is_stopped_until_it_goes_on() -> None:
    with process(SLEEPS) as pid:
        assert not is_stopped(pid)
        os.kill(pid, signal.SIGSTOP)
        deadline = time.monotonic() + 10
        while not is_stopped(pid) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert is_stopped(pid)
    assert seen(pid) is None
    assert not is_stopped(pid)


@pytest.mark.parametrize(
    ("before", "after", "waits"),
    [
        (Seen("R", 1.0), Seen("R", 1.5), True),
        (Seen("R", 1.0), Seen("R", 4.5), False),
        (Seen("R", 1.0), Seen("S", 1.5), False),
        (None, Seen("R", 1.5), False),
        (Seen("R", 1.0), None, False),
    ],
)
def test_who_would_run_and_got_less_than_half_a_processor_waits_for_one(
    before: Seen | None, after: Seen | None, waits: bool
) -> None:
    assert waits_for_a_processor(before, after, 4.0) is waits
