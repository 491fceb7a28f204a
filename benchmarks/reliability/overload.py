"""80 % and three times the capacity, whether or not earlier batches were answered."""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import time
from dataclasses import dataclass, field

from benchmarks.wire import Answer, Wires
from tests.end_to_end.faults import batch
from tests.end_to_end.processes import descendants, resident_mb
from tests.end_to_end.running import Running, start_server, stop, wait_until_ready

GOODPUT = 0.95
"""Of the capacity, at three times as much."""
MEMORY_RATIO = 1.1


@dataclass
class Load:
    sent: int = 0
    answers: list[tuple[Answer, list[float]]] = field(default_factory=list)
    """Each with the scores that are right. They are looked at afterwards: that takes time from nobody."""
    broken: list[str] = field(default_factory=list)
    memory_mb: list[float] = field(default_factory=list)
    seconds: float = 0.0
    """From the first batch sent to the last answer."""
    behind_s: float = 0.0
    """The longest that a batch was sent after its moment: the caller's own slowness."""

    def refused(self) -> int:
        return sum(answer.status == 429 for answer, _ in self.answers)

    def goodput(self) -> float:
        """Whole batches a second."""
        return sum(answer.status == 200 and _whole(answer, scores) for answer, scores in self.answers) / self.seconds

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
    load.seconds = time.monotonic() - started
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
    before = await _capacity(wires, 10)
    print(f"capacity right before the storm {before:.1f} batches/s", flush=True)
    storm = await _open_loop(wires, running, 3 * before, seconds)
    _print_load("300 %", storm)
    after = await _capacity(wires, 10)
    wires.close()
    share = storm.goodput() / ((before + after) / 2)
    print(f"capacity after the storm {after:.1f} batches/s")
    print(f"goodput at three times the capacity: {storm.goodput():.1f} batches/s")
    print(f"  / capacity right before = {storm.goodput() / before:.3f}")
    print(f"  / mean of the capacities right before and after = {share:.3f} (at least {GOODPUT:g})")
    grown = storm.memory()[1] / storm.memory()[0]
    print(f"memory in the last third of the storm / in the first = {grown:.3f} (at most {MEMORY_RATIO:g})")
    return share >= GOODPUT and grown <= MEMORY_RATIO and not calm.lost() and not storm.lost()


def _print_load(name: str, load: Load) -> None:
    memory, lost = "{:.0f}, {:.0f}".format(*load.memory()), load.lost()
    p50, p99 = load.percentile(0.5), load.percentile(0.99)
    seen = f"{load.sent:6} {load.refused():6} {len(lost):5} {p50:6.2f}s {p99:6.2f}s {memory:>24}"
    print(f"{name:>8} {seen} {load.behind_s:11.2f} s", flush=True)
    for one in lost[:3]:
        print(f"    {one}")


def overload(seconds: float, settings: dict[str, str]) -> bool:
    running = start_server(**settings)
    wait_until_ready(running)
    try:
        return asyncio.run(_overload(running, seconds))
    finally:
        stop(running)
