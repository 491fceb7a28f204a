"""Faults against a stream of batches with known scores: what breaks, how it is broken, and what was seen.

Used by the tests (a few faults, briefly) and by `benchmarks/reliability` (all of them, as a report).
"""

from __future__ import annotations

import itertools
import json
import os
import random
import resource
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.end_to_end.processes import descendants
from tests.end_to_end.running import Running

IMAGE = os.environ.get("REWARD_SERVER_SANDBOX_IMAGE", "assay-sandbox-python:latest")
CALLERS = 3
TIMEOUT_S = 8.0
JsonObject = dict[str, Any]

_numbers = itertools.count(random.randrange(10**6))


# The stream


def batch() -> tuple[list[JsonObject], list[float]]:
    """Eight items nobody has seen before, and their scores: decided at once, by sympy, and in a sandbox."""
    n = next(_numbers)
    program = f"def f(x):\n    return x * {n}"
    tests = {"type": "call", "entry_point": "f", "cases": [{"args": [3], "output": 3 * n}]}
    items: list[tuple[JsonObject, float]] = [
        (_math(f"\\frac{{{2 * n}}}{{2}}", str(n)), 1.0),
        (_math(str(n + 1), str(n)), 0.0),
        (_math(f"\\frac{{m(m+1)}}{{2}}+{n}", f"\\sum_{{k=1}}^{{m}} k+{n}"), 1.0),  # both of these go to a worker
        (_math(f"\\frac{{m(m+1)}}{{2}}+{n}", f"\\sum_{{k=1}}^{{m}} k+{n + 1}"), 0.0),
        (_program(program, tests), 1.0),
        (_program(program.replace("*", "+"), tests), 0.0),
        (_program(f"print(input() + '{n}')", _stdio(f"7{n}")), 1.0),
        (_program("import sys; sys.exit(0)", _stdio(f"7{n}")), 0.0),
    ]
    return [item for item, _ in items], [score for _, score in items]


def _math(answer: str, ground_truth: str) -> JsonObject:
    return {"completion": f"<think>a</think><answer>\\boxed{{{answer}}}</answer>", "ground_truth": ground_truth}


def _program(code: str, tests: JsonObject) -> JsonObject:
    return {"completion": f"```python\n{code}\n```", "tests": tests}


def _stdio(output: str) -> JsonObject:
    return {"type": "stdio", "cases": [{"input": "7", "output": output}]}


@dataclass
class Seen:
    """What callers saw. Times are monotonic seconds."""

    batches: int = 0
    items: int = 0
    nulls: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)
    whole_at: list[tuple[float, float]] = field(default_factory=list)
    """(sent, answered) of each batch in which every score was there and right."""
    late: float = 0.0
    """The longest that a batch was answered beyond its deadline, seconds."""

    def whole_after(self, moment: float) -> float | None:
        """Seconds from `moment` to the answer of the first wholly right batch sent after it."""
        return min((answered - moment for sent, answered in self.whole_at if sent >= moment), default=None)


class Stream:
    """Callers that send batch after batch until told to stop."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self.seen = Seen()
        self._threads = [threading.Thread(target=self._call, daemon=True) for _ in range(CALLERS)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> Seen:
        self._stop.set()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive(), "a caller hangs"
        return self.seen

    def _call(self) -> None:
        while not self._stop.is_set():
            items, scores = batch()
            sent = time.monotonic()
            try:
                content = json.dumps({"items": items, "rewards": {"accuracy": 1}, "timeout_s": TIMEOUT_S}).encode()
                response = httpx.post(f"{self._url}/v1/score", content=content, timeout=TIMEOUT_S + 30)
            except httpx.TransportError:
                response = None
            with self._lock:
                self._note(sent, response, scores)
            if response is None or response.status_code != 200:
                time.sleep(0.1)

    def _note(self, sent: float, response: httpx.Response | None, scores: list[float]) -> None:
        seen, answered = self.seen, time.monotonic()
        seen.batches += 1
        seen.late = max(seen.late, answered - sent - TIMEOUT_S)
        if response is None or response.status_code in (429, 503):
            seen.refused += 1
            return
        results = response.json().get("items", []) if response.status_code == 200 else []
        if len(results) != len(scores):
            seen.wrong.append(f"HTTP {response.status_code}: {response.text[:200]}")
            return
        seen.items += len(results)
        given = [result["reward"] for result in results]
        seen.nulls += given.count(None)
        for result, right in zip(results, scores, strict=True):
            if result["reward"] not in (None, right):
                seen.wrong.append(f"{result['reward']} instead of {right}: {result['components']['accuracy']}")
        if given == scores:
            seen.whole_at.append((sent, answered))


# The faults


def docker(*arguments: str) -> str:
    return subprocess.run(["docker", *arguments], capture_output=True, text=True, check=False, timeout=60).stdout


def sandboxes_of(folder: str) -> list[str]:
    """Containers, running or not, whose sockets lie in a service's folder: other services on this machine have theirs."""
    return docker("ps", "-aq", "--filter", f"label=assay.sandbox={folder}").split()


def socket_folder(running: Running) -> str:
    environment = Path(f"/proc/{manager(running)}/environ").read_text().split("\0")
    settings = next(line for line in environment if line.startswith("REWARD_SERVER_SETTINGS_JSON="))
    return str(json.loads(settings.partition("=")[2])["sandbox_socket_dir"])


def sandboxes(running: Running) -> list[str]:
    return sandboxes_of(socket_folder(running))


def pids(running: Running, *words: str) -> list[int]:
    """The service's processes whose command line holds all the words."""
    family = descendants(running.process.pid)
    return [pid for pid, line in family.items() if all(word in line for word in words)]


def manager(running: Running) -> int:
    return pids(running, "reward_server.execution.manager")[0]


def runner_in(container: str) -> int:
    """The supervisor in a sandbox, as this machine numbers it: process 1 is an init of Docker's."""
    first = int(docker("inspect", "--format", "{{.State.Pid}}", container))
    return next(pid for pid, line in descendants(first).items() if "supervisor" in line)


def runner(running: Running) -> int:
    return runner_in(sandboxes(running)[0])


def math_workers(running: Running) -> list[int]:
    """Processes at the ends of the manager's tree: the forked workers."""
    family = descendants(manager(running))
    return [pid for pid in family if not descendants(pid)]


def each(signal_number: int, of: Callable[[Running], list[int]]) -> Callable[[Running], None]:
    def inject(running: Running) -> None:
        for pid in of(running):
            os.kill(pid, signal_number)

    return inject


def starve(running: Running) -> None:
    """Leave every math worker no room to grow: the next comparison is out of memory."""
    for pid in math_workers(running):
        now = int(Path(f"/proc/{pid}/statm").read_text().split()[0]) * resource.getpagesize()
        resource.prlimit(pid, resource.RLIMIT_AS, (now, now))


def on_one_sandbox(*arguments: str) -> Callable[[Running], None]:
    def inject(running: Running) -> None:
        docker(*arguments, sandboxes(running)[0])

    return inject


def no_image(running: Running) -> None:
    """The image goes away, and the containers with it; after a while it is back."""
    docker("tag", IMAGE, "assay-kept:latest")
    docker("rmi", "--force", IMAGE)
    docker("rm", "--force", *sandboxes(running))
    time.sleep(3)
    docker("tag", "assay-kept:latest", IMAGE)
    docker("rmi", "assay-kept:latest")


def no_engine(_: Running) -> None:
    """dockerd is killed, and started again as it ran."""
    (pid,) = [
        int(one)
        for one in subprocess.run(["pidof", "dockerd"], capture_output=True, text=True, check=True).stdout.split()
    ]
    arguments = Path(f"/proc/{pid}/cmdline").read_text().split("\0")[:-1]
    os.kill(pid, signal.SIGKILL)
    time.sleep(2)
    with Path("/tmp/assay-dockerd.log").open("ab") as log:
        subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)


def disk_full(running: Running) -> None:
    """Programs that fill every place they may write to."""
    fill = "import os\nfor d in ('/tmp', '/dev/shm', '.'):\n    try:\n        f = open(d + '/x', 'wb')\n"
    fill += "        while True: f.write(b'0' * 1000000); f.flush()\n    except OSError: pass\nprint(1)"
    items = [_program(f"{fill}  # {n}", _stdio("7")) for n in range(8)]
    _post_quietly(running, items)


def caller_gone(running: Running) -> None:
    """Callers that hang up while their programs run."""
    host, port = running.url.removeprefix("http://").split(":")
    slow = [_program(f"while True: pass  # {n}", {**_stdio("7"), "time_limit_s": 30}) for n in range(20)]
    body = json.dumps({"items": slow, "rewards": {"accuracy": 1}, "timeout_s": 60}).encode()
    for _ in range(3):
        with socket.create_connection((host, int(port))) as connection:
            head = f"POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
            connection.sendall(head.encode() + body)
            time.sleep(0.3)


def clock_jumps(_: Running) -> None:
    """The wall clock goes an hour forward, then back."""
    before, monotonic = time.time(), time.monotonic()
    try:
        time.clock_settime(time.CLOCK_REALTIME, before + 3600)
        time.sleep(2)
    finally:
        time.clock_settime(time.CLOCK_REALTIME, before + time.monotonic() - monotonic)


def _post_quietly(running: Running, items: list[JsonObject]) -> None:
    content = json.dumps({"items": items, "rewards": {"accuracy": 1}, "timeout_s": 30}).encode()
    httpx.post(f"{running.url}/v1/score", content=content, timeout=60)


@dataclass(frozen=True)
class Fault:
    name: str
    inject: Callable[[Running], None]


FAULTS = [
    Fault("none", lambda _: None),
    Fault("math worker SIGKILLed", each(signal.SIGKILL, math_workers)),
    Fault("math worker SIGSTOPped", each(signal.SIGSTOP, math_workers)),
    Fault("math worker out of memory", starve),
    Fault("manager SIGKILLed", each(signal.SIGKILL, lambda running: [manager(running)])),
    Fault("HTTP worker SIGKILLed", each(signal.SIGKILL, lambda running: pids(running, "--listen-fd")[:1])),
    Fault("manager SIGSTOPped", each(signal.SIGSTOP, lambda running: [manager(running)])),
    Fault("HTTP worker SIGSTOPped", each(signal.SIGSTOP, lambda running: pids(running, "--listen-fd")[:1])),
    Fault("fork server SIGSTOPped", each(signal.SIGSTOP, lambda running: pids(running, "fork_server")[:1])),
    Fault("fork server SIGKILLed", each(signal.SIGKILL, lambda running: pids(running, "fork_server")[:1])),
    Fault("runner SIGKILLed", each(signal.SIGKILL, lambda running: [runner(running)])),
    Fault("runner SIGSTOPped", each(signal.SIGSTOP, lambda running: [runner(running)])),
    Fault("container removed", on_one_sandbox("rm", "--force")),
    Fault("container stopped", on_one_sandbox("stop", "--time", "0")),
    Fault("container paused", on_one_sandbox("pause")),
    Fault("container out of memory", on_one_sandbox("update", "--memory", "12m", "--memory-swap", "12m")),
    Fault("sandbox disk full", disk_full),
    Fault("image missing for 3 s", no_image),
    Fault("dockerd SIGKILLed, back after 2 s", no_engine),
    Fault("caller gone in mid-batch", caller_gone),
    Fault("clock jumps an hour", clock_jumps),
]


@dataclass(frozen=True)
class Report:
    fault: Fault
    seen: Seen
    whole_after_s: float | None
    """From the end of the injection to the first wholly right batch."""


def suffer(running: Running, fault: Fault, before_s: float, at_least_s: float, at_most_s: float) -> Report:
    """Run the stream, break something, let it run on until it is whole again, and for `at_least_s`."""
    stream = Stream(running.url)
    stream.start()
    time.sleep(before_s)
    fault.inject(running)
    injected = time.monotonic()
    time.sleep(at_least_s)
    while stream.seen.whole_after(injected) is None and time.monotonic() - injected < at_most_s:
        time.sleep(0.1)
    seen = stream.stop()
    return Report(fault, seen, seen.whole_after(injected))
