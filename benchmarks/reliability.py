"""What the service does when things break and when too much is asked of it.

    python -m benchmarks.reliability            both reports (about ten minutes; root and a Docker engine needed)
    python -m benchmarks.reliability faults     each fault against a stream of batches with known scores
    python -m benchmarks.reliability overload   80 % and three times the capacity, open loop

Faults: every score that comes back is compared with the right one; whole again is the time from the end of the fault to
the first batch in which every score is there. Overload: capacity is measured first, closed loop; latencies are those of
admitted batches, from sending to the last byte.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.machine import print_head
from benchmarks.wire import Answer, Wires
from tests.end_to_end.faults import FAULTS, Fault, Report, batch, sandboxes_of, socket_folder, suffer
from tests.end_to_end.processes import descendants, gone, resident_mb
from tests.end_to_end.running import Running, start_server, stop, wait_until_ready

WHOLE_WITHIN_S = 10.0
P99_RATIO = 2.0
MEMORY_RATIO = 1.1


# Faults


def faults(names: list[str]) -> bool:
    chosen = [fault for fault in FAULTS if not names or any(name in fault.name for name in names)]
    print(
        f"{'fault':34} {'batches':>7} {'items':>6} {'wrong':>5} {'null':>5} {'refused':>7} {'whole again':>12}",
        flush=True,
    )
    results = [_one_fault(fault) for fault in chosen]
    good = all([*results, _killed_whole()])
    print("every score right or null, whole again in time, nothing left over" if good else "NOT ALL PROMISES HELD")
    return good


def _one_fault(fault: Fault) -> bool:
    running = start_server(workers="2")
    folder = socket_folder(running)
    report = suffer(running, fault, before_s=2, at_least_s=8, at_most_s=30)
    family = list(descendants(running.process.pid))
    left = stop(running) != 0 or not gone(family, 10) or bool(sandboxes_of(folder)) or Path(folder).parent.exists()
    return _print(report, left)


def _print(report: Report, left: bool) -> bool:
    seen, whole = report.seen, report.whole_after_s
    when = "never" if whole is None else f"{whole:.1f} s"
    counts = f"{seen.batches:7} {seen.items:6} {len(seen.wrong):5} {seen.nulls:5} {seen.refused:7}"
    print(f"{report.fault.name:34} {counts} {when:>12}" + ("  LEFT SOMETHING OVER" if left else ""), flush=True)
    for wrong in seen.wrong[:3]:
        print(f"    {wrong}")
    return not seen.wrong and not left and whole is not None and whole <= WHOLE_WITHIN_S


def _killed_whole() -> bool:
    """SIGKILL of every process at once; the next start removes what was left."""
    running = start_server(workers="2")
    folder, family = socket_folder(running), [running.process.pid, *descendants(running.process.pid)]
    for pid in family:
        os.kill(pid, 9)
    running.process.wait(10)
    left = sandboxes_of(folder)
    with ThreadPoolExecutor(1) as thread:
        removal = thread.submit(_seconds_until_gone, folder)
        second = start_server(workers="2")
        took = removal.result()
    stop(second)
    print(f"{'everything SIGKILLed':34} {len(left)} containers left, removed {took:.1f} s after the next start began")
    return took < 5.0


def _seconds_until_gone(folder: str) -> float:
    started = time.monotonic()
    while (sandboxes_of(folder) or Path(folder).parent.exists()) and time.monotonic() - started < 30:
        time.sleep(0.05)
    return time.monotonic() - started


# Overload


@dataclass
class Load:
    sent: int = 0
    answers: list[tuple[Answer, list[float]]] = field(default_factory=list)
    """Each with the scores that are right. They are looked at afterwards: that takes time from nobody."""
    broken: list[str] = field(default_factory=list)
    memory_mb: list[float] = field(default_factory=list)
    behind_s: float = 0.0
    """The longest that a batch was sent after its moment: the caller's own slowness."""

    def refused(self) -> int:
        return sum(answer.status == 429 for answer, _ in self.answers)

    def latencies_s(self) -> list[float]:
        return sorted(answer.seconds for answer, _ in self.answers if answer.status == 200)

    def percentile(self, share: float) -> float:
        ordered = self.latencies_s()
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")

    def lost(self) -> list[str]:
        """Batches that ended neither with every score, each once and right, nor with 429."""
        return self.broken + [
            f"HTTP {answer.status}: {answer.body[:300]!r}"
            for answer, scores in self.answers
            if answer.status != 429 and not _whole(answer, scores)
        ]

    def memory(self) -> tuple[float, float]:
        """Mean MB of the first and of the last third of the time."""
        third = max(1, len(self.memory_mb) // 3)
        return statistics.mean(self.memory_mb[:third]), statistics.mean(self.memory_mb[-third:])


def _whole(answer: Answer, scores: list[float]) -> bool:
    results = json.loads(answer.body).get("items", [])
    return answer.status == 200 and [(one["id"], one["reward"]) for one in results] == list(enumerate(scores))


async def _send(wires: Wires, load: Load) -> None:
    items, scores = batch()
    numbered = [{**item, "id": n} for n, item in enumerate(items)]
    content = json.dumps({"items": numbered, "rewards": {"accuracy": 1}, "timeout_s": 60}).encode()
    load.sent += 1
    try:
        load.answers.append((await wires.post("/v1/score", content), scores))
    except (OSError, EOFError) as error:
        load.broken.append(repr(error))


async def _capacity(wires: Wires, seconds: float) -> float:
    """Batches a second with eight callers that never pause."""
    load, deadline = Load(), time.monotonic() + seconds

    async def caller() -> None:
        while time.monotonic() < deadline:
            await _send(wires, load)

    await asyncio.gather(*(caller() for _ in range(8)))
    return len(load.latencies_s()) / seconds


async def _open_loop(wires: Wires, running: Running, rate: float, seconds: float) -> Load:
    """Batches at random moments, `rate` a second, whether or not earlier ones were answered."""
    load, tasks = Load(), set[asyncio.Task[None]]()
    started = due = time.monotonic()
    sampled = 0.0
    while due - started < seconds:
        due += random.expovariate(rate)
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        load.behind_s = max(load.behind_s, time.monotonic() - due)
        task = asyncio.create_task(_send(wires, load))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
        if time.monotonic() - sampled > 1:
            sampled = time.monotonic()
            load.memory_mb.append(sum(map(resident_mb, [running.process.pid, *descendants(running.process.pid)])))
    await asyncio.gather(*tasks)
    return load


async def _overload(running: Running, seconds: float) -> bool:
    wires = Wires(running.url)
    await _capacity(wires, 3)
    capacity = await _capacity(wires, 10)
    print(f"capacity {capacity:.1f} batches/s of 8 items (2 math at once, 2 by sympy, 4 programs)", flush=True)
    seen = f"{'sent':>6} {'429':>6} {'lost':>5} {'p50':>7} {'p99':>7} {'MB (first, last third)':>24}"
    print(f"{'load':>8} {seen} {'sent late by':>13}")
    calm = await _open_loop(wires, running, 0.8 * capacity, seconds)
    _print_load("80 %", calm)
    storm = await _open_loop(wires, running, 3 * capacity, seconds)
    _print_load("300 %", storm)
    wires.close()
    ratio = storm.percentile(0.99) / calm.percentile(0.99)
    print(f"p99 at three times the capacity / p99 at 80 % = {ratio:.2f} (at most {P99_RATIO:g})")
    grown = storm.memory()[1] / storm.memory()[0]
    print(f"memory in the last third of the storm / in the first = {grown:.3f} (at most {MEMORY_RATIO:g})")
    return ratio <= P99_RATIO and grown <= MEMORY_RATIO and not calm.lost() and not storm.lost()


def _print_load(name: str, load: Load) -> None:
    memory, lost = "{:.0f}, {:.0f}".format(*load.memory()), load.lost()
    p50, p99 = load.percentile(0.5), load.percentile(0.99)
    seen = f"{load.sent:6} {load.refused():6} {len(lost):5} {p50:6.2f}s {p99:6.2f}s {memory:>24}"
    print(f"{name:>8} {seen} {load.behind_s:11.2f} s", flush=True)
    for one in lost[:3]:
        print(f"    {one}")


def overload(seconds: float, queue_items: int) -> bool:
    running = start_server(queue_items=str(queue_items), memo_entries="0")
    wait_until_ready(running)
    try:
        return asyncio.run(_overload(running, seconds))
    finally:
        stop(running)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", nargs="?", choices=["faults", "overload", "all"], default="all")
    parser.add_argument("--only", nargs="*", default=[], help="faults whose name holds one of these")
    parser.add_argument("--seconds", type=float, default=60, help="length of each load (60)")
    parser.add_argument(
        "--queue-items", type=int, default=64, help="the setting queue_items under load (64: 8 batches)"
    )
    args = parser.parse_args()
    print_head("benchmarks.reliability")
    good = True
    if args.report in ("faults", "all"):
        good &= faults(args.only)
    if args.report in ("overload", "all"):
        good &= overload(args.seconds, args.queue_items)
    sys.exit(not good)


if __name__ == "__main__":
    main()
