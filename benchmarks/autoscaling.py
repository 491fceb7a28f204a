"""The runners' autoscaler of deploy/kubernetes, simulated while the load triples and falls again.

    python -m benchmarks.autoscaling [--seconds 3600]

Programs come at random moments, wait in one queue for a free sandbox, and hold it for a time of their own. Every 15 s
the autoscaler sees what Prometheus would show it (a scrape every 15 s, means and rates over a minute) and follows
Kubernetes' algorithm: the largest of its metrics' answers, a tolerance of 0.1, pods that are not ready taken for idle
on the way up, then policies and stabilisation as the manifest has them. A new pod is ready after `--start` seconds, and
one that goes ends what it has. Beside it, the same load with an autoscaler on 70 % CPU, where programs compute for
`--computing` of their time.
"""

from __future__ import annotations

import argparse
import heapq
import itertools
import math
import random
import statistics
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

MANIFESTS = Path(__file__).parents[1] / "deploy" / "kubernetes"
SYNC_S = 15.0
SCRAPE_S = 15.0
RATE_S = 60.0
TOLERANCE = 0.1
SETTLED_S = 600.0
"""After the load has tripled, waits are to be short again."""
MOST_TURNS = 8
"""Chance moves so few pods up and down by one."""
DEADLINE_S = 60.0
"""The default timeout_s: a wait of so long is a null."""


@dataclass(frozen=True)
class Scaler:
    """What the HorizontalPodAutoscaler and the pods say."""

    least: int
    most: int
    sandboxes: int
    busy_share: float
    queue_wait_s: float
    up: list[dict[str, Any]]
    down: list[dict[str, Any]]
    down_window_s: float

    @classmethod
    def read(cls, folder: Path = MANIFESTS) -> Scaler:
        found = list(yaml.safe_load_all((folder / "autoscaling.yaml").read_text()))
        spec = next(one["spec"] for one in found if one and one["metadata"]["name"] == "assay-runner")
        pods = next(one for one in yaml.safe_load_all((folder / "runner.yaml").read_text()) if one["kind"] != "Service")
        variables = {one["name"]: one.get("value") for one in pods["spec"]["template"]["spec"]["containers"][0]["env"]}
        metrics = {one["type"]: one[one["type"].lower()] for one in spec["metrics"]}
        return cls(
            spec["minReplicas"],
            spec["maxReplicas"],
            int(variables["REWARD_SERVER_SANDBOX_CONTAINERS"]),
            float(metrics["Pods"]["target"]["averageValue"].removesuffix("m")) / 1000,
            float(metrics["External"]["target"]["value"]),
            spec["behavior"]["scaleUp"]["policies"],
            spec["behavior"]["scaleDown"]["policies"],
            spec["behavior"]["scaleDown"]["stabilizationWindowSeconds"],
        )


@dataclass
class Pods:
    """Pods that are there, with the moments at which they are ready, and the programs in their sandboxes."""

    sandboxes: int
    ready_at: list[float]
    ends: list[float] = field(default_factory=list)
    queue: deque[float] = field(default_factory=deque)
    """When each of the programs that wait came."""
    busy: deque[float] = field(default_factory=lambda: deque(maxlen=int(RATE_S / SCRAPE_S)))
    """Shares, as the last scrapes saw them."""
    waits: list[tuple[float, float]] = field(default_factory=list)
    """(moment of its start, seconds that it waited) of each program."""

    def places(self, now: float) -> int:
        return self.sandboxes * sum(at <= now for at in self.ready_at)

    def go_on(self, now: float, seconds: Callable[[], float]) -> None:
        while self.ends and self.ends[0] <= now:
            heapq.heappop(self.ends)
        while self.queue and len(self.ends) < self.places(now):
            came = self.queue.popleft()
            self.waits.append((now, now - came))
            heapq.heappush(self.ends, now + seconds())

    def look(self, now: float) -> tuple[float, float]:
        """Busy share over the last minute, and the wait of nine in ten of its programs."""
        self.busy.append(min(1.0, len(self.ends) / max(1, self.places(now))))
        return statistics.mean(self.busy), self.wait_s(now)

    def wait_s(self, now: float) -> float:
        """Nine of ten of the last minute."""
        last = []
        for moment, wait in reversed(self.waits):
            if moment < now - RATE_S:
                break
            last.append(wait)
        return percentile(last, 0.9)


@dataclass
class Controller:
    """Kubernetes' algorithm, for metrics each (value a ready pod or of all, target, whether of pods)."""

    scaler: Scaler
    history: list[tuple[float, int]] = field(default_factory=list)
    """(moment, replicas) of each change."""
    wanted: list[tuple[float, int]] = field(default_factory=list)

    def replicas(self, now: float, pods: Pods, metrics: list[tuple[float, float, bool]]) -> int:
        current, ready = len(pods.ready_at), sum(at <= now for at in pods.ready_at)
        asked = max(self._of(value, target, ready, current, per_pod) for value, target, per_pod in metrics)
        self.wanted.append((now, asked))
        if asked < current:
            recent = [count for at, count in self.wanted if at >= now - self.scaler.down_window_s]
            asked = max(min(current, max(recent)), self._allowed(now, current, self.scaler.down, -1))
        elif asked > current:
            asked = min(asked, self._allowed(now, current, self.scaler.up, +1))
        asked = min(max(asked, self.scaler.least), self.scaler.most)
        if asked != current:
            self.history.append((now, asked))
        return asked

    @staticmethod
    def _of(value: float, target: float, ready: int, current: int, per_pod: bool) -> int:
        ratio = value / target
        if abs(ratio - 1) <= TOLERANCE:
            return current
        if per_pod and ratio > 1 and ready < current:  # pods that are not ready count as idle
            ratio = value * ready / (target * current)
            return current if ratio <= 1 + TOLERANCE else math.ceil(ratio * current)
        return math.ceil(ratio * ready)

    def _allowed(self, now: float, current: int, policies: list[dict[str, Any]], sign: int) -> int:
        limits = []
        for one in policies:
            since = now - one["periodSeconds"]
            before = next((count for at, count in reversed(self.history) if at < since), None)
            base = before if before is not None and any(at >= since for at, _ in self.history) else current
            step = base * one["value"] / 100 if one["type"] == "Percent" else one["value"]
            limits.append(base + sign * math.ceil(step))
        return int(max(limits) if sign > 0 else min(limits))


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


@dataclass(frozen=True)
class Load:
    """Half of what the least pods take, for a third of the time three times as much, then as before."""

    seconds: float
    mean_s: float
    start_s: float
    computing: float

    def rate(self, now: float, scaler: Scaler) -> float:
        usual = 0.5 * scaler.least * scaler.sandboxes / self.mean_s
        return usual * (3 if self.seconds / 3 <= now < 2 * self.seconds / 3 else 1)


@dataclass(frozen=True)
class Report:
    history: list[tuple[float, int]]
    waits: list[tuple[float, float]]
    left: int
    tripled_at: float
    fell_at: float

    def wait_s(self, since: float, until: float) -> float:
        """Of 99 of 100 that started then."""
        return percentile([wait for at, wait in self.waits if since <= at < until], 0.99)

    def late(self) -> int:
        return sum(wait > DEADLINE_S for _, wait in self.waits)

    def turns(self) -> int:
        """Changes of direction: up and down once is one."""
        counts = [count for _, count in self.history]
        signs = [1 if later > before else -1 for before, later in itertools.pairwise(counts)]
        return sum(one != other for one, other in itertools.pairwise(signs))


def simulated(scaler: Scaler, load: Load, on_cpu: bool, seed: int = 1) -> Report:
    chance = random.Random(seed)
    pods, controller = Pods(scaler.sandboxes, [0.0] * scaler.least), Controller(scaler, [(0.0, scaler.least)])
    now, next_sync, next_scrape, seen = 0.0, SYNC_S, 0.0, (0.0, 0.0)
    next_program = chance.expovariate(load.rate(0, scaler))
    while now < load.seconds:
        now = min(next_program, next_sync, next_scrape, pods.ends[0] if pods.ends else math.inf)
        if now == next_program:
            pods.queue.append(now)
            next_program = now + chance.expovariate(load.rate(now, scaler))
        if now == next_scrape:
            seen, next_scrape = pods.look(now), now + SCRAPE_S
        if now == next_sync:
            next_sync = now + SYNC_S
            usual = [(seen[0], scaler.busy_share, True), (seen[1], scaler.queue_wait_s, False)]
            asked = controller.replicas(now, pods, [(seen[0] * load.computing, 0.7, True)] if on_cpu else usual)
            pods.ready_at = sorted(pods.ready_at)[:asked]
            pods.ready_at += [now + load.start_s] * (asked - len(pods.ready_at))
        pods.go_on(now, lambda: chance.lognormvariate(math.log(load.mean_s) - 0.5, 1.0))
    return Report(controller.history, pods.waits, len(pods.queue), load.seconds / 3, 2 * load.seconds / 3)


def good(report: Report, scaler: Scaler) -> bool:
    """Nothing later than its deadline; waits short again soon; few changes of direction; in the end about the least."""
    settled = report.wait_s(report.tripled_at + SETTLED_S, report.fell_at)
    return (
        report.late() == 0
        and settled <= scaler.queue_wait_s
        and report.history[-1][1] <= scaler.least + 1
        and report.turns() <= MOST_TURNS
    )


def _print(name: str, report: Report, load: Load) -> None:
    fell, tripled = report.fell_at, report.tripled_at
    moments = (0.0, tripled, tripled + SETTLED_S, fell, load.seconds)
    waits = " ".join(f"{report.wait_s(since, until):12.2f}" for since, until in itertools.pairwise(moments))
    counts = " ".join(str(count) for _, count in report.history)
    print(f"{name:>17} {waits} {report.late():10} {report.left:9}   {counts}")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.autoscaling", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--seconds", type=float, default=5400, help="simulated; the middle third has the load (5400)")
    parser.add_argument("--mean", type=float, default=0.5, help="mean seconds of a program (0.5)")
    parser.add_argument("--start", type=float, default=30, help="seconds until a new pod is ready (30)")
    parser.add_argument("--computing", type=float, default=0.6, help="share of its time that a program computes (0.6)")
    args = parser.parse_args()
    scaler, load = Scaler.read(), Load(args.seconds, args.mean, args.start, args.computing)
    print(f"{scaler.least} to {scaler.most} pods of {scaler.sandboxes} sandboxes; busy {scaler.busy_share:.0%}, "
          f"wait {scaler.queue_wait_s:g} s; the load triples at {load.seconds / 3:.0f} s\n")  # fmt: skip
    names = f"{'before':>12} {'first 10 min':>12} {'then':>12} {'after':>12} {'over 60 s':>10} {'unserved':>9}"
    print(f"{'p99 of waits, s':>17} {names}   pods")
    ours = simulated(scaler, load, on_cpu=False)
    _print("queue and places", ours, load)
    cpu = simulated(scaler, load, on_cpu=True)
    _print("70 % CPU", cpu, load)
    held = good(ours, scaler)
    print("\nthe autoscaler keeps up" if held else "\nNOT ALL PROMISES HELD")
    sys.exit(not held)


if __name__ == "__main__":
    main()
