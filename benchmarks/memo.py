"""Remembered verdicts on disk and in a real Redis: the same scores with and without, whatever happens to the store.

    python -m benchmarks.memo [--items 60]     (scripts/check memo; needs redis-server, and an engine for programs)

The same items are scored by a service that remembers nothing, then with each store: empty, filled by another service,
with every row changed, hanging (SIGSTOP), and killed. Nothing is kept in the process's own memory, so that every
verdict is asked for. A program's is kept only where its tests say `deterministic`.
"""

from __future__ import annotations

import argparse
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import redis

from benchmarks.machine import print_head
from benchmarks.services import Service
from sdk import RewardClient

REWARDS = {"accuracy": 1.0}


def items(count: int) -> list[dict[str, Any]]:
    """A third each: comparisons that need sympy, programs that say they are deterministic, programs that do not."""
    made: list[dict[str, Any]] = []
    for number in range(count):
        if number % 3 == 0:
            answer = f"\\frac{{m(m+1)}}{{2}}+{number}"
            truth = f"\\sum_{{k=1}}^{{m}} k+{number + number % 2}"
            made.append({"completion": f"<answer>\\boxed{{{answer}}}</answer>", "ground_truth": truth})
            continue
        cases = [{"input": "", "output": str(number if number % 2 else -1)}]
        tests = {"type": "stdio", "cases": cases, "deterministic": number % 3 == 1}
        made.append({"completion": f"```python\nprint({number})\n```", "tests": tests})
    return made


class Tried:
    def __init__(self, folder: Path, count: int) -> None:
        self.folder, self.batch = folder, items(count)
        self.right: list[float | None] = []
        self.good = True

    def score(self, name: str, helps: bool, *moments: Callable[[], object], **settings: str) -> None:
        """A service of its own scores all items once, and once again after each of `moments`.

        helps: some verdicts must come from the store; a lookup that takes too long on a busy machine is given up, so
        that not all need to."""
        fixed = {"memo_entries": "0", "sandbox_containers": "1", "math_workers": "1"}
        service = Service(self.folder / "log", settings={**fixed, **settings})
        service.start()
        try:
            with RewardClient(service.url, rewards=REWARDS, timeout_s=300) as client:
                began = time.monotonic()
                found = [client.score(self.batch).rewards]
                for moment in moments:
                    moment()
                    found.append(client.score(self.batch).rewards)
                seconds = (time.monotonic() - began) / len(found)
            hits = _hits(service.url)
        finally:
            service.drain()
        self.right = self.right or found[0]
        wrong = sum(one != right for rewards in found for one, right in zip(rewards, self.right, strict=True))
        held = not wrong and None not in self.right and (hits > 0 or not helps)
        self.good &= held
        print(f"{name:34} {wrong:6} {hits:6} {seconds:8.2f} s{'' if held else '   NOT AS PROMISED'}", flush=True)


def _hits(url: str) -> int:
    told = re.search(r'assay_cache_hits_total\{cache="stored_verdicts"\} (\S+)', httpx.get(f"{url}/metrics").text)
    return int(float(told[1])) if told else 0


def _garble(file: Path) -> None:
    with sqlite3.connect(file) as base:
        base.execute("""UPDATE verdicts SET result = '{"equal": true, "results": []}'""")


def _garble_redis(store: redis.Redis) -> None:
    for key in store.scan_iter("assay:verdict:*"):
        store.set(key, b"0" * 32 + b'{"equal": true, "results": []}')


@contextmanager
def redis_server(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    path = folder / "redis.sock"
    options = f"--port 0 --unixsocket {path} --unixsocketperm 777 --dir {folder}"
    command = ["redis-server", *options.split(), "--save", ""]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        while not path.exists():
            time.sleep(0.05)
        yield process, f"unix://{path}"
    finally:
        process.kill()
        process.wait()


def run(folder: Path, count: int) -> bool:
    tried, file = Tried(folder, count), folder / "verdicts"
    print(f"{'store':34} {'wrong':>6} {'hits':>6} {'a pass':>10}")
    tried.score("none", False)
    tried.score("file, empty", False, memo_file=str(file))
    tried.score("file, of a service before", True, memo_file=str(file))
    _garble(file)
    tried.score("file, every row changed", False, memo_file=str(file))
    file.write_bytes(b"no database" * 1000)
    tried.score("file, no database", False, memo_file=str(file))
    with redis_server(folder) as (process, url):
        store = redis.Redis.from_url(url)
        tried.score("Redis, empty", False, memo_redis=url)
        tried.score("Redis, of a service before", True, memo_redis=url)
        _garble_redis(store)
        tried.score("Redis, every row changed", False, memo_redis=url)
        tried.score(
            "Redis, hangs after the first pass", False, lambda: process.send_signal(signal.SIGSTOP), memo_redis=url
        )
        process.send_signal(signal.SIGCONT)
        tried.score("Redis, killed after the first pass", False, process.kill, memo_redis=url)
        tried.score("Redis, gone", False, memo_redis=url)
    return tried.good


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.memo", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, default=60, help="items of a pass (60)")
    args = parser.parse_args()
    print_head("benchmarks.memo")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        good = run(Path(folder), args.items)
    print("the same scores, with a store and without" if good else "NOT ALL PROMISES HELD")
    sys.exit(not good)


if __name__ == "__main__":
    main()
