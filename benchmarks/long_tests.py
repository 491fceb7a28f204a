"""A group whose tests are long: what is sent, how long it takes, and how much memory the service takes for it.

    python -m benchmarks.long_tests [--completions 16] [--cases 200] [--kilobytes 100]

Prints a row for the group in one batch, a second time (the service holds the tests by then), and for the same
completions one after the other.
"""

from __future__ import annotations

import argparse
import contextlib
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

from sdk import Item, RewardClient
from tests.end_to_end.running import start_server, stop

RIGHT = "```python\nimport sys\nprint(sum(map(int, sys.stdin.read().split())))\n```"


class Counting(httpx.HTTPTransport):
    """Counts the bytes of what is sent."""

    sent = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.sent += len(request.read())
        return super().handle_request(request)


def group(completions: int, cases: int, kilobytes: int) -> list[Item]:
    """Completions of one problem, all of them right."""
    numbers = kilobytes * 1000 // 5
    made = [
        {"input": f"{1000 + case:4d} " * numbers, "output": f"{(1000 + case) * numbers}\n"} for case in range(cases)
    ]
    tests: dict[str, Any] = {"type": "stdio", "cases": made}
    return [Item(completion=RIGHT + "\n" * number, tests=tests) for number in range(completions)]


def most_mb(pid: int) -> float:
    """The most that the process and all that it started have held each, resident, MiB."""
    fields = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            lines = (folder / "status").read_text().splitlines()
            fields[int(folder.name)] = dict(line.split(":", 1) for line in lines if ":" in line)
    family = {pid}
    for _ in range(8):
        family |= {child for child, said in fields.items() if int(said["PPid"]) in family}
    return sum(int(fields[one].get("VmHWM", "0 kB").split()[0]) / 1024 for one in family if one in fields)


def scored(url: str, batches: list[list[Item]]) -> tuple[float, float]:
    """(seconds, megabytes sent)."""
    counting = Counting()
    begun = time.perf_counter()
    with RewardClient(url, timeout_s=1800, http_client=httpx.Client(transport=counting, timeout=1800)) as client:
        for batch in batches:
            result = client.score(batch, rewards={"accuracy": 1})
            assert result.rewards == [1.0] * len(batch), result.items[0]
    return time.perf_counter() - begun, counting.sent / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("completions", 16), ("cases", 200), ("kilobytes", 100)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    items = group(options.completions, options.cases, options.kilobytes)
    with tempfile.TemporaryDirectory() as store:
        running = start_server(tests_store=store)
        try:
            print(f"{options.completions} completions x {options.cases} cases x {options.kilobytes} KB")
            print(f"{'':24}{'seconds':>10}{'MB sent':>10}{'service, most MiB':>20}")
            rows = [("one batch", [items]), ("again", [items]), ("one at a time", [[one] for one in items])]
            for name, batches in rows:
                seconds, sent = scored(running.url, batches)
                print(f"{name:24}{seconds:10.1f}{sent:10.2f}{most_mb(running.process.pid):20.0f}", flush=True)
        finally:
            stop(running)


if __name__ == "__main__":
    main()
