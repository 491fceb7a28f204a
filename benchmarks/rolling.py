"""Three services under load, restarted one after the other: drained, which loses nothing, and killed.

    python -m benchmarks.rolling [--fronts haproxy list name]     (scripts/check haproxy; needs haproxy)

Callers score batches with known scores without a pause, through HAProxy (`deploy/haproxy.cfg`), with a client that has
the list of services, and with one that has a name with three addresses (where the machine resolves `rewards.test` so;
the check sees to it). A drained service gets SIGTERM and starts again once it ended; a killed one gets SIGKILL, every
process of it. Promised: drained, no call fails and no item is null; killed, no number is wrong and no call ends later
than its deadline.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.half_million import item, right
from benchmarks.machine import print_head
from benchmarks.services import Service, stop_all
from sdk import RewardClient, RewardError
from tests.end_to_end.running import free_port

CONFIGURATION = Path(__file__).parents[1] / "deploy" / "haproxy.cfg"
ADDRESSES = ("127.0.0.11", "127.0.0.12", "127.0.0.13")
NAME = "rewards.test"
CALLERS = 4
BATCH_ITEMS = 20
TIMEOUT_S = 30.0
BEYOND_S = 2.0
"""A call that ends so much later is late: the machine may be slow to run the caller."""
CALM_S = 3.0


@dataclass
class Seen:
    calls: int = 0
    null: int = 0
    wrong: int = 0
    failed: list[str] = field(default_factory=list)
    longest_s: float = 0.0


def _calls(client: RewardClient, first: int, seen: Seen, ended: threading.Event) -> None:
    number = first
    while not ended.is_set():
        numbers = range(number, number + BATCH_ITEMS)
        number += BATCH_ITEMS
        began = time.monotonic()
        try:
            rewards = client.score([item(one) for one in numbers]).rewards
        except RewardError as error:
            seen.failed.append(f"{type(error).__name__}: {error}")
            rewards = []
        seen.calls += 1
        seen.longest_s = max(seen.longest_s, time.monotonic() - began)
        for one, reward in zip(numbers, rewards, strict=False):
            seen.null += reward is None
            seen.wrong += reward is not None and reward != right(one)


def _restarted(services: list[Service], end: Callable[[Service], object], url: str | list[str]) -> Seen:
    """What callers saw while each of the services was ended and started again."""
    each, ended = [Seen() for _ in range(CALLERS)], threading.Event()
    with (
        RewardClient(url, rewards={"accuracy": 1.0}, timeout_s=TIMEOUT_S, max_batch_items=BATCH_ITEMS) as client,
        ThreadPoolExecutor(CALLERS) as threads,
    ):
        callers = [threads.submit(_calls, client, n * 10_000_000, each[n], ended) for n in range(CALLERS)]
        try:
            for service in services:
                time.sleep(CALM_S)
                end(service)
                service.start()
            time.sleep(CALM_S)
        finally:
            ended.set()
        for one in callers:
            one.result()
    return Seen(
        sum(one.calls for one in each),
        sum(one.null for one in each),
        sum(one.wrong for one in each),
        [line for one in each for line in one.failed],
        max(one.longest_s for one in each),
    )


@contextmanager
def haproxy(folder: Path, services: list[Service]) -> Iterator[str]:
    port, file = free_port(), folder / "haproxy.cfg"
    text = CONFIGURATION.read_text().replace("127.0.0.1:8000", f"127.0.0.1:{port}")
    for address, service in zip(ADDRESSES, services, strict=True):
        text = text.replace(f"{address}:8000", f"{service.host}:{service.port}")
    file.write_text(text)
    subprocess.run(["haproxy", "-c", "-f", file], check=True, stdout=subprocess.DEVNULL)
    process = subprocess.Popen(["haproxy", "-db", "-f", file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        with RewardClient(url) as client:
            client.wait_until_ready(30)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def _tried(name: str, services: list[Service], url: str | list[str]) -> bool:
    good = True
    for how, end in (("drained", Service.drain), ("killed", Service.kill)):
        seen = _restarted(services, end, url)
        lost = seen.null + len(seen.failed)
        held = not seen.wrong and seen.longest_s <= TIMEOUT_S + BEYOND_S and (how == "killed" or not lost)
        counts = f"{seen.calls:7} {len(seen.failed):7} {seen.null:6} {seen.wrong:6} {seen.longest_s:9.1f} s"
        print(f"{name:8} {how:8} {counts}{'' if held else '   NOT AS PROMISED'}", flush=True)
        for line in seen.failed[:3]:
            print(f"    {line}")
        good &= held
    return good


def run(folder: Path, fronts: list[str]) -> bool:
    port = free_port()
    settings = {"sandbox": "off", "math_workers": "1"}
    services = [Service(folder / f"{host}.log", host, port, settings=settings) for host in ADDRESSES]
    print(f"{'front':8} {'services':8} {'calls':>7} {'failed':>7} {'null':>6} {'wrong':>6} {'longest':>11}")
    good = True
    try:
        for service in services:
            service.begin()
        for service in services:
            service.wait()
        if "haproxy" in fronts:
            with haproxy(folder, services) as url:
                good &= _tried("haproxy", services, url)
        if "list" in fronts:
            good &= _tried("list", services, [one.url for one in services])
        if "name" in fronts:
            good &= _tried("name", services, f"http://{NAME}:{port}")
    finally:
        stop_all(services)
    return good


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.rolling", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    fronts = ["haproxy", "list", "name"]
    parser.add_argument("--fronts", nargs="+", choices=fronts, default=fronts, help="what stands in front (all)")
    args = parser.parse_args()
    print_head("benchmarks.rolling")
    with tempfile.TemporaryDirectory() as folder:
        good = run(Path(folder), args.fronts)
    print("drained: nothing lost; killed: nothing wrong, nothing late" if good else "NOT ALL PROMISES HELD")
    sys.exit(not good)


if __name__ == "__main__":
    main()
