"""What Ray Serve's proxy costs beside uvicorn: one service alone, and the same behind Serve's proxies and its handle.

    python -m benchmarks.ray_proxy [--rounds 3]     (scripts/check ray; an environment with ray[serve], three minutes)

One replica with one HTTP loop in each way, on the same machine: `reward-server` (uvicorn); Serve's proxy; Serve with
RAY_SERVE_THROUGHPUT_OPTIMIZED=1; Serve with RAY_SERVE_ENABLE_HA_PROXY=1 too; and a handle (`RewardClient.ray`). Calls
are of one item, one after the other (p50, p99), and of 2,048 items in requests of 128. CPU: of all processes that stand
between and behind, for each item.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.machine import print_head
from sdk import RewardClient
from sdk.tools.plan import items
from sdk.tools.plan.network import quantile
from tests.end_to_end.processes import command, cpu_s
from tests.end_to_end.running import free_port, start_server, stop

SETTINGS = {"sandbox": "off", "math_workers": "1", "memo_entries": "0"}
SMALL_CALLS, BIG_CALL = 200, 2048
KCHARS = 1.0
READY_S = 120.0
THROUGHPUT = {"RAY_SERVE_THROUGHPUT_OPTIMIZED": "1"}
HAPROXY = {**THROUGHPUT, "RAY_SERVE_ENABLE_HA_PROXY": "1"}
WAYS: dict[str, tuple[str, dict[str, str]]] = {
    "uvicorn": ("uvicorn", {}),
    "Serve's proxy": ("proxy", {}),
    "Serve's proxy, throughput optimized": ("proxy", THROUGHPUT),
    "Serve's HAProxy, throughput optimized": ("proxy", HAPROXY),
    "a handle": ("handle", {}),
    "a handle, throughput optimized": ("handle", THROUGHPUT),
}
SERVING = ("ray::ServeReplica", "ray::ProxyActor", "ray::HAProxy", "haproxy", "reward_server.server", "raylet")


class Cost(NamedTuple):
    call_p50_ms: float
    call_p99_ms: float
    items_a_s: float
    cpu_ms: float


def serving_cpu_s() -> float:
    """CPU seconds so far of all processes that serve on this machine."""
    found = 0.0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and any(part in command(int(entry.name)) for part in SERVING):
            try:
                found += cpu_s(int(entry.name))
            except OSError:
                continue
    return found


def measured(client: RewardClient, numbers: Any) -> Cost:
    def batch(size: int) -> list[items.Item]:
        return [items.direct(next(numbers), KCHARS) for _ in range(size)]

    def scored(size: int) -> float:
        given, began = batch(size), time.monotonic()
        rewards = client.score(given, rewards=items.ACCURACY).rewards
        took_s = time.monotonic() - began
        assert rewards == [1.0] * size
        return took_s

    small = [scored(1) for _ in range(SMALL_CALLS)]
    before = serving_cpu_s()
    big_s = scored(BIG_CALL)
    return Cost(
        1000 * quantile(small, 0.5),
        1000 * quantile(small, 0.99),
        BIG_CALL / big_s,
        1000 * (serving_cpu_s() - before) / BIG_CALL,
    )


def rounds(client: RewardClient, many: int) -> Cost:
    numbers = count(1)
    client.wait_until_ready(READY_S)
    measured(client, numbers)
    return Cost(*map(statistics.median, zip(*(measured(client, numbers) for _ in range(many)), strict=True)))


def by_uvicorn(many: int) -> Cost:
    running = start_server(**SETTINGS)
    try:
        with RewardClient(running.url, timeout_s=300) as client:
            return rounds(client, many)
    finally:
        stop(running)


def by_ray(way: str, many: int) -> Cost:
    import ray
    from ray import serve

    from reward_server.ray_app import Arguments, application

    port = free_port()
    ray.init(num_cpus=4, include_dashboard=False, log_to_driver=False)
    serve.start(http_options={"host": "127.0.0.1", "port": port})
    serve.run(application(Arguments(cpus=1, settings=SETTINGS)), name="assay", route_prefix="/")
    made: Callable[[], RewardClient] = (
        (lambda: RewardClient.ray(timeout_s=300))
        if way == "handle"
        else (lambda: RewardClient(f"http://127.0.0.1:{port}", timeout_s=300))
    )
    try:
        with made() as client:
            return rounds(client, many)
    finally:
        serve.shutdown()
        ray.shutdown()


def in_process_of_its_own(way: str, variables: dict[str, str], many: int) -> Cost | str:
    """Ray reads the variables once, as it is imported."""
    root = str(Path(__file__).parents[1])
    environment = {**os.environ, **variables, "PYTHONPATH": root}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.ray_proxy", "--one", way, "--rounds", str(many)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["no word"])[-1]
    return Cost(*json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.ray_proxy", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3, help="of each way; the median counts (3)")
    parser.add_argument("--one", choices=["uvicorn", "proxy", "handle"], help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(by_uvicorn(args.rounds) if args.one == "uvicorn" else by_ray(args.one, args.rounds)))
        return
    import ray

    print_head("benchmarks.ray_proxy")
    print(f"Ray {ray.__version__}\n")
    print(
        f"{'':38}{'one item, ms: p50':>18}{'p99':>8}{'items a second':>16}{'CPU ms an item':>16}{'beside uvicorn':>16}"
    )
    first: Cost | None = None
    failed = False
    for name, (way, variables) in WAYS.items():
        cost = in_process_of_its_own(way, variables, args.rounds)
        if isinstance(cost, str):
            print(f"{name:38}failed: {cost}", flush=True)
            failed = True
            continue
        first = first or cost
        figures = f"{cost.call_p50_ms:18.1f}{cost.call_p99_ms:8.1f}{cost.items_a_s:16,.0f}{cost.cpu_ms:16.2f}"
        ratio = f"{first.items_a_s / cost.items_a_s:7.2f} x time, {cost.cpu_ms / first.cpu_ms:.2f} x CPU"
        print(f"{name:38}{figures}{ratio}", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
