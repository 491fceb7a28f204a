"""Each part of a composed service killed and stopped, against the same stream of batches as on bare metal.

The service comes up from `docker-compose.yml` as it stands, under a project name and on a port of its own. Its
processes are found from outside, below the first process of each container, and root here sends them signals.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.end_to_end.faults import Seen, Stream, docker, runner_in, sandboxes_of
from tests.end_to_end.processes import alive, descendants
from tests.end_to_end.running import free_port

ROOT = Path(__file__).parents[2]
PROJECT = "assay-healing"
UP_WITHIN_S = 900
HEALS_AT_MOST_S = 60.0
PAUSE_S = 3.0
"""Of an undisturbed stream before each fault."""


@contextmanager
def composed(*, built: bool) -> Iterator[str]:
    """The URL of a service that is up. The sandbox image is there; that of the service is built if not `built`."""
    port = free_port()
    environment = {**os.environ, "REWARD_SERVER_PORT": str(port), "REWARD_SERVER_WORKERS": "2"}

    def compose(*arguments: str) -> None:
        command = ["docker", "compose", "--progress", "plain", "-p", PROJECT, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=UP_WITHIN_S)
        if done.returncode:
            raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")

    try:
        if not built:
            compose("build", "server")
        compose("up", "--no-build", "--wait")
        yield f"http://127.0.0.1:{port}"
    finally:
        compose("down", "--volumes", "--timeout", "30")


def first_of(service: str) -> int:
    """The first process of a service's container, as this machine numbers it."""
    return int(docker("inspect", "--format", "{{.State.Pid}}", f"{PROJECT}-{service}-1"))


def below(service: str, *words: str) -> int:
    """A process of a service whose command line holds the words."""
    return next(pid for pid, line in descendants(first_of(service)).items() if all(one in line for one in words))


def runner() -> int:
    return runner_in(sandboxes_of(f"{PROJECT}_runners")[0])


PARTS: dict[str, Callable[[], int]] = {
    "manager": lambda: below("manager", "--with-parent"),
    "fork server": lambda: below("manager", "fork_server"),
    "HTTP worker": lambda: below("server", "--listen-fd"),
    "runner": runner,
    "manager's container": lambda: first_of("manager"),
    "server's container": lambda: first_of("server"),
}
"""The last two: the first process of each, which Docker starts again when it is gone."""
SIGNALS = {"SIGKILLed": signal.SIGKILL, "SIGSTOPped": signal.SIGSTOP}


def faults() -> list[tuple[str, Callable[[], int], int]]:
    """Name, how the process is found, and the signal."""
    return [
        (f"{part} {said}, composed", find, number)
        for part, find in PARTS.items()
        for said, number in SIGNALS.items()
        if number == signal.SIGKILL or "container" not in part
    ]


def suffered(url: str, find: Callable[[], int], number: int) -> tuple[Seen, float | None]:
    """One fault, and the seconds from it to the first wholly right batch that was sent once the part was replaced."""
    stream = Stream(url)
    stream.start()
    time.sleep(PAUSE_S)
    before = find()
    os.kill(before, number)
    began = time.monotonic()
    replaced: float | None = None
    while time.monotonic() - began < HEALS_AT_MOST_S:
        if replaced is None and not alive(before) and _found(find) not in (None, before):
            replaced = time.monotonic()
        if replaced is not None and stream.seen.whole_after(replaced) is not None:
            break
        time.sleep(0.1)
    seen = stream.stop()
    after_s = None if replaced is None else seen.whole_after(replaced)
    return seen, None if replaced is None or after_s is None else replaced - began + after_s


def _found(find: Callable[[], int]) -> int | None:
    try:
        return find() or None
    except (StopIteration, IndexError, ValueError):
        return None
