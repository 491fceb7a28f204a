"""What scoring over HTTP adds to a training step of the arithmetic example.

    reward-server --port 8977 &
    python -m benchmarks.train_scoring --url http://127.0.0.1:8977

Three learners go the same way from the same weak base, step by step in turn: one scored by the service over HTTP, one
so by a client process, the third by what the service said of the same completions, looked up in this process, which
costs next to nothing. Their weights stay equal. Wall time is the median of a step, CPU time the mean; the wait for the
last scores is told besides.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from benchmarks.machine import print_head
from benchmarks.train_setup import Rule, make_base, make_context, make_learner, settings
from sdk import AsyncRewardClient, Item, ItemResult, ScoreResult
from sdk.train.model.policy import load_policy
from sdk.train.scoring.scorer import Client
from sdk.train.trainer.context import Context
from sdk.train.trainer.learner import Learner
from sdk.train.trainer.step import train_step

WARM_UP = 3
"""Steps not counted."""


class Noting(AsyncRewardClient):
    """The client, and everything that it was told."""

    def __init__(self, url: str, *, process: bool = False) -> None:
        super().__init__(url, process=process)
        self.told: dict[tuple[Any, Any], ItemResult] = {}

    async def score(self, items: Any, *arguments: Any, **options: Any) -> ScoreResult:
        result = await super().score(items, *arguments, **options)
        self.told.update(
            {(one.completion, one.ground_truth): said for one, said in zip(items, result.items, strict=True)}
        )
        return result


class Repeating(Rule):
    def __init__(self, told: dict[tuple[Any, Any], ItemResult]) -> None:
        self._told = told

    def _one(self, item: Item) -> ItemResult:
        return self._told[item.completion, item.ground_truth]


@dataclass
class Side:
    learner: Learner
    context: Context
    rewards: list[float] = field(default_factory=list)
    wall_s: list[float] = field(default_factory=list)
    cpu_s: list[float] = field(default_factory=list)
    wait_s: list[float] = field(default_factory=list)

    def step(self, number: int) -> None:
        self.learner.step = number
        wall, cpu = time.perf_counter(), time.process_time()
        record, _ = train_step(self.learner, self.context)
        self.wall_s.append(time.perf_counter() - wall)
        self.cpu_s.append(time.process_time() - cpu)
        self.wait_s.append(record["seconds/reward"])
        self.rewards.append(record["reward"])


def main() -> None:
    options = _parser().parse_args()
    print_head("benchmarks.train_scoring")
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        base = options.base or make_base(options.seed, Path(folder) / "base", None)
        client = Noting(options.url)
        http, apart = side(options, base, client), side(options, base, Noting(options.url, process=True))
        looked_up = side(options, base, Repeating(client.told))
    for number in range(options.steps):
        for one in (http, apart) if number % 2 else (apart, http):
            one.step(number)
        looked_up.step(number)
    assert http.rewards == apart.rewards == looked_up.rewards, "different runs"
    report(http, apart, looked_up)


def side(options: Any, base: str, client: Client) -> Side:
    config = settings(options.seed, options.steps, base)
    policy = load_policy(base, config.model, torch.device("cpu"))
    return Side(make_learner(config, policy), make_context(config, policy, client))


def report(http: Side, apart: Side, looked_up: Side) -> None:
    print(f"{len(http.wall_s) - WARM_UP} steps, medians of wall time and means of CPU time of this process, ms")
    print(f"{'':<24}{'over HTTP':>12}{'process':>12}{'looked up':>12}{'HTTP adds':>12}{'process adds':>14}")
    for title, name, middle in (
        ("a step, wall", "wall_s", statistics.median),
        ("a step, CPU", "cpu_s", statistics.mean),
    ):
        here, there, base = (1000 * middle(getattr(one, name)[WARM_UP:]) for one in (http, apart, looked_up))
        shares = f"{here / base - 1:>12.1%}{there / base - 1:>14.1%}"
        print(f"{title:<24}{here:>12.1f}{there:>12.1f}{base:>12.1f}{shares}")
    waits = [1000 * statistics.median(one.wait_s[WARM_UP:]) for one in (http, apart)]
    print(f"{'wait for the last scores':<24}{waits[0]:>12.1f}{waits[1]:>12.1f}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--url", required=True, help="the reward service")
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--base", help="a model's folder; without it a weak base is made first")
    return parser


if __name__ == "__main__":
    main()
