"""A discrete-event simulation of stations with servers and queues, on machines whose cores all work shares.

A visit holds one server of a station: first it waits (`wait_s` of real time, which takes no CPU), then it computes
(`cpu_s` on a core that nothing else uses). Whatever computes on a machine shares its cores evenly: with n visits on c
cores each progresses at min(1, c / n) of full speed (egalitarian processor sharing), and slower by the machine's
`slowdown` as more cores are busy, because cores share caches and execution units. Visits of several batches are served
in turn, as `execution.fair_queue` does; those of one batch in their order. Pure: no clock, no randomness.
"""

from __future__ import annotations

import heapq
import math
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Done = Callable[[], None]
_SAME = 1e-12
"""Seconds of work between ends that count as one moment."""


class Visit(NamedTuple):
    """Work at one station. What is divisible is shared out evenly if the visit takes several idle servers at once, at
    most `parts`; each of them does what is fixed."""

    cpu_s: float
    wait_s: float = 0.0
    fixed_cpu_s: float = 0.0
    fixed_wait_s: float = 0.0
    parts: int = 1


class Machine:
    """slowdown: how many times longer work takes on a core while all cores are busy."""

    def __init__(self, cores: int, slowdown: float = 1.0) -> None:
        self.cores = cores
        self._slowdown = slowdown
        self.busy_s = 0.0
        """Core seconds during which somebody computed."""
        self.stamp = 0
        """Counts the changes: an end that was foreseen before the last one does not come then."""
        self._work: list[tuple[float, int, Done]] = []
        self._attained = 0.0
        self._since = 0.0
        self._busy = 0
        self._rate = 0.0
        """CPU seconds that each visit gets in a second."""

    def _changed(self) -> None:
        at_once = len(self._work)
        self._busy = busy = min(at_once, self.cores)
        longer = 1 + (self._slowdown - 1) * (busy - 1) / (self.cores - 1) if self.cores > 1 and busy else 1.0
        self._rate = busy / at_once / longer if at_once else 0.0
        self.stamp += 1

    def _go_on(self, now: float) -> None:
        passed, self._since = now - self._since, now
        self._attained += passed * self._rate
        self.busy_s += passed * self._busy

    def begin(self, now: float, number: int, cpu_s: float, done: Done) -> None:
        self._go_on(now)
        heapq.heappush(self._work, (self._attained + cpu_s, number, done))
        self._changed()

    def next_end(self, now: float) -> float:
        """When the first visit ends if nothing else begins."""
        return now + max(0.0, self._work[0][0] - self._attained) / self._rate if self._work else math.inf

    def ended(self, now: float) -> list[Done]:
        """Those whose end was foreseen for now."""
        self._go_on(now)
        self._attained = max(self._attained, self._work[0][0])  # rounding must not foresee the same end for ever
        ended = []
        while self._work and self._work[0][0] <= self._attained + _SAME:
            ended.append(heapq.heappop(self._work)[2])
        self._changed()
        return ended


@dataclass
class Station:
    """`servers` that work side by side on one machine, with a queue before them."""

    machine: Machine
    servers: int
    idle: int = field(init=False)
    queue: OrderedDict[Hashable, deque[tuple[Visit, Done]]] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        self.idle = self.servers

    def next(self) -> tuple[Visit, Done]:
        """The oldest visit of the batch whose turn it is."""
        batch = next(iter(self.queue))
        line = self.queue[batch]
        first = line.popleft()
        if line:
            self.queue.move_to_end(batch)
        else:
            del self.queue[batch]
        return first


class Network:
    """Stations and what goes on at them. `now`: simulated seconds."""

    def __init__(self) -> None:
        self.now = 0.0
        self._numbers: Iterator[int] = iter(range(1 << 62))
        self._events: list[tuple[float, int, Done]] = []

    def at(self, when: float, what: Done) -> None:
        heapq.heappush(self._events, (when, next(self._numbers), what))

    def visit(self, station: Station, visit: Visit, batch: Hashable, done: Done) -> None:
        """Queues a visit; `done` is called when it ends."""
        station.queue.setdefault(batch, deque()).append((visit, done))
        self._serve(station)

    def run(self) -> None:
        """Until nothing is under way."""
        while self._events:
            self.now, _, what = heapq.heappop(self._events)
            what()

    def _serve(self, station: Station) -> None:
        while station.idle and station.queue:
            visit, done = station.next()
            spare = 0 if station.queue else station.idle - 1
            parts = min(visit.parts, 1 + spare)
            station.idle -= parts
            left = _Countdown(parts, done)
            for _ in range(parts):
                self._wait(station, visit, parts, left)

    def _wait(self, station: Station, visit: Visit, parts: int, left: _Countdown) -> None:
        wait_s = visit.fixed_wait_s + visit.wait_s / parts
        cpu_s = visit.fixed_cpu_s + visit.cpu_s / parts
        if wait_s > 0:
            self.at(self.now + wait_s, lambda: self._compute(station, cpu_s, left))
        else:
            self._compute(station, cpu_s, left)

    def _compute(self, station: Station, cpu_s: float, left: _Countdown) -> None:
        def done() -> None:
            station.idle += 1
            left.one_less()
            self._serve(station)

        station.machine.begin(self.now, next(self._numbers), cpu_s, done)
        self._foresee(station.machine)

    def _foresee(self, machine: Machine) -> None:
        """Comes back at the machine's next end, unless something changes there before."""
        stamp = machine.stamp

        def end() -> None:
            if stamp == machine.stamp:
                for done in machine.ended(self.now):
                    done()
                self._foresee(machine)

        if (when := machine.next_end(self.now)) < math.inf:
            self.at(when, end)


class _Countdown:
    def __init__(self, count: int, done: Done) -> None:
        self._count, self._done = count, done

    def one_less(self) -> None:
        self._count -= 1
        if not self._count:
            self._done()


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
