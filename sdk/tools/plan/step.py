"""One step's scoring, simulated: a client sends the completions in requests, HTTP processes read and judge them, math
workers and sandboxes do the rest."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from sdk.tools.plan.costs import Costs
from sdk.tools.plan.network import Machine, Network, Station, Visit

BATCH_ITEMS = 128
"""The client's default of `max_batch_items`."""
SLICE_ITEMS = 64
"""The items that an HTTP process judges before another batch gets its turn (`reward_server.scoring`)."""
LEAST_A_PART = 2
"""Cases of a program for each idle sandbox that helps with it (`execution.sandbox.side_by_side`)."""


@dataclass(frozen=True)
class Load:
    """What a step asks for. program_s: mean seconds of a program on one case, beside its start; program_cv: how much
    completions differ in it (standard deviation / mean; log-normal)."""

    completions: int
    cases: int = 50
    program_s: float = 0.05
    math_share: float = 0.5
    """Of the completions; the others are programs."""
    symbolic_share: float = 0.02
    """Of the mathematics: what a math worker compares."""
    program_cv: float = 0.5
    kchars: float = 4.0
    """Length of a completion in 1,000 characters."""
    language: bool = False
    """Whether completions are scored by their language, too."""

    @property
    def programs(self) -> int:
        return self.completions - round(self.completions * self.math_share)


@dataclass(frozen=True)
class Deployment:
    """Equal services, each on a machine of its own with `cores`; or all of them and the client on one such machine."""

    services: int
    cores: int
    http: int
    math_workers: int
    sandboxes: int
    in_flight: int = 8
    """Requests that the client has under way at once (its `max_in_flight`)."""
    batch_items: int = BATCH_ITEMS
    """Items of a request at most (the client's `max_batch_items`)."""
    one_machine: bool = False

    @property
    def all_cores(self) -> int:
        return self.cores if self.one_machine else self.cores * self.services


class Step(NamedTuple):
    item_s: list[float]
    """Seconds from the call until each item has its score at the caller, in no order."""
    core_s: float
    """CPU seconds of the services' machines."""

    @property
    def seconds(self) -> float:
        return max(self.item_s, default=0.0)


@dataclass(frozen=True)
class _Service:
    http: Station
    manager: Station
    math: Station
    sandboxes: Station


class _Item(NamedTuple):
    """CPU seconds in the HTTP process and in the manager, and the visit elsewhere, if there is one."""

    http_s: float
    manager_s: float = 0.0
    symbolic: Visit | None = None
    program: Visit | None = None


def simulated(load: Load, costs: Costs, deployment: Deployment, seed: int = 0) -> Step:
    network = Network()
    machines, services = _built(costs, deployment)
    caller = Station(machines[0] if deployment.one_machine else Machine(1), 1)
    client = _Client(network, services, caller, deployment, costs)
    client.call(list(_items(load, costs, random.Random(seed))))  # noqa: S311 (dice, not a secret)
    network.run()
    return Step(client.item_s, sum(one.busy_s for one in machines))


class Work(NamedTuple):
    """CPU seconds of a step's scoring in the HTTP processes, the math workers, and everywhere, with all cores busy."""

    http: float
    math: float
    all: float


def work(load: Load, costs: Costs) -> Work:
    """What no number of services makes less."""
    items = list(_items(load, costs, random.Random(0)))  # noqa: S311 (dice, not a secret)
    requests = math.ceil(load.completions / BATCH_ITEMS)
    http = costs.slowdown * (sum(one.http_s for one in items) + requests * costs.request_s)
    held = [one.symbolic.cpu_s for one in items if one.symbolic is not None]
    programs = [one.program.cpu_s + one.program.fixed_cpu_s for one in items if one.program is not None]
    managers = sum(one.manager_s for one in items)
    return Work(http, costs.slowdown * sum(held), http + costs.slowdown * (sum(held) + sum(programs) + managers))


def _built(costs: Costs, deployment: Deployment) -> tuple[list[Machine], list[_Service]]:
    count = 1 if deployment.one_machine else deployment.services
    machines = [Machine(deployment.cores, costs.slowdown) for _ in range(count)]
    services = [
        _Service(
            Station(machine, deployment.http),
            Station(machine, 1),
            Station(machine, deployment.math_workers),
            Station(machine, deployment.sandboxes),
        )
        for machine in itertools.islice(itertools.cycle(machines), deployment.services)
    ]
    return machines, services


def _items(load: Load, costs: Costs, chance: random.Random) -> Iterator[_Item]:
    kinds = [False] * (load.completions - load.programs) + [True] * load.programs
    chance.shuffle(kinds)
    text_s = costs.text_s + load.kchars * costs.text_kchar_s
    if load.language:
        text_s += costs.language_s + load.kchars * costs.language_kchar_s
    for is_program in kinds:
        if is_program:
            yield _program(load, costs, text_s, chance)
        elif chance.random() < load.symbolic_share:
            visit = Visit(costs.symbolic_s)
            yield _Item(text_s + costs.symbolic_http_s, costs.symbolic_manager_s, symbolic=visit)
        else:
            yield _Item(text_s + costs.math_s)


def _program(load: Load, costs: Costs, text_s: float, chance: random.Random) -> _Item:
    visit = Visit(
        cpu_s=load.cases * (costs.case_s + _log_normal(load.program_s, load.program_cv, chance)),
        wait_s=load.cases * costs.case_wait_s,
        fixed_cpu_s=costs.program_s,
        fixed_wait_s=costs.program_wait_s,
        parts=max(1, load.cases // LEAST_A_PART),
    )
    manager_s = costs.program_manager_s + load.cases * costs.case_manager_s
    return _Item(text_s + costs.program_http_s, manager_s, program=visit)


def _log_normal(mean: float, cv: float, chance: random.Random) -> float:
    if mean <= 0 or cv <= 0:
        return max(mean, 0.0)
    variance = math.log(1 + cv * cv)
    return chance.lognormvariate(math.log(mean) - variance / 2, math.sqrt(variance))


class _Client:
    """`in_flight` requests at once; the next goes to the service with the fewest under way."""

    def __init__(
        self, network: Network, services: list[_Service], caller: Station, deployment: Deployment, costs: Costs
    ) -> None:
        self.item_s: list[float] = []
        self._network = network
        self._services = services
        self._under_way = [0] * len(services)
        self._caller = caller
        self._in_flight = deployment.in_flight
        self._batch_items = deployment.batch_items
        self._costs = costs
        self._left: Iterator[tuple[int, list[_Item]]] = iter(())

    def call(self, items: list[_Item]) -> None:
        size = self._batch_items
        requests = [items[start : start + size] for start in range(0, len(items), size)]
        self._left = iter(list(enumerate(requests)))
        for _ in range(self._in_flight):
            self._send()

    def _send(self) -> None:
        number, items = next(self._left, (0, []))
        if items:
            # Half of an item's cost is its way there, half the way back.
            visit = Visit(len(items) * self._costs.client_item_s / 2)
            self._network.visit(self._caller, visit, "calling", partial(self._sent, number, items))

    def _sent(self, number: int, items: list[_Item]) -> None:
        chosen = min(range(len(self._services)), key=self._under_way.__getitem__)
        self._under_way[chosen] += 1
        _Request(self._network, self._services[chosen], number, items, self._costs, self._came).go_on(
            partial(self._ended, chosen)
        )

    def _came(self, then: Callable[[], None]) -> None:
        """One item's result."""

        def read() -> None:
            self.item_s.append(self._network.now)
            then()

        self._network.visit(self._caller, Visit(self._costs.client_item_s / 2), "calling", read)

    def _ended(self, service: int) -> None:
        self._under_way[service] -= 1
        self._send()


class _Request:
    """One batch on one service: slice after slice in the HTTP process, and each item's jobs."""

    def __init__(
        self,
        network: Network,
        service: _Service,
        number: int,
        items: list[_Item],
        costs: Costs,
        came: Callable[[Callable[[], None]], None],
    ) -> None:
        self._network = network
        self._service = service
        self._number = number
        self._items = items
        self._open = len(items)
        self._came = came
        self._request_s = costs.request_s
        self._next = 0
        self._end: Callable[[], None] = lambda: None

    def go_on(self, end: Callable[[], None]) -> None:
        self._end = end
        self._slice()

    def _slice(self) -> None:
        part = self._items[self._next : self._next + SLICE_ITEMS]
        if not part:
            return
        first_s = self._request_s if self._next == 0 else 0.0
        self._next += SLICE_ITEMS
        visit = Visit(first_s + sum(one.http_s for one in part))
        self._network.visit(self._service.http, visit, self._number, partial(self._planned, part))

    def _planned(self, part: list[_Item]) -> None:
        for item in part:
            self._handed_on(item)
        self._slice()

    def _handed_on(self, item: _Item) -> None:
        station = self._service.sandboxes if item.program is not None else self._service.math
        visit = item.program or item.symbolic
        if visit is None:
            self._came(self._settled)
            return
        run = partial(self._network.visit, station, visit, self._number, partial(self._came, self._settled))
        self._network.visit(self._service.manager, Visit(item.manager_s), self._number, run)

    def _settled(self) -> None:
        self._open -= 1
        if not self._open:
            self._end()
