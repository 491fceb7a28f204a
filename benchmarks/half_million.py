"""Half a million items in one run: three services, one client, services killed and resumed in between.

    python -m benchmarks.half_million [--count 500000] [--kills 8]

Every item has its own number as its id, and a score that its number tells. Each that comes back is counted at its
number: none may be lost, doubled, null or wrong. A service is killed with SIGKILL (every process of it) or drained with
SIGTERM in turn, is away for a few seconds, and starts again at the same address. The memory of the client and of each
service is looked at all the time; the report says where it stood in each tenth of the run, and its bounds are below.
"""

from __future__ import annotations

import argparse
import array
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from rich.progress import Progress

from benchmarks.machine import print_head
from benchmarks.services import Service, stop_all
from sdk import RewardClient
from sdk.results import ScoreResult
from tests.end_to_end.processes import resident_mb

CALL_ITEMS = 4000
CALLS_AT_ONCE = 3
"""Of one client, from as many threads."""
AWAY_S = 3.0
CLIENT_MB = 150.0
"""More than at its start: the calls under way hold 12,000 items and their results."""
SERVICE_MB = 350.0
"""More than at rest: caches (64 MB), memo (32 MB), the bodies and results under way, and what Python keeps."""


def item(number: int) -> dict[str, object]:
    """Three of four are right; the answer is written otherwise than the truth, so that it has to be compared."""
    answer = number if number % 4 else number + 1
    return {
        "id": str(number),
        "completion": f"<think>{number} of many.</think><answer>\\boxed{{{answer}.0}}</answer>",
        "ground_truth": f"{number}",
    }


def right(number: int) -> float:
    return float(number % 4 != 0)


@dataclass
class Count:
    """One by one, at the item's number."""

    total: int
    seen: array.array[int] = field(init=False)
    null: int = 0
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.seen = array.array("B", bytes(self.total))

    def add(self, numbers: range, result: ScoreResult) -> None:
        assert len(result.items) == len(numbers)
        for number, one in zip(numbers, result.items, strict=True):
            if one.id != str(number):
                self.wrong.append(f"in the place of {number} came {one.id}")
                continue
            self.seen[number] = min(255, self.seen[number] + 1)
            if one.reward is None:
                self.null += 1
            elif one.reward != right(number):
                self.wrong.append(f"{number}: {one.reward}")

    def lost(self) -> int:
        return sum(times == 0 for times in self.seen)

    def doubled(self) -> int:
        return sum(times > 1 for times in self.seen)


@dataclass
class Memory:
    """MB, looked at twice a second."""

    services: list[Service]
    client: list[float] = field(default_factory=list)
    of_services: list[float] = field(default_factory=list)
    """The largest of them, all its processes added up, so that what they share counts several times."""
    ended: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        while not self.ended.wait(0.5):
            self.client.append(resident_mb(_own_pid()))
            self.of_services.append(max(service.memory_mb() for service in self.services))


def _own_pid() -> int:
    return int(Path("/proc/self").resolve().name)


def tenths(values: list[float]) -> str:
    parts = [values[len(values) * n // 10 : len(values) * (n + 1) // 10] for n in range(10)]
    return " ".join(f"{max(part, default=0):5.0f}" for part in parts)


def disturb(services: list[Service], moments: list[int], done: Callable[[], int], ended: threading.Event) -> list[str]:
    """At each of the moments (items done) the next service is killed or drained, and started again."""
    told: list[str] = []
    for index, moment in enumerate(moments):
        while done() < moment:
            if ended.wait(0.1):
                return told
        service = services[index % len(services)]
        if index % 2:
            status = service.drain()
            told.append(f"SIGTERM (exit status {status})")
        else:
            service.kill()
            told.append("SIGKILL")
        if ended.wait(AWAY_S):
            return told
        service.start()
    return told


def run(count: int, kills: int, folder: Path) -> bool:
    settings = {"sandbox": "off", "math_workers": "1"}
    services = [Service(folder / f"service-{n}.log", settings=settings) for n in range(3)]
    try:
        for service in services:
            service.start()
        return _score(services, count, kills)
    finally:
        stop_all(services)


def _score(services: list[Service], count: int, kills: int) -> bool:
    counted, memory, lock = Count(count), Memory(services), threading.Lock()
    calls = [range(start, min(start + CALL_ITEMS, count)) for start in range(0, count, CALL_ITEMS)]
    rest = max(service.memory_mb() for service in services)
    at_first = resident_mb(_own_pid())
    finished = 0
    moments = [count * (n + 1) // (kills + 1) for n in range(kills)]
    started = time.monotonic()
    client = RewardClient([one.url for one in services], rewards={"accuracy": 1.0}, one_version=True, timeout_s=600)
    with Progress() as progress, client, ThreadPoolExecutor(CALLS_AT_ONCE + 2) as threads:
        bar = progress.add_task("items", total=count)

        def call(numbers: range) -> None:
            nonlocal finished
            result = client.score([item(number) for number in numbers])
            with lock:
                counted.add(numbers, result)
                finished += len(numbers)
            progress.advance(bar, len(numbers))

        looking = threads.submit(memory.look)
        disturbing = threads.submit(disturb, services, moments, lambda: finished, memory.ended)
        try:
            waiting = [threads.submit(call, numbers) for numbers in calls]
            for one in waiting:
                one.result()
        finally:
            memory.ended.set()
        looking.result()
        disturbances = disturbing.result()
    seconds = time.monotonic() - started
    client_mb, service_mb = max(memory.client) - at_first, max(memory.of_services) - rest
    print(f"{count} items in {seconds:.0f} s ({count / seconds:.0f} a second), {len(calls)} calls of one client")
    print(f"services ended in between: {len(disturbances)} ({', '.join(sorted(set(disturbances)))}), "
          f"starts of each: {', '.join(str(one.starts) for one in services)}")  # fmt: skip
    print(f"lost {counted.lost()}, doubled {counted.doubled()}, null {counted.null}, wrong {len(counted.wrong)}")
    for line in counted.wrong[:5]:
        print(f"    {line}")
    print("memory, MB, the largest of each tenth of the run:")
    print(f"    client           {tenths(memory.client)}   (at first {at_first:.0f}; bound {at_first + CLIENT_MB:.0f})")
    print(f"    largest service  {tenths(memory.of_services)}   (at rest {rest:.0f}; bound {rest + SERVICE_MB:.0f})")
    whole = not (counted.lost() or counted.doubled() or counted.null or counted.wrong)
    return whole and len(disturbances) == kills and client_mb <= CLIENT_MB and service_mb <= SERVICE_MB


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.half_million",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--count", type=int, default=500_000, help="items (500,000)")
    parser.add_argument("--kills", type=int, default=8, help="times a service is ended in between (8)")
    args = parser.parse_args()
    print_head("benchmarks.half_million")
    with tempfile.TemporaryDirectory() as folder:
        good = run(args.count, args.kills, Path(folder))
    print("each item once, and right; memory within its bounds" if good else "NOT ALL PROMISES HELD")
    sys.exit(not good)


if __name__ == "__main__":
    main()
