"""The simulation of stations and machines, on cases that are worked out by hand or by queueing theory."""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Hashable, Sequence
from itertools import accumulate

import pytest

from sdk.tools.plan.network import Machine, Network, Station, Visit, quantile


def ends(station: Station, visits: Sequence[tuple[float, Visit, Hashable]]) -> list[float]:
    """(when it comes, the visit, its batch) -> when each ends."""
    network, ended = Network(), [math.nan] * len(visits)

    def come(index: int, visit: Visit, batch: Hashable) -> None:
        def done() -> None:
            ended[index] = network.now

        network.visit(station, visit, batch, done)

    for index, (when, visit, batch) in enumerate(visits):
        network.at(when, lambda index=index, visit=visit, batch=batch: come(index, visit, batch))  # type: ignore[misc]
    network.run()
    return ended


def test_one_server_serves_one_after_the_other() -> None:
    assert ends(Station(Machine(1), 1), [(0, Visit(2), "a"), (1, Visit(3), "a"), (9, Visit(1), "a")]) == [2, 5, 10]


def test_servers_beyond_the_cores_share_them_evenly() -> None:
    """3 s and 1 s of work on one core: at 2 s both got 1 s; what is left has the core alone."""
    assert ends(Station(Machine(1), 2), [(0, Visit(3), "a"), (0, Visit(1), "a")]) == pytest.approx([4, 2])


def test_stations_of_a_machine_share_its_cores() -> None:
    machine, network, ended = Machine(1), Network(), dict[str, float]()
    for name in ("http", "math"):
        network.visit(Station(machine, 1), Visit(1), "a", lambda name=name: ended.update({name: network.now}))  # type: ignore[misc]
    network.run()
    assert ended == {"http": pytest.approx(2), "math": pytest.approx(2)}
    assert machine.busy_s == pytest.approx(2)


def test_waiting_holds_a_server_and_no_core() -> None:
    """Two servers on one core: while one waits the other computes at full speed."""
    assert ends(Station(Machine(1), 2), [(0, Visit(1, wait_s=1), "a"), (0, Visit(1), "a")]) == pytest.approx([2, 1])
    assert ends(Station(Machine(1), 1), [(0, Visit(1, wait_s=1), "a"), (0, Visit(1), "a")]) == pytest.approx([2, 3])


def test_cores_that_are_all_busy_are_slower() -> None:
    """Twice as long with both of two cores busy: 1 s of work takes 2 s; the second half of 2 s runs alone."""
    visits = [(0, Visit(1), "a"), (0, Visit(2), "a")]
    assert ends(Station(Machine(2, slowdown=2.0), 2), visits) == pytest.approx([2, 3])


def test_batches_take_turns_and_each_keeps_its_order() -> None:
    visits = [(0, Visit(1), "a"), (0, Visit(1), "a"), (0, Visit(1), "a"), (0, Visit(1), "b")]
    assert ends(Station(Machine(1), 1), visits) == [1, 2, 4, 3]


def test_idle_servers_help_with_what_is_divisible() -> None:
    visit = Visit(cpu_s=4, wait_s=2, fixed_cpu_s=1, fixed_wait_s=0.5, parts=2)
    assert ends(Station(Machine(4), 4), [(0, visit, "a")]) == [pytest.approx(0.5 + 1 + 1 + 2)]
    assert ends(Station(Machine(4), 1), [(0, visit, "a")]) == [pytest.approx(0.5 + 2 + 1 + 4)]


def poisson(rate: float, count: int, seed: int) -> list[float]:
    chance = random.Random(seed)
    return list(accumulate(chance.expovariate(rate) for _ in range(count)))


def mean_wait(station: Station, arrivals: Sequence[float], services: Sequence[float]) -> float:
    visits = [(when, Visit(cpu_s), "a") for when, cpu_s in zip(arrivals, services, strict=True)]
    return statistics.fmean(
        end - when - cpu_s for end, (when, (cpu_s, *_), _) in zip(ends(station, visits), visits, strict=True)
    )


@pytest.mark.parametrize("rho", [0.3, 0.7])
def test_m_d_1_waits_as_pollaczek_and_khinchin_say(rho: float) -> None:
    """Fixed service of 1 s, random arrivals: a mean wait of rho / (2 (1 - rho))."""
    count = 30_000
    waited = mean_wait(Station(Machine(1), 1), poisson(rho, count, 1), [1.0] * count)
    assert waited == pytest.approx(rho / (2 * (1 - rho)), rel=0.06)


def test_m_m_c_waits_as_erlang_says() -> None:
    """Three servers, rho 0.8: the wait is C(3, 2.4) / (3 - 2.4), with Erlang's C = 0.6472."""
    chance, count = random.Random(2), 40_000
    services = [chance.expovariate(1.0) for _ in range(count)]
    waited = mean_wait(Station(Machine(3), 3), poisson(2.4, count, 3), services)
    assert waited == pytest.approx(0.6472 / 0.6, rel=0.08)


@pytest.mark.parametrize("rho", [0.5, 0.95])
def test_m_d_c_is_every_cth_arrival_at_a_server_of_its_own(rho: float) -> None:
    """With fixed service of 1 s the servers of M/D/c come free in turn, so Lindley's recursion holds at a distance of c:
    W(n) = max(0, W(n - c) + 1 - (t(n) - t(n - c))), for every single arrival."""
    count, servers = 5_000, 3
    arrivals = poisson(servers * rho, count, 4)
    waits: list[float] = []
    for n, when in enumerate(arrivals):
        before = n - servers
        waits.append(max(0.0, waits[before] + 1 - (when - arrivals[before])) if before >= 0 else 0.0)
    ended = ends(Station(Machine(servers), servers), [(when, Visit(1), "a") for when in arrivals])
    assert ended == pytest.approx([when + wait + 1 for when, wait in zip(arrivals, waits, strict=True)])


def test_processor_sharing_takes_as_long_as_m_g_1_ps_says() -> None:
    """Many servers on one core: a mean time of 1 / (1 - rho) for 1 s of work, whatever its distribution."""
    rho, count = 0.6, 20_000
    waited = mean_wait(Station(Machine(1), count), poisson(rho, count, 5), [1.0] * count)
    assert waited + 1 == pytest.approx(1 / (1 - rho), rel=0.05)


def test_a_burst_on_c_servers_takes_its_rounds() -> None:
    """M/D/c's limit without arrivals between: 10 visits of 1 s on 4 servers end in 3 rounds."""
    assert max(ends(Station(Machine(4), 4), [(0, Visit(1), "a")] * 10)) == 3


def test_a_quantile_is_one_of_the_values() -> None:
    assert [quantile([3, 1, 2, 4], share) for share in (0, 0.5, 0.75, 0.99, 1)] == [1, 2, 3, 4, 4]
