"""What the service and its client cost an item over scoring itself: CPU time at 64 items a batch.

    python -m benchmarks.edge                 about a minute on a quiet machine
    python -m benchmarks.edge --batches 20 --rounds 3

Two kinds of items: short sums, as the bundled example makes them, and completions of 2,000 to 4,000 characters with
their prompt as messages, as GRPO sends them, eight to a question. No text comes twice. Measured are, in rounds whose
order alternates: the scoring of parsed batches in this process, without HTTP; batches through the client; batches
through a client process. "over scoring" is server and client together, less scoring. Beside it stands what HTTP and
JSON cost by themselves: the same batches through httpx to a FastAPI that scores and checks nothing (`empty_service`),
server and client together. Of a service's CPU time what it spends while it has nothing to do is taken off, since
batches take long on a busy machine. Each round gives a mean, shown is the median round.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from pydantic_core import from_json, to_json

from benchmarks.machine import print_head
from reward_server.parsing import parse_batch
from reward_server.scoring import Scorer
from sdk import RewardClient
from tests.end_to_end.processes import descendants
from tests.end_to_end.running import Running, free_port, start_server, stop, wait_until_ready

SIZE = 64
GROUP = 8
REWARDS = {"accuracy": 1, "format": 0.1}
TIMEOUT_S = 300.0
IDLE_S = 5.0
SENTENCE = "the sum of two numbers is found by adding them and we check that \\frac{1}{2} is less so , "


class Items:
    """Batches whose texts never repeat; half of the answers are right."""

    def __init__(self, *, long: bool) -> None:
        self._long = long
        self._random = random.Random(1)
        self._made = 0

    def batch(self) -> list[dict[str, Any]]:
        return [item for _ in range(SIZE // GROUP) for item in self._group()]

    def _group(self) -> list[dict[str, Any]]:
        self._made += 1
        one, two = self._made, self._random.randrange(10, 100)
        asked = f"What is {one} + {two}? Think in <think> tags, then answer in <answer> tags."
        system = {"role": "system", "content": "You are a careful assistant."}
        prompt = [system, {"role": "user", "content": asked}] if self._long else f"User: {asked}\nAssistant:"
        return [self._item(one, two, prompt, number) for number in range(GROUP)]

    def _item(self, one: int, two: int, prompt: Any, number: int) -> dict[str, Any]:
        answer = one + two + number % 2
        think = f"{one} + {two} = {answer}, try {number}. "
        if self._long:
            think += " ".join(self._random.choices(SENTENCE.split(), k=self._random.randrange(500, 1000)))
        text = f"<think>{think}</think>\n<answer>{answer}</answer>"
        completion = [{"role": "assistant", "content": text}] if self._long else text
        return {
            "id": f"{self._made}/{number}", "prompt": prompt, "completion": completion, "ground_truth": str(one + two),
            "group_id": self._made, "finish_reason": "stop",
        }  # fmt: skip


def scored_here(items: Items, batches: int) -> float:
    scorer = Scorer(_no_job, 10_000)
    bodies = [json.dumps({"items": items.batch(), "rewards": REWARDS}).encode() for _ in range(batches)]
    parsed = [parse_batch(body) for body in bodies]

    async def run() -> float:
        gc.collect()
        began = time.process_time()
        for one in parsed:
            results = await scorer.score(one.request, one.specs, time.monotonic() + TIMEOUT_S)
            assert None not in [result.reward for result in results]
        return time.process_time() - began

    spent = asyncio.run(run())
    scorer.close()
    return spent


async def _no_job(*_: Any) -> Any:
    raise AssertionError("these items need no worker")


@dataclass
class Service:
    pid: int
    idle_share: float = 0.0
    """CPU seconds a second without a request."""

    def rest(self, seconds: float) -> None:
        began, wall = tree_cpu_s(self.pid), time.monotonic()
        time.sleep(seconds)
        self.idle_share = (tree_cpu_s(self.pid) - began) / (time.monotonic() - wall)


def through(client: RewardClient, service: Service, items: Items, batches: int) -> tuple[float, float]:
    """CPU seconds of this process, and of the service."""
    made = [items.batch() for _ in range(batches)]
    gc.collect()
    wall, began, served = time.monotonic(), time.process_time(), tree_cpu_s(service.pid)
    for batch in made:
        assert None not in client.score(batch, rewards=REWARDS).rewards
    spent, wall = time.process_time() - began, time.monotonic() - wall
    return spent, tree_cpu_s(service.pid) - served - service.idle_share * wall


def through_empty(client: httpx.Client, service: Service, items: Items, batches: int) -> float:
    """CPU seconds of this process and of the service together."""
    made = [items.batch() for _ in range(batches)]
    gc.collect()
    wall, began, served = time.monotonic(), time.process_time(), tree_cpu_s(service.pid)
    for batch in made:
        answer = client.post("/v1/score", content=to_json({"items": batch, "rewards": REWARDS}))
        assert len([one["reward"] for one in from_json(answer.content)["items"]]) == SIZE
    spent, wall = time.process_time() - began, time.monotonic() - wall
    return spent + tree_cpu_s(service.pid) - served - service.idle_share * wall


def tree_cpu_s(pid: int) -> float:
    """Of a process and all below it, to the microsecond."""
    return sum(map(_cpu_s, [pid, *descendants(pid)]))


def _cpu_s(pid: int) -> float:
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def measure(ours: Running, empty: Running, services: list[Service], *, long: bool, batches: int, rounds: int) -> None:
    items, url = Items(long=long), ours.url
    service, nothing = services
    spent: dict[str, list[float]] = {name: [] for name in ("scoring", "client", "server", "apart", "empty")}
    with (
        RewardClient(url, timeout_s=TIMEOUT_S) as plain,
        RewardClient(url, timeout_s=TIMEOUT_S, process=True) as apart,
        httpx.Client(base_url=empty.url) as http,
    ):

        def straight() -> None:
            client, served = through(plain, service, items, batches)
            spent["client"].append(client)
            spent["server"].append(served)

        def crossed() -> None:
            spent["apart"].append(through(apart, service, items, batches)[0])

        def scoring() -> None:
            spent["scoring"].append(scored_here(items, batches))

        def emptily() -> None:
            spent["empty"].append(through_empty(http, nothing, items, batches))

        ways: list[Callable[[], None]] = [scoring, straight, emptily, crossed]
        for one in (plain, apart):
            one.score(items.batch(), rewards=REWARDS)
        scoring()
        emptily()
        for each in (spent["scoring"], spent["empty"]):
            each.clear()
        for number in range(rounds):
            for way in ways if number % 2 else reversed(ways):
                way()
    us = {name: 1e6 * statistics.median(each) / batches / SIZE for name, each in spent.items()}
    over = us["server"] + us["client"] - us["scoring"]
    print(
        f"{'long, as messages' if long else 'short sums':<20}{us['scoring']:>10.1f}{us['server']:>10.1f}"
        f"{us['client']:>10.1f}{over:>14.1f}{us['empty']:>18.1f}{us['apart']:>18.1f}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--batches", type=int, default=50, help="in a round")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    print_head("benchmarks.edge")
    ours, empty = start_server(sandbox="off"), start_empty()
    print(
        f"{'CPU us an item':<20}{'scoring':>10}{'server':>10}{'client':>10}{'over scoring':>14}{'empty service':>18}"
        f"{'client, process':>18}"
    )
    try:
        services = [Service(one.process.pid) for one in (ours, empty)]
        for one in services:
            one.rest(IDLE_S)
        for long in (False, True):
            measure(ours, empty, services, long=long, batches=options.batches, rounds=options.rounds)
    finally:
        stop(ours)
        stop(empty)


def start_empty() -> Running:
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "benchmarks.empty_service:app", "--port", str(port), "--no-access-log"]
    running = Running(f"http://127.0.0.1:{port}", subprocess.Popen([*command, "--log-level", "warning"]))
    wait_until_ready(running)
    return running


if __name__ == "__main__":
    main()
