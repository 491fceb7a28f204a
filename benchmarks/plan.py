"""What `assay plan` predicts beside what happens: three loads on one, two and three services of this machine.

    python -m benchmarks.plan [--costs FILE] [--steps 3]     (a quiet machine with a sandbox; four minutes)

Costs are calibrated first, unless a file has them. Then each load is scored by real services, which share this
machine's cores with each other and with the client, and the same is simulated. `step`: seconds until the last item has
its score; `p50`, `p99`: until half and 99 of 100 items have theirs; of real steps the median. A program's time is the
sandbox's own word for it: a loop in it is timed first.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import NamedTuple

from benchmarks.machine import print_head
from benchmarks.services import Service, stop_all
from sdk import RewardClient
from sdk.tools.plan import costs as costs_file
from sdk.tools.plan import items
from sdk.tools.plan.calibrate import BUSY_CORES, calibrate
from sdk.tools.plan.costs import BUNDLED, Costs
from sdk.tools.plan.network import quantile
from sdk.tools.plan.step import Deployment, Load, simulated

KCHARS = 1.0
LOADS = {
    "mathematics": Load(4096, math_share=1.0, symbolic_share=0.02, kchars=KCHARS),
    "programs": Load(32, math_share=0.0, cases=10, program_s=0.02, program_cv=0.0, kchars=KCHARS),
    "both": Load(512, math_share=0.9, cases=10, program_s=0.01, program_cv=0.0, kchars=KCHARS),
}
SERVICES = (1, 2, 3)
SEEDS = 10
TIMED_LOOPS = 2_000_000
TIMED_PROGRAMS = 8
IN_FLIGHT = 8


class Times(NamedTuple):
    step: float
    p50: float
    p99: float


def times(item_s: list[float]) -> Times:
    return Times(max(item_s), quantile(item_s, 0.5), quantile(item_s, 0.99))


def middle(several: list[Times]) -> Times:
    return Times(*map(statistics.median, zip(*several, strict=True)))


def batch(load: Load, loop_s: float, numbers: Iterator[int]) -> list[items.Item]:
    """One step's items, programs and symbolic mathematics spread evenly among the others."""
    mathematics = load.completions - load.programs
    makers: list[tuple[float, Callable[[int], items.Item]]] = []

    def spread(many: int, make: Callable[[int], items.Item]) -> None:
        makers.extend(((place + 0.5) / many, make) for place in range(many))

    loops = round(load.program_s / loop_s)
    symbolic = round(mathematics * load.symbolic_share)
    spread(load.programs, lambda number: items.program(number, load.kchars, load.cases, loops))
    spread(symbolic, lambda number: items.symbolic(number, load.kchars))
    spread(mathematics - symbolic, lambda number: items.direct(number, load.kchars))
    return [make(next(numbers)) for _, make in sorted(makers, key=lambda pair: pair[0])]


def scored(client: RewardClient, given: list[items.Item]) -> list[float]:
    """Seconds until each item has its score; all of them are right, or this ends."""
    began, came = time.monotonic(), []
    for one in client.score_stream(given, rewards=items.ACCURACY):
        came.append(time.monotonic() - began)
        if one.reward != 1.0:
            sys.exit(f"item {one.index} got {one.reward}: {one.components}")
    return came


def seconds_of_a_loop(client: RewardClient, numbers: Iterator[int]) -> float:
    """CPU seconds of one round of a program's loop, as its sandbox runs it."""

    def held(loops: int) -> float:
        given = [items.program(next(numbers), KCHARS, 1, loops) for _ in range(TIMED_PROGRAMS)]
        result = client.score(given, rewards=items.ACCURACY)
        return statistics.median(one.components["accuracy"].seconds for one in result.items)

    held(0)
    return (held(TIMED_LOOPS) - held(0)) / TIMED_LOOPS


def deployment(services: int) -> Deployment:
    cores = len(os.sched_getaffinity(0))
    return Deployment(
        services,
        cores,
        http=1,
        math_workers=1,
        sandboxes=max(1, cores // services),
        in_flight=IN_FLIGHT,
        one_machine=True,
    )


def predicted(load: Load, costs: Costs, services: int) -> Times:
    return middle([times(simulated(load, costs, deployment(services), seed).item_s) for seed in range(SEEDS)])


def run(costs: Costs, steps: int, folder: Path) -> list[tuple[str, int, Times, Times]]:
    """(load, services, predicted, measured) of each point."""
    points, numbers = [], count(1)
    loop_s = 0.0
    for services in SERVICES:
        one = deployment(services)
        settings = {"math_workers": str(one.math_workers), "sandbox_containers": str(one.sandboxes), "sandbox": "auto"}
        running = [Service(folder / f"{number}.log", settings=settings) for number in range(services)]
        try:
            for service in running:
                service.start()
            with RewardClient([service.url for service in running], max_in_flight=IN_FLIGHT, timeout_s=300.0) as client:
                loop_s = loop_s or seconds_of_a_loop(client, numbers)
                for name, load in LOADS.items():
                    warm = replace(load, completions=min(load.completions, 64 * services))
                    scored(client, batch(warm, loop_s, numbers))
                    measured = [times(scored(client, batch(load, loop_s, numbers))) for _ in range(steps)]
                    points.append((name, services, predicted(load, costs, services), middle(measured)))
                    _print(*points[-1])
        finally:
            stop_all(running)
    return points


def _print(name: str, services: int, expected: Times, found: Times) -> None:
    pairs = "".join(
        f"{guess:13.2f} {real:8.2f} {guess / real - 1:+6.0%}" for guess, real in zip(expected, found, strict=True)
    )
    print(f"{name:12} {services:8} {pairs}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.plan", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--costs", type=Path, help="costs that `assay plan calibrate` wrote (default: calibrate now)")
    parser.add_argument("--steps", type=int, default=3, help="real steps of each load (3)")
    parser.add_argument("--bundle", action="store_true", help="keep the calibrated costs as those of the package")
    args = parser.parse_args()
    print_head("benchmarks.plan")
    if args.costs:
        costs = costs_file.read(args.costs)
    else:
        measured = calibrate(lambda *_: None)
        costs = measured.costs
        if measured.busy_cores > BUSY_CORES:
            print(f"{measured.busy_cores:.1f} cores were busy with other work: take no figure from this\n")
        if args.bundle:
            costs.write(BUNDLED)
    columns = "".join(f"{name + ', s: said':>13} {'was':>8} {'error':>6}" for name in Times._fields)
    print(f"{'load':12} {'services':>8} {columns}")
    with tempfile.TemporaryDirectory() as folder:
        points = run(costs, args.steps, Path(folder))
    for place, what in enumerate(Times._fields):
        errors = [abs(expected[place] / found[place] - 1) for _, _, expected, found in points]
        print(f"{what}: {statistics.fmean(errors):.0%} off on average, {max(errors):.0%} at most")


if __name__ == "__main__":
    main()
