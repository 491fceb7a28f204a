"""From a load and a time to the smallest deployment that keeps it, then to its memory and to values of the chart."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, NamedTuple

from sdk.tools.plan.costs import Costs
from sdk.tools.plan.network import quantile
from sdk.tools.plan.step import BATCH_ITEMS, Deployment, Load, simulated, work

MOST_CORES = 100_000
TRIED_STEPS = 3
"""Simulated for each deployment on the way; the one that is chosen is simulated longer."""
BETTER = 0.99
"""A deployment of twice the cores that takes more than this share of the time is no way to keep it."""
HTTP_BUSY, MATH_BUSY = 0.6, 0.5
"""Shares of a step in which HTTP processes and math workers compute at most: nobody should wait for them."""
IN_FLIGHT = 8
"""The client's default of `max_in_flight`."""
REQUESTS_A_SERVICE = 4
"""Under way at once."""
TURNS_A_SERVICE = 8
LEAST_BATCH_ITEMS = 16
"""Where many services share a step, requests are so much smaller that each service gets 8 of them: one request more for
some than for others would decide how long the step takes."""
SANDBOX_LIMIT_MB, WORKER_LIMIT_MB = 2048, 256
"""Defaults of the settings sandbox_memory_mb and math_memory_limit_mb."""
MARGIN = 1.5
"""Memory that pods ask for, to what was measured: caches fill, and texts differ."""


class Seen(NamedTuple):
    """One simulated step, in seconds. busy: share of the cores' time."""

    step_s: float
    item_p50_s: float
    item_p99_s: float
    busy: float


@dataclass(frozen=True)
class Plan:
    deployment: Deployment
    step_p50_s: float
    step_p99_s: float
    item_p50_s: float
    item_p99_s: float
    """Medians over the simulated steps."""
    busy: float
    memory_mb: float
    memory_limit_mb: float
    """If every program and every comparison takes what it may."""
    within_s: float
    steps: int

    @property
    def kept(self) -> bool:
        return self.step_p99_s <= self.within_s

    def told(self) -> dict[str, Any]:
        return {**asdict(self), "cores": self.deployment.all_cores, "kept": self.kept}


Many = Callable[[Callable[[int], Seen], Iterable[int]], list[Seen]]
"""Applies a function to seeds, one after the other or side by side."""


def one_by_one(look: Callable[[int], Seen], seeds: Iterable[int]) -> list[Seen]:
    return [look(seed) for seed in seeds]


def seen(load: Load, costs: Costs, deployment: Deployment, seed: int) -> Seen:
    step = simulated(load, costs, deployment, seed)
    busy = step.core_s / (deployment.all_cores * step.seconds) if step.seconds else 0.0
    return Seen(step.seconds, quantile(step.item_s, 0.5), quantile(step.item_s, 0.99), busy)


def smallest(
    load: Load,
    costs: Costs,
    within_s: float,
    cores_a_service: int,
    steps: int,
    program_mb: float,
    many: Many = one_by_one,
) -> Plan:
    """The fewest cores with which 99 of 100 steps are scored `within_s`; one service has at most `cores_a_service`.

    Where no number of cores does, the largest deployment that still was faster than half of it: `kept` is false.
    """

    def deployment(size: int) -> Deployment:
        return deployed(load, costs, size, within_s, cores_a_service)

    def tried(size: int) -> float:
        return max(one.step_s for one in many(partial(seen, load, costs, deployment(size)), range(TRIED_STEPS)))

    def whole(size: int) -> Plan:
        return judged(load, costs, deployment(size), within_s, steps, program_mb, many)

    low, size = 0, _first_size(work(load, costs).all / within_s, cores_a_service)
    took = tried(size)
    while took > within_s:
        doubled_s = tried(2 * size)
        if doubled_s > within_s and (doubled_s > BETTER * took or deployment(2 * size).all_cores > MOST_CORES):
            return whole(size)
        low, size, took = size, 2 * size, doubled_s
    while size - low > 1:
        middle = (low + size) // 2
        low, size = (low, middle) if tried(middle) <= within_s else (middle, size)
    enough = size
    while not (plan := whole(size)).kept and size < 2 * enough:  # three steps were kept, and 99 of 100 are not
        size += max(1, enough // 8)
    return plan


def judged(
    load: Load,
    costs: Costs,
    deployment: Deployment,
    within_s: float,
    steps: int,
    program_mb: float,
    many: Many = one_by_one,
) -> Plan:
    each = many(partial(seen, load, costs, deployment), range(steps))
    return Plan(
        deployment=deployment,
        step_p50_s=quantile([one.step_s for one in each], 0.5),
        step_p99_s=quantile([one.step_s for one in each], 0.99),
        item_p50_s=quantile([one.item_p50_s for one in each], 0.5),
        item_p99_s=quantile([one.item_p99_s for one in each], 0.5),
        busy=quantile([one.busy for one in each], 0.5),
        memory_mb=deployment.services * service_mb(costs, deployment, program_mb),
        memory_limit_mb=deployment.services * _limit_mb(costs, deployment),
        within_s=within_s,
        steps=steps,
    )


def deployed(load: Load, costs: Costs, size: int, within_s: float, cores_a_service: int) -> Deployment:
    """size: one service with so many cores; beyond `cores_a_service`, one more whole service for each."""
    services = max(1, size - cores_a_service + 1)
    cores = min(size, cores_a_service)
    spent = work(load, costs)

    def processes(core_s: float, busy: float) -> int:
        return max(1, min(cores, math.ceil(core_s / (busy * within_s * services))))

    return Deployment(
        services=services,
        cores=cores,
        http=processes(spent.http, HTTP_BUSY),
        math_workers=processes(spent.math, MATH_BUSY),
        sandboxes=cores if load.programs else 0,
        in_flight=max(IN_FLIGHT, REQUESTS_A_SERVICE * services),
        batch_items=min(BATCH_ITEMS, max(LEAST_BATCH_ITEMS, load.completions // (TURNS_A_SERVICE * services))),
    )


def _first_size(least_cores: float, cores_a_service: int) -> int:
    """The size below which the work alone takes too long."""
    if least_cores <= cores_a_service:
        return max(1, math.floor(least_cores))
    return cores_a_service - 1 + math.floor(least_cores / cores_a_service)


def service_mb(costs: Costs, deployment: Deployment, program_mb: float) -> float:
    """Memory of one service at work; program_mb: of one program."""
    mathematics = costs.math_parent_mb + deployment.math_workers * costs.math_worker_mb
    programs = deployment.sandboxes * (costs.sandbox_mb + program_mb)
    return deployment.http * costs.http_mb + costs.manager_mb + mathematics + programs


def _limit_mb(costs: Costs, deployment: Deployment) -> float:
    mathematics = costs.math_parent_mb + deployment.math_workers * WORKER_LIMIT_MB
    return deployment.http * costs.http_mb + costs.manager_mb + mathematics + deployment.sandboxes * SANDBOX_LIMIT_MB


def helm_values(plan: Plan, costs: Costs) -> str:
    """Values of deploy/helm/assay, as YAML: pods of HTTP processes and mathematics, and pods of sandboxes."""
    one = plan.deployment
    pods = max(2, one.services)
    http_mb = math.ceil(MARGIN * one.http * costs.http_mb)
    math_mb = math.ceil(MARGIN * (costs.manager_mb + costs.math_parent_mb + one.math_workers * costs.math_worker_mb))
    limit_mb = math.ceil(MARGIN * (costs.manager_mb + costs.math_parent_mb) + one.math_workers * WORKER_LIMIT_MB)
    lines = [
        f"# assay plan: {one.all_cores} cores; p50 {plan.step_p50_s:.1f} s, p99 {plan.step_p99_s:.1f} s a step",
        "service:",
        f"  replicas: {pods}",
        f"  workers: {one.http}",
        f"  mathWorkers: {one.math_workers}",
        "  resources:",
        f'    requests: {{ cpu: "{one.http}", memory: {http_mb}Mi }}',
        f"    limits: {{ memory: {max(3072, 2 * http_mb)}Mi }}",
        "  managerResources:",
        f'    requests: {{ cpu: "{one.math_workers}", memory: {math_mb}Mi }}',
        f"    limits: {{ memory: {max(1536, limit_mb)}Mi }}",
        "  autoscaling: { enabled: false }",
        "runner:",
    ]
    if not one.sandboxes:
        return "\n".join([*lines, "  enabled: false", ""])
    lines += [
        f"  replicas: {one.services}",
        f"  sandboxes: {one.sandboxes}",
        f"  sandboxMemoryMb: {SANDBOX_LIMIT_MB}",
        "  autoscaling: { enabled: false }",
        "",
    ]
    return "\n".join(lines)
